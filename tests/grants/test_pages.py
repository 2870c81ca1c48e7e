"""The pages: the company from the plan to its receipt, NIBN from the list to the issue of the letter."""

import json
import re
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from decisions.models import Document
from decisions.services.letters import digest_of, draft_letters
from grants.models import Condition, Grant
from grants.selectors import latest_grant_version, lines_of
from grants.services.examining import ask_grant_correction
from tests.cast import membership, sign_in
from tests.decisions.deciding import another_desk, do_jobs, signed_in
from tests.grants import granting as g
from tests.plans import PDF

OWN_DRAFT = "起案した人は、その決裁を記録できません"
pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_plans_page_leads_to_the_grant(client, plan):
    sign_in(client, "lead")
    assert "交付申請を作成する" in text(client.get(reverse("plan", args=[plan.pk])))
    answer = client.post(reverse("start_grant", args=[plan.pk]))
    grant = Grant.objects.get(plan=plan)
    assert answer["Location"] == reverse("grant_form", args=[grant.pk])
    assert "自社の交付申請" in text(client.get(reverse("portal")))
    assert "交付申請を作成する" not in text(client.get(reverse("plan", args=[plan.pk])))


def form_of(page: str) -> dict[str, str]:
    shown = re.search(r'name="shown" value="([^"]*)"', page)
    assert shown
    return json.loads(shown[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))


def test_what_is_typed_is_kept_even_where_it_cannot_be_read(client, plan):
    grant = g.started(plan)
    sign_in(client, "lead")
    url = reverse("grant_form", args=[grant.pk])
    seen = form_of(text(client.get(url)))
    box = next(name for name in seen if name.startswith("eligible-"))
    typed = {**seen, box: "ごじゅうまん", "shown": json.dumps(seen), "save": "1"}
    answer = client.post(url, typed, follow=True)
    page = text(answer)
    [message] = answer.context["messages"]
    assert message.level_tag == "warning"
    assert str(message).startswith("読み取れない項目が1件あります（")
    assert "ごじゅうまん" in page
    assert "読み取れません" in page or "読み取れない" in page


def test_the_company_files_and_gets_its_receipt_at_once(client, plan):
    grant = g.started(plan)
    sign_in(client, "lead")
    review = text(client.get(reverse("review_grant", args=[grant.pk])))
    assert "108,000,000円" in review
    answer = client.post(reverse("review_grant", args=[grant.pk]), follow=True)
    page = text(answer)
    assert Grant.objects.get(pk=grant.pk).state == "filed"
    assert latest_grant_version(grant).receipt.number in page
    assert latest_grant_version(grant).sha256 in page


def test_a_member_reads_that_the_representative_files(client, plan):
    grant = g.started(plan)
    sign_in(client, "lead_member")
    assert "提出できるのは申請代表者です" in text(client.get(reverse("review_grant", args=[grant.pk])))
    assert "申請代表者" in text(client.post(reverse("review_grant", args=[grant.pk])))
    assert Grant.objects.get(pk=grant.pk).state == "draft"


@pytest.mark.parametrize("who", ["takasaki", "stranger"])
@pytest.mark.parametrize("name", ["grant", "grant_form", "review_grant", "discard_grant", "withdraw_grant"])
def test_another_company_finds_nothing(client, plan, who, name):
    grant = g.filed(plan)
    sign_in(client, who)
    assert client.get(reverse(name, args=[grant.pk])).status_code == 404


def test_a_draft_is_not_there_for_the_office(client, plan):
    grant = g.started(plan)
    sign_in(client, "nibn_officer")
    assert client.get(reverse("grant_case", args=[grant.pk])).status_code == 404
    assert "交付申請はまだありません" in text(client.get(reverse("grants")))


def test_nibn_examines_line_by_line(client, plan, book):
    grant = g.filed(plan)
    sign_in(client, "nibn_officer")
    assert grant.number in text(client.get(reverse("grants")))
    client.post(reverse("take_up_grant", args=[grant.pk]))
    page = text(client.get(reverse("grant_case", args=[grant.pk])))
    assert "査定が済んでいない経費" in page
    lines = lines_of(latest_grant_version(grant))
    typed = {f"assessed-{line.pk}": f"{line.eligible_cost:,}" for line in lines}
    url = reverse("check_grant_lines", args=[grant.pk])
    refused = text(client.post(url, {**typed, f"assessed-{lines[0].pk}": "1"}))
    assert "理由を書いてください" in refused
    assert f'value="{lines[1].eligible_cost:,}"' in refused
    assert client.post(url, typed)["Location"] == reverse("grant_case", args=[grant.pk])
    page = text(client.get(reverse("grant_case", args=[grant.pk])))
    assert "交付の決定を起案する" in page
    assert "1,000,000,000円" in page


def test_nibn_decides_and_the_company_reads_the_letter(client, plan, book):
    grant = g.checked(plan)
    desk, head = signed_in("nibn_officer"), signed_in("nibn_decider")
    url = reverse("draft_grant_decision", args=[grant.pk, "grant"])
    assert "交付決定通知書（案）" in text(desk.get(url))
    day = clock.today()
    said = {
        "dated_on_year": day.year, "dated_on_month": day.month, "dated_on_day": day.day, "issue": "hand",
        "kinds": ["profit", "tax", "books"], "blocks": ["0"], "own_1": "見本の条件を守ること。",
    }  # fmt: skip
    assert desk.post(url, said)["Location"] == reverse("grant_case", args=[grant.pk])
    decision = grant.decisions.get()
    assert 'name="seen"' not in text(desk.get(reverse("grant_case", args=[grant.pk])))
    page = text(head.get(reverse("grant_case", args=[grant.pk])))
    seen = digest_of(draft_letters(g.whole(decision)))
    assert seen in page
    head.post(reverse("approve_decision", args=[decision.pk]), {"seen": seen})
    do_jobs("seal")
    desk.post(reverse("issue_decision", args=[decision.pk]))
    assert g.again(grant).state == "granted"
    sign_in(client, "lead")
    page = text(client.get(reverse("grant", args=[grant.pk])))
    assert "交付決定通知書" in page
    assert "見本の条件を守ること。" in page
    document = Document.objects.get(decision=decision)
    assert text(client.get(reverse("document", args=[document.pk])))
    answer = client.get(reverse("document_pdf", args=[document.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_a_draft_is_returned_and_drafted_anew(plan, book):
    grant = g.checked(plan)
    decision = g.draft(grant)
    desk, head = signed_in("nibn_officer"), signed_in("nibn_decider")
    head.post(reverse("return_decision", args=[decision.pk]), {"note": "条件を見直すこと。"})
    page = text(desk.get(reverse("grant_case", args=[grant.pk])))
    assert "条件を見直すこと。" in page
    assert "起案し直す" in page
    assert "前の起案を廃案とする理由" in text(desk.get(reverse("redraft_grant_decision", args=[decision.pk])))
    desk.post(reverse("void_decision", args=[decision.pk]), {"note": "取りやめ"})
    assert "廃案となった起案" in text(desk.get(reverse("grant_case", args=[grant.pk])))


def test_a_decision_taken_elsewhere_is_recorded(plan, book):
    own = g.draft(g.checked(plan))
    desk, day = signed_in("nibn_officer"), clock.today()
    case = reverse("grant_case", args=[own.grant_id])
    said = {"number": "基盤決第1号", "on_year": day.year, "on_month": day.month, "on_day": day.day,
            "approver": "見本 理事"}  # fmt: skip
    scan = partial(SimpleUploadedFile, "決裁書.pdf", PDF)
    assert OWN_DRAFT in text(desk.get(case))
    assert OWN_DRAFT in text(desk.post(reverse("record_approval", args=[own.pk]), said | {"scan": scan()}))
    desk.post(reverse("void_decision", args=[own.pk]), {"note": "取りやめ"})
    decision = g.draft(Grant.objects.get(pk=own.grant_id), who=another_desk())
    assert OWN_DRAFT not in text(desk.get(case))
    url = reverse("record_approval", args=[decision.pk])
    assert url in text(desk.get(case))
    assert "決裁書の写し" in text(desk.post(url, said))
    decision.refresh_from_db()
    assert decision.state == "drafted"
    desk.post(url, said | {"scan": scan()})
    decision.refresh_from_db()
    assert decision.state == "approved"


@pytest.mark.parametrize("who", ["officer", "decider", "auditor", "nibn_accountant"])
def test_who_oversees_reads_and_does_nothing(client, plan, book, who):
    grant = g.checked(plan)
    g.draft(grant)
    sign_in(client, who)
    page = text(client.get(reverse("grant_case", args=[grant.pk])))
    assert ("査定額による補助金の額" in page) is (who in ("auditor", "nibn_accountant"))
    assert ("決裁すると、この内容の文書になります" in page) is (who in ("auditor", "nibn_accountant"))
    assert "kk-acts__open" not in page


@pytest.mark.parametrize("who", ["officer", "decider"])
def test_the_ministry_decides_no_grant(who, plan, book):
    decision = g.draft(g.checked(plan))
    client = signed_in(who)
    for name in ("approve_decision", "issue_decision"):
        assert client.post(reverse(name, args=[decision.pk]), {"seen": ""}).status_code in (403, 404)


def test_remarks_open_their_lines_alone(client, plan):
    grant = g.taken_up(plan)
    line = lines_of(latest_grant_version(grant))[0].cost_line
    ask_grant_correction(
        grant=grant,
        items=[(line, "根拠を見直してください。")],
        due_on=g.day("2030-01-01"),
        membership=membership("nibn_officer"),
    )
    sign_in(client, "lead")
    page = text(client.get(reverse("grant_form", args=[grant.pk])))
    assert "根拠を見直してください。" in page
    assert set(form_of(page)) == {f"total-{line.pk}", f"eligible-{line.pk}"}
    assert "根拠を見直してください。" in text(client.get(reverse("grant", args=[grant.pk])))
    assert "交付申請の直し" in text(client.get(reverse("portal")))


def test_the_company_takes_a_decided_application_back(client, plan, book):
    grant = g.granted(plan)
    sign_in(client, "lead")
    assert "申請を取り下げることができます（適正化法9条）" in text(
        client.get(reverse("grant", args=[grant.pk]))
    )
    assert "なかったものとみなされます" in text(client.get(reverse("withdraw_grant", args=[grant.pk])))
    client.post(reverse("withdraw_grant", args=[grant.pk]))
    assert g.again(grant).state == "withdrawn"
    document = Document.objects.get(decision__grant=grant)
    assert "効力を失っています" in text(client.get(reverse("verify_document", args=[document.public_id])))


def test_the_public_page_tells_no_stranger_whose_it_is(client, plan, book):
    grant = g.granted(plan)
    document = Document.objects.get(decision__grant=grant)
    page = text(client.get(reverse("verify_document", args=[document.public_id])))
    assert "交付決定通知書" in page
    assert "見本製薬" not in page
    assert "108,000,000" not in page


def test_a_condition_is_reported_on_with_its_paper(plan, book):
    grant = g.granted(plan)
    tax = grant.conditions.get(kind="tax")
    company, desk = signed_in("lead"), signed_in("nibn_officer")
    assert "消費税仕入控除税額の報告" in text(company.get(reverse("portal")))
    upload = SimpleUploadedFile("確定申告書.pdf", PDF)
    company.post(reverse("report_condition", args=[tax.pk]), {"report": "0円でした。", "evidence": upload})
    assert "0円でした。" in text(desk.get(reverse("grant_case", args=[grant.pk])))
    answer = desk.get(reverse("condition_evidence", args=[tax.pk]))
    assert b"".join(answer.streaming_content) == PDF
    stranger = signed_in("takasaki")
    assert stranger.get(reverse("condition_evidence", args=[tax.pk])).status_code == 404
    desk.post(reverse("return_condition_report", args=[tax.pk]), {"note": "写しが読めません。"})
    assert "写しが読めません。" in text(company.get(reverse("grant", args=[grant.pk])))
    company.post(reverse("report_condition", args=[tax.pk]), {"report": "再提出します。"})
    desk.post(reverse("confirm_condition", args=[tax.pk]))
    assert Condition.objects.get(pk=tax.pk).state == "met"
