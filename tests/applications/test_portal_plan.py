"""A plan's own page: where it stands, what happened, what may be done; and the pages of those acts."""

import re

import pytest

from applications.models import PartOpening
from applications.services.opening import open_amendment
from common.jobs import run_pending
from decisions.models import Decision
from law.states import PlanState
from tests.cast import membership
from tests.plans import draft, filed, party, under_examination
from tests.responses import main_of

from .pages import as_person, at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def test_a_draft_says_how_far_it_is():
    plan = draft()
    page = text(as_person("takasaki_member").get(at("plan", plan)))
    assert "入力の進み具合" in page
    assert at("plan_part", plan, "volumes") in page


def test_a_filed_one_says_whose_turn_it_is():
    plan = filed().plan
    page = text(as_person("lead").get(at("plan", plan)))
    assert "次は厚生労働省の番です（審査の開始）。" in page
    assert plan.number in page
    assert at("receipt", plan, 1) in page


def test_what_happened_is_told_by_role_and_without_names():
    plan = under_examination().plan
    response = as_person("lead").get(at("plan", plan))
    told = [(event["what"], event["who"]) for event in response.context["events"]]
    assert told[0] == ("審査が始まりました", "担当官")
    assert "担当 正" not in main_of(text(response))


def test_what_the_office_does_inside_is_not_told():
    case = under_examination()
    case.consult("mof", days=1)
    case.find()
    case.draft(Decision.Outcome.CERTIFICATION)
    events = as_person("lead").get(at("plan", case.plan)).context["events"]
    assert events[0]["what"] == "審査が始まりました"


def test_an_issued_letter_stands_on_its_addressees_page():
    case = under_examination()
    case.consult("mof", days=1)
    case.find()
    decision = case.decide(Decision.Outcome.CERTIFICATION)
    run_pending()
    (letter,) = as_person("takasaki").get(at("plan", case.plan)).context["letters"]
    document = decision.documents.get(addressee=party(case.plan, "takasaki").organisation)
    assert letter.url == at("document", document)


def test_the_limb_is_named_and_no_figure():
    plan = filed(sales={"lead": "350億円", "takasaki": "80億円"}, restructures=True).plan
    page = text(as_person("takasaki").get(at("plan", plan)))
    assert "施行令附則17条2号" in page
    assert not re.search("350億|35,?000,?000,?000", page)  # an id or a token may hold any three digits


def test_the_sum_is_the_filed_one_until_something_is_open_again():
    """What was typed for a 照会 and never filed is nobody's application."""
    plan = filed(partners=()).plan
    page = as_person("lead").get(at("plan", plan)).context["totals"]
    assert page.subsidy == plan.versions.get().subsidy["amount"] > 0
    shown = page.trace
    costs = plan.parts.get(key="costs")
    costs.data = {}
    costs.save()
    assert as_person("lead").get(at("plan", plan)).context["totals"].trace == shown
    own = plan.parties.get().pk
    open_amendment(plan=plan, parts=[("costs", own)], membership=membership("lead"))
    assert as_person("lead").get(at("plan", plan)).context["totals"].subsidy == 0


def test_the_steps_read_alike_as_filed_and_as_typed():
    plan = filed(partners=()).plan
    shown = as_person("lead").get(at("plan", plan)).context["totals"].trace
    own = plan.parties.get().pk
    open_amendment(plan=plan, parts=[("costs", own)], membership=membership("lead"))
    assert as_person("lead").get(at("plan", plan)).context["totals"].trace == shown


def test_a_stranger_finds_nothing():
    assert as_person("stranger").get(at("plan", filed().plan)).status_code == 404


# Withdrawing


def test_a_representative_is_asked_first_and_then_withdraws():
    plan = filed(partners=()).plan
    client = as_person("lead")
    assert "元に戻せません" in text(client.get(at("withdraw_plan", plan)))
    assert client.post(at("withdraw_plan", plan)).url == at("plan", plan)
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN


def test_a_joint_one_waits_for_every_companys_word_and_says_for_whose():
    plan = filed().plan
    as_person("lead").post(at("withdraw_plan", plan))
    client = as_person("takasaki")
    assert "取下げの同意を集めています" in text(client.get(at("plan", plan)))
    assert "髙﨑製薬株式会社　まだ同意していません" in text(client.get(at("withdraw_plan", plan)))
    client.post(at("withdraw_plan", plan))
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN
    assert "取下げの同意を集めています" not in text(client.get(at("plan", plan)))


def test_a_second_withdrawal_says_why_not():
    plan = filed(partners=()).plan
    client = as_person("lead")
    client.post(at("withdraw_plan", plan))
    response = client.post(at("withdraw_plan", plan))
    assert response.status_code == 409
    assert "取下げ" in text(response)


def test_a_member_is_told_who_can():
    plan = filed().plan
    client = as_person("lead_member")
    assert "申請代表者だけができる手続です" in text(client.get(at("plan", plan)))
    assert client.post(at("withdraw_plan", plan)).status_code == 409


# Amending


def test_the_named_parts_are_open_again():
    plan = filed().plan
    own = party(plan, "lead").pk
    response = as_person("lead").post(at("open_amendment", plan), {"parts": ["effects", f"costs:{own}"]})
    assert response.url == at("plan", plan)
    rows = PartOpening.objects.filter(plan=plan, closed_at=None)
    assert set(rows.values_list("key", "party_id")) == {("effects", None), ("costs", own)}


def test_a_partners_part_cannot_be_named():
    plan = filed().plan
    other = party(plan, "takasaki").pk
    response = as_person("lead").post(at("open_amendment", plan), {"parts": [f"costs:{other}"]})
    assert response.status_code == 400
    assert "選べない項目です" in text(response)


def test_no_part_named_is_told():
    response = as_person("lead").post(at("open_amendment", filed().plan), {})
    assert "修正する項目が選ばれていません" in text(response)


def test_a_draft_needs_no_amendment():
    response = as_person("lead").post(at("open_amendment", draft()), {"parts": ["effects"]})
    assert response.status_code == 409
