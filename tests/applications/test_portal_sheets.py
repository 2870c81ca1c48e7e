"""The two sheets as the applicant meets them."""

import json

import pytest

from common import clock
from common.jobs import run_pending
from common.templatetags.components import moment
from decisions.demo.acting import Case
from decisions.models import Document
from law.states import PlanState, SheetState
from reviews.services.sheets import Item, inquire, request_correction
from tests.cast import membership
from tests.plans import day, under_examination

from .pages import as_person, at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


@pytest.fixture
def case() -> Case:
    return under_examination()


def asked(plan, key="effects", party=None):
    return inquire(
        plan=plan,
        items=[Item(key, party, "算定の考え方を補ってください。")],
        purpose="効果の見込みを確かめるため",
        responsible="担当 正",
        due_on=None,
        membership=membership("officer"),
    )


def corrected(plan):
    return request_correction(
        plan=plan,
        items=[Item("effects", None, "目標の年度を書いてください。", "省令第5条第1項第4号")],
        purpose="記載事項の補正",
        due_on=day("2099-12-31"),
        membership=membership("officer"),
    )


def test_it_says_what_is_asked_why_by_whom_and_where(case):
    sheet = asked(case.plan)
    page = text(as_person("lead").get(at("sheet", sheet)))
    assert "算定の考え方を補ってください。" in page
    assert "効果の見込みを確かめるため" in page
    assert "担当 正" in page
    assert at("plan_part", case.plan, "effects") in page


def test_a_correction_says_its_provision_and_what_follows(case):
    page = text(as_person("lead").get(at("sheet", corrected(case.plan))))
    assert "省令第5条第1項第4号" in page
    assert "不認定の処分を受けることがあります" in page
    assert "この依頼に応じない" not in page


def test_a_stranger_finds_nothing(case):
    assert as_person("stranger").get(at("sheet", asked(case.plan))).status_code == 404


def test_about_a_partners_confidential_part_neither(case):
    sheet = asked(case.plan, "competition", case.party("takasaki").pk)
    assert as_person("lead").get(at("sheet", sheet)).status_code == 404
    assert as_person("takasaki").get(at("sheet", sheet)).status_code == 200


def test_only_the_named_part_is_open(case):
    asked(case.plan)
    client = as_person("lead")
    assert client.get(at("plan_part", case.plan, "effects")).context["mine"].editable
    assert not client.get(at("plan_part", case.plan, "other")).context["mine"].editable


def test_a_section_opened_for_a_sheet_leads_back_to_it(case):
    sheet = asked(case.plan)
    url = at("plan_part", case.plan, "effects")
    typed = {"effects": "直した効果", "version": 99, "shown": "{}", "then": "after"}
    assert as_person("lead").post(url, typed).url == at("sheet", sheet)


def test_the_answer_is_filed_as_the_next_version_and_once(case):
    sheet = corrected(case.plan)
    client = as_person("lead")
    url = at("answer_sheet", sheet)
    assert client.post(url, {"answer": "目標を書きました。"}).url == at("receipt", case.plan, 2)
    assert client.post(url, {"answer": "もう一度"}).url == at("sheet", sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.answer) == (SheetState.ANSWERED, "目標を書きました。")
    assert case.plan.versions.count() == 2
    assert case.fresh.state == PlanState.EXAMINATION
    assert "目標を書きました。" in text(client.get(at("sheet", sheet)))
    told = text(client.get(at("receipt", case.plan, 2)))
    assert "受付票（補正）" in told
    assert moment(case.fresh.arrived_at) in told
    run_pending()
    letter = json.loads(Document.objects.filter(receipt__version__number=2).first().content)
    assert letter["follows"]["what"] == "補正"
    assert letter["follows"]["first_arrived_at"] < letter["arrived_at"]


def test_what_cannot_be_filed_keeps_the_answer(case):
    sheet = asked(case.plan, "costs", case.party("lead").pk)
    case.type("lead", "costs", {"cost-equipment-2026-machinery-total": "たくさん"}, own=True)
    response = as_person("lead").post(at("answer_sheet", sheet), {"answer": "書いた回答"})
    assert response.status_code == 409
    page = text(response)
    assert "書いた回答" in page
    assert "読み取れない値があります" in page


def test_a_member_may_mend_but_not_answer(case):
    sheet = asked(case.plan)
    client = as_person("lead_member")
    assert "提出できるのは申請代表者です" in text(client.get(at("sheet", sheet)))
    assert client.post(at("answer_sheet", sheet), {}).status_code == 409


def test_an_inquiry_may_be_declined_knowing_what_follows(case):
    sheet = asked(case.plan)
    client = as_person("lead")
    assert "不利益な扱いを受けることはありません" in text(client.get(at("decline_inquiry", sheet)))
    assert client.post(at("decline_inquiry", sheet), {"answer": "任意のため"}).url == at("plan", case.plan)
    sheet.refresh_from_db()
    assert sheet.state == SheetState.DECLINED


def test_a_correction_may_not(case):
    response = as_person("lead").post(at("decline_inquiry", corrected(case.plan)), {})
    assert response.status_code == 409
    assert "応じないとすることができません" in text(response)


def test_days_left_are_counted_in_tokyo(case):
    sheet = corrected(case.plan)
    page = as_person("lead").get(at("sheet", sheet)).context["page"]
    assert page.days == (day("2099-12-31") - clock.today()).days
