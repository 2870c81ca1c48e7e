"""確認・提出 and the receipt: what stops, what is warned of, what is filed once."""

import pytest

from applications.services.opening import open_amendment
from common.jobs import run_pending
from decisions.demo.acting import Case
from law.states import PlanState
from tests.cast import membership
from tests.plans import attach, complete, draft, filed, party

from .pages import as_person, at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def file(client, plan, channel="minister"):
    return client.post(at("file_plan", plan), {"channel": channel})


def test_the_whole_plan_is_shown_as_it_will_be_frozen_to_whom_may_see_it():
    plan = complete(sales={"lead": "123億円", "takasaki": "987億円"}).plan
    page = text(as_person("lead").get(at("review_plan", plan)))
    assert "製造所を集約します。" in page
    assert "12,300,000,000円" in page
    assert "98,700,000,000" not in page


def test_warnings_say_that_it_can_be_filed_so():
    page = text(as_person("lead").get(at("review_plan", complete().plan)))
    assert "このまま提出できます" in page
    assert "お願いしている書類（法令に定めのないもの）がありません：直近の決算書" in page


def test_what_stops_it_leads_to_the_section():
    case = Case(draft())
    case.type("lead", "measure", {"starts_on_year": "こんど", "starts_on_month": "1", "starts_on_day": "1"})
    case.type("takasaki", "costs", {"cost-equipment-2026-machinery-total": "たくさん"}, own=True)
    page = text(as_person("lead").get(at("review_plan", case.plan)))
    assert at("plan_part", case.plan, "measure") in page
    assert "同社に直すよう依頼してください" in page
    assert "の同意がまだです" in page


def test_filing_shows_the_receipt_at_once():
    plan = complete().plan
    response = as_person("lead").post(at("file_plan", plan), {"channel": "minister"}, follow=True)
    version = plan.versions.get()
    page = text(response)
    assert response.redirect_chain[-1][0] == at("receipt", plan, 1)
    assert version.receipt.number in page
    assert version.sha256 in page
    assert "PDFは準備中です" in page


def test_who_files_agrees_by_filing():
    plan = draft(partners=())
    assert not party(plan, "lead").agreed_at
    file(as_person("lead"), plan)
    assert party(plan, "lead").agreed_at
    plan.refresh_from_db()
    assert plan.state == PlanState.FILED


def test_a_second_click_files_nothing_and_shows_the_receipt():
    plan = complete().plan
    client = as_person("lead")
    assert file(client, plan).url == file(client, plan).url == at("receipt", plan, 1)
    assert plan.versions.count() == 1


def test_it_may_go_through_nibn():
    plan = complete().plan
    file(as_person("lead"), plan, "nibn")
    plan.refresh_from_db()
    assert plan.state == PlanState.AT_NIBN
    assert "基盤研が送付すると決まります" in text(as_person("lead").get(at("receipt", plan, 1)))


def test_what_is_refused_says_why_and_changes_nothing():
    plan = draft()
    response = file(as_person("lead"), plan)
    plan.refresh_from_db()
    assert response.status_code == 409
    assert "共同で申請する会社の同意がまだです" in text(response)
    assert (plan.state, party(plan, "lead").agreed_at) == (PlanState.DRAFT, None)


def test_without_an_addressee_it_asks_for_one():
    response = as_person("lead").post(at("file_plan", complete().plan), {})
    assert response.status_code == 400
    assert "提出先を選んでください" in text(response)


def test_a_member_is_told_who_can_file():
    plan = complete().plan
    client = as_person("lead_member")
    assert "提出できるのは申請代表者です" in text(client.get(at("review_plan", plan)))
    assert file(client, plan).status_code == 409


def test_a_stranger_files_nothing():
    assert file(as_person("stranger"), complete().plan).status_code == 404


# The receipt


def test_a_receipt_names_joint_files_and_ones_own():
    case = complete()
    attach(case.plan, "lead", "financials", "甲の決算書.pdf")
    attach(case.plan, "takasaki", "registry", "乙の登記.pdf")
    file(as_person("lead"), case.plan)
    names = [each["name"] for each in as_person("lead").get(at("receipt", case.plan, 1)).context["files"]]
    assert names == ["工程表.pdf", "甲の決算書.pdf"]


def test_each_company_can_prove_its_own_part_alone():
    plan = filed().plan
    own, other = party(plan, "lead").pk, party(plan, "takasaki").pk
    version = plan.versions.get()
    page = text(as_person("lead").get(at("receipt", plan, 1)))
    assert version.salts[f"competition:{own}"] in page
    assert version.salts[f"competition:{other}"] not in page
    assert version.salts[f"costs:{other}"] not in page


def test_the_signed_copy_follows_and_is_ones_own():
    plan = filed().plan
    run_pending()
    (copy,) = as_person("takasaki").get(at("receipt", plan, 1)).context["copies"]
    assert copy.url
    assert copy.number.endswith("-2")


def test_a_version_is_read_as_it_was_filed():
    case = filed(sales={"takasaki": "987億円"})
    open_amendment(plan=case.plan, parts=[("effects", None)], membership=membership("lead"))
    Case(case.plan).type("lead", "effects", {"effects": "書きかけの効果"})
    page = text(as_person("lead").get(at("plan_version", case.plan, 1)))
    assert "品目ごとの生産能力を1.5倍とし" in page
    assert "書きかけの効果" not in page
    assert "98,700,000,000" not in page


def test_a_version_that_does_not_exist_is_not_found():
    assert as_person("lead").get(at("plan_version", filed().plan, 9)).status_code == 404


# One's own amendment


def test_what_one_corrects_is_filed_once():
    plan = filed().plan
    open_amendment(plan=plan, parts=[("effects", None)], membership=membership("lead"))
    client = as_person("lead")
    assert "修正を提出する" in text(client.get(at("review_plan", plan)))
    assert client.post(at("file_amendment", plan)).url == at("receipt", plan, 2)
    again = client.post(at("file_amendment", plan))
    assert again.status_code == 409
    assert "すでに提出されています" in text(again)
    assert plan.versions.count() == 2
