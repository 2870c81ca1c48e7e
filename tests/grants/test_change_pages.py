"""The pages of a change: begun, told or asked for by the company; sent back, drafted, decided by NIBN."""

import json
from datetime import date

import pytest
from django.urls import reverse

from common import clock
from decisions.models import Decision, Document
from grants.changes import ChangeDraft
from grants.models import GrantChange
from tests.cast import sign_in
from tests.decisions.deciding import do_jobs, signed_in
from tests.grants import changing as c
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants.test_pages import text
from tests.responses import closed_after

pytestmark = pytest.mark.django_db
EDGE = 3_600_000


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def url(name: str, change: GrantChange, *more) -> str:
    return reverse(name, args=[change.pk, *more])


def posted(change: GrantChange, **boxes: str) -> dict[str, str]:
    """As the form posts it: what was shown, and what is typed over it."""
    page = signed_in("lead").get(url("change_form", change))
    shown = page.context["shown"]
    return json.loads(shown) | {"shown": shown, "review": "1"} | boxes


def typed_day(name: str, day: date) -> dict[str, str]:
    return r.boxes_of_day(name, day.isoformat())


def drafted(**more: str) -> dict[str, str]:
    return {"document_number": "", "issue": "hand", **typed_day("dated_on", clock.today()), **more}


def test_a_company_begins_types_and_tells_a_minor_change(client, grant):
    sign_in(client, "lead")
    page = client.get(reverse("grant", args=[grant.pk]))
    assert reverse("start_change", args=[grant.pk]) in page.content.decode()
    client.post(reverse("start_change", args=[grant.pk]), {"kind": "plan"})
    change = GrantChange.objects.get()
    form = url("change_form", change)
    assert "変わる経費、内容、期間はありません" in text(client.get(form))
    first, second = [line.pk for line in ChangeDraft(c.anew(change)).form.own_lines[:2]]
    boxes = {
        f"eligible-{first}": "50,400,000",
        f"eligible-{second}": "21,600,000",
        f"total-{second}": "30,000,000",
        "why": c.WHY,
    }
    assert client.post(form, posted(change, **boxes))["Location"] == url("review_change", change)
    review = client.get(url("review_change", change))
    assert "届出で足ります" in text(review)
    assert "限度は移す経費と移される経費のうち、最も少ない額の20%で3,600,000円" in text(review)
    assert 'value="notify"' in review.content.decode()
    filed = client.post(url("review_change", change), {"act": "notify"})
    assert filed["Location"] == url("change_version", change, 1)
    seen = text(client.get(filed["Location"]))
    assert "軽微な変更の届出" in seen
    assert "21,600,000円" in seen
    assert "届出済み" in text(client.get(reverse("grant", args=[grant.pk])))
    desk = signed_in("nibn_officer")
    assert "届出済み" in text(desk.get(reverse("grant_case", args=[grant.pk])))
    case = desk.get(url("change_case", change))
    assert url("require_approval", change) in case.content.decode()


def test_above_the_limit_only_approval_is_offered(client, grant):
    change = c.begun(grant, eligible_0="50,399,999", eligible_1="21,600,001", total_1="30,000,000")
    sign_in(client, "lead")
    review = client.get(url("review_change", change))
    assert "承認が要ります" in text(review)
    assert 'value="notify"' not in review.content.decode()
    told = client.post(url("review_change", change), {"act": "notify"})
    assert "届出では足りません" in text(told)
    assert c.anew(change).state == "draft"


def test_a_member_may_type_and_not_file(client, grant):
    change = c.begun(grant, eligible_0="44,000,000")
    sign_in(client, "lead_member")
    assert client.get(url("change_form", change)).status_code == 200
    review = client.get(url("review_change", change))
    assert "提出できるのは申請代表者です" in text(review)
    client.post(url("review_change", change), {"act": "file"})
    assert c.anew(change).state == "draft"


def test_a_draft_is_thrown_away_and_an_application_taken_back(client, grant):
    change = c.begun(grant)
    sign_in(client, "lead")
    client.post(url("discard_change", change))
    assert not GrantChange.objects.exists()
    change = c.filed(grant, eligible_0="44,000,000")
    assert url("withdraw_change", change) in client.get(url("grant_change", change)).content.decode()
    client.post(url("withdraw_change", change))
    assert c.anew(change).state == "withdrawn"


def test_nibn_sends_it_back_and_only_that_opens(client, grant):
    change = c.filed(grant, eligible_0="44,000,000")
    first, second = [line.pk for line in ChangeDraft(c.anew(change)).form.own_lines[:2]]
    sign_in(client, "nibn_officer")
    said = {f"line-{first}": "見積りと一致しません。", "whole": "", **typed_day("due_on", date(2027, 1, 29))}
    assert client.post(url("ask_change_correction", change), said)["Location"] == url("change_case", change)
    assert "見積りと一致しません。" in text(client.get(url("change_case", change)))
    company = signed_in("lead")
    assert "変更の申請の直し" in text(company.get(reverse("portal")))
    page = company.get(url("change_form", change)).content.decode()
    assert f'name="eligible-{first}"' in page
    assert f'name="eligible-{second}"' not in page
    client.post(url("close_change_correction", change))
    assert c.anew(change).state == "filed"


def test_a_notice_is_answered_that_it_needs_approval(client, grant):
    change = c.notified(grant, eligible_0="53,000,000", eligible_1="19,000,000", total_1="30,000,000")
    sign_in(client, "nibn_officer")
    said = {"whole": "仕様書を添えてください。", **typed_day("due_on", date(2027, 1, 29))}
    client.post(url("require_approval", change), said)
    company = signed_in("lead")
    assert "仕様書を添えてください。" in text(company.get(url("grant_change", change)))
    company.post(url("review_change", change), {"act": "correct"})
    assert c.anew(change).state == "filed"


def test_the_desk_drafts_the_head_decides_and_the_company_reads_it(client, grant):
    change = c.filed(grant, eligible_0="44,000,000")
    sign_in(client, "nibn_officer")
    case = url("change_case", change)
    draft = url("draft_change_decision", change, "change")
    assert draft in client.get(case).content.decode()
    assert grant.number in text(client.get(reverse("grants") + "?queue=grant_change"))
    seen = text(client.get(draft))
    assert "変更交付決定通知書" in seen
    assert client.post(draft, drafted())["Location"] == case
    decision = Decision.objects.get(outcome="change")
    head = signed_in("nibn_decider")
    page = head.get(case)
    head.post(reverse("approve_decision", args=[decision.pk]), {"seen": page.context["seen"]})
    do_jobs("seal")
    client.post(reverse("issue_decision", args=[decision.pk]))
    assert c.anew(change).state == "approved"
    company = signed_in("lead")
    shown = company.get(reverse("grant", args=[grant.pk]))
    assert shown.context["money"].decided == 103_000_000
    assert "変更等の承認通知書" in text(shown)
    letter = Document.objects.get(kind="change")
    with closed_after(company.get(reverse("document_pdf", args=[letter.pk]))) as response:
        assert response.status_code == 200


def test_refused_with_reasons_returned_and_drafted_anew(client, grant):
    change = c.filed(grant, eligible_0="44,000,000")
    sign_in(client, "nibn_officer")
    draft = url("draft_change_decision", change, "change_refusal")
    assert "承認しない理由を書いてください" in text(client.post(draft, drafted(reasons="")))
    client.post(draft, drafted(reasons="目的に合わないため。"))
    decision = Decision.objects.get(outcome="change_refusal")
    signed_in("nibn_decider").post(reverse("return_decision", args=[decision.pk]), {"note": "詳しく。"})
    again = reverse("redraft_grant_decision", args=[decision.pk])
    assert "目的に合わないため。" in text(client.get(again))
    client.post(again, drafted(reasons="補助の目的に合わないため。", note="書き加えた。"))
    assert Decision.objects.get(state="drafted").reasons == "補助の目的に合わないため。"
    assert "廃案となった起案" in text(client.get(url("change_case", change)))


def test_a_stranger_and_a_fellow_applicant_find_nothing(client, grant):
    change = c.filed(grant, eligible_0="44,000,000")
    for who in ("stranger", "takasaki"):
        sign_in(client, who)
        for name in ("grant_change", "change_form", "review_change", "withdraw_change"):
            assert client.get(url(name, change)).status_code == 404


def test_the_ministry_sees_what_was_filed_and_no_draft(client, grant):
    draft = c.begun(grant, eligible_0="44,000,000")
    sign_in(client, "officer")
    assert client.get(url("change_case", draft)).status_code == 404
    signed_in("lead").post(url("review_change", draft), {"act": "file"})
    c.draft(draft)
    page = client.get(url("change_case", draft))
    assert page.status_code == 200
    assert "decision" not in page.context


def test_the_office_page_asks_the_same_whatever_was_changed_before(
    client, grant, django_assert_max_num_queries
):
    c.notified(grant, eligible_0="53,000,000", eligible_1="19,000,000", total_1="30,000,000")
    change = c.filed(grant, eligible_0="44,000,000")
    sign_in(client, "nibn_officer")
    with django_assert_max_num_queries(60):
        client.get(url("change_case", change))
