"""The pages of 額の確定: from the accepted report to the letter, and what each side reads of the money."""

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from decisions.models import Decision, Document
from grants.models import PerformanceReport
from tests.cast import sign_in
from tests.decisions.deciding import do_jobs, signed_in
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants.test_pages import text
from tests.responses import closed_after

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


@pytest.fixture
def later():
    with r.on(r.AFTER_ALL):
        yield


def case_of(grant) -> str:
    return reverse("report_case", args=[PerformanceReport.objects.get(grant=grant).pk])


def typed(**more):
    day = r.boxes_of_day("dated_on", clock.today().isoformat())
    return {"finding": f.FINDING, "document_number": "", "issue": "hand", **day, **more}


def waiting(client, code: str) -> str:
    return text(client.get(reverse("grants") + f"?queue=grant_{code}"))


def test_the_desk_drafts_the_head_decides_and_the_company_reads_it(client, grant, later):
    f.reported(grant, eligible_0="36,000,000")
    sign_in(client, "nibn_officer")
    case = case_of(grant)
    assert grant.number in waiting(client, "fixing")
    url = reverse("draft_fixing", args=[PerformanceReport.objects.get(grant=grant).pk])
    assert url in client.get(case).content.decode()
    seen = text(client.get(url))
    assert "額の確定通知書" in seen
    assert "別紙" in seen
    assert client.post(url, typed(finding="")).status_code == 200
    assert f.FINDING in text(client.post(url, typed(preview="1")))
    assert not Decision.objects.filter(outcome="fixing").exists()
    assert client.post(url, typed())["Location"] == case
    decision = Decision.objects.get(outcome="fixing")
    assert grant.number not in waiting(client, "fixing")
    assert grant.number in waiting(client, "approval")
    assert reverse("approve_decision", args=[decision.pk]) not in client.get(case).content.decode()
    head = signed_in("nibn_decider")
    page = head.get(case)
    assert "調査の結果" in text(page)
    head.post(reverse("approve_decision", args=[decision.pk]), {"seen": page.context["seen"]})
    do_jobs("seal")
    assert "まだ確定していません" in text(signed_in("lead").get(reverse("grant", args=[grant.pk])))
    assert grant.number in waiting(client, "issue")
    client.post(reverse("issue_decision", args=[decision.pk]))
    assert g.again(grant).state == "fixed"
    money = page_money(signed_in("lead").get(reverse("grant", args=[grant.pk])))
    assert money == page_money(client.get(reverse("grant_case", args=[grant.pk])))
    assert money.fixed == money.may_still_be_paid == money.decided - money.released
    assert (money.paid, money.over) == (0, 0)


def page_money(response):
    assert response.status_code == 200
    return response.context["money"]


def test_the_letter_is_the_companys_and_anyone_may_verify_it(client, grant, later):
    f.fixed(grant)
    letter = Document.objects.get(kind="fixing")
    company = signed_in("lead")
    assert "額の確定通知書" in text(company.get(reverse("grant", args=[grant.pk])))
    with closed_after(company.get(reverse("document_pdf", args=[letter.pk]))) as response:
        assert response.status_code == 200
    assert signed_in("takasaki").get(reverse("document", args=[letter.pk])).status_code == 404
    seen = text(client.get(reverse("verify_document", args=[letter.public_id])))
    assert letter.number in seen
    assert grant.party.organisation.name not in seen


def test_returned_drafted_anew_and_dropped(client, grant, later):
    decision = f.draft(f.reported(grant))
    head, case = signed_in("nibn_decider"), case_of(grant)
    head.post(reverse("return_decision", args=[decision.pk]), {"note": "日を書くこと。"})
    sign_in(client, "nibn_officer")
    assert "日を書くこと。" in text(client.get(case))
    assert grant.number in waiting(client, "redrafting")
    url = reverse("redraft_grant_decision", args=[decision.pk])
    assert f.FINDING in text(client.get(url))
    assert client.post(url, typed(note="書き加えた。"))["Location"] == case
    again = Decision.objects.get(outcome="fixing", state="drafted")
    client.post(reverse("void_decision", args=[again.pk]), {"note": "誤り"})
    seen = text(client.get(case))
    assert "廃案となった起案" in seen
    assert "額の確定の起案はまだありません" in seen


def test_a_years_report_offers_no_fixing(client, grant):
    with r.on(date(2027, 4, 3)):
        report = r.accepted(r.filed(grant, r.YEAR_END, 2026))
        sign_in(client, "nibn_officer")
        assert "額の確定を起案する" not in text(client.get(reverse("report_case", args=[report.pk])))
        assert client.get(reverse("draft_fixing", args=[report.pk])).status_code == 404


def test_the_ministry_sees_what_was_decided_and_no_draft(client, grant, later):
    f.draft(f.reported(grant))
    sign_in(client, "officer")
    page = client.get(case_of(grant))
    assert "decision" not in page.context
    assert "grant_approval" not in text(client.get(reverse("grants")))
    assert page_money(client.get(reverse("grant_case", args=[grant.pk]))).fixed is None


@pytest.mark.parametrize("who", ["lead", "officer", "nibn_decider", "takasaki"])
def test_nobody_but_the_desk_drafts(client, grant, later, who):
    f.reported(grant)
    sign_in(client, who)
    url = reverse("draft_fixing", args=[PerformanceReport.objects.get(grant=grant).pk])
    # The ministry's officer, whose desk drafts what its own grants are fixed at, finds no form of NIBN's.
    assert client.post(url, typed()).status_code == (404 if who == "officer" else 403)
    assert not Decision.objects.filter(outcome="fixing").exists()


def test_what_waits_is_asked_in_the_same_number_of_questions(
    client, grant, later, django_assert_max_num_queries
):
    f.approved(grant)
    sign_in(client, "nibn_officer")
    for code in ("fixing", "approval", "issue", "sending", "redrafting"):
        with django_assert_max_num_queries(16):
            client.get(reverse("grants") + f"?queue=grant_{code}")
