"""決裁する: by another person than the drafter, of exactly what was shown, once."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.models import AuditEvent, Job
from decisions.models import Approval, Decision, Document
from decisions.services.approving import approve_decision
from decisions.services.letters import digest_of, draft_letters
from law.acts import Refused
from law.roles import Role
from law.states import DecisionState
from reviews.services.findings import write_finding
from tests.cast import membership, sign_in
from tests.plans import withdraw

from .deciding import REFUSAL, amend, anew, another_decider, approved, draft, examined, second_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def seen(decision: Decision) -> str:
    return digest_of(draft_letters(decision))


def test_what_is_approved_is_fixed_with_its_numbers_and_its_job():
    decision = approved(examined())
    assert decision.state == DecisionState.APPROVED
    assert decision.number == "GBN2026-0001"
    letters = json.loads(decision.snapshot)["letters"]
    assert [letter["title"] for letter in letters] == ["認定通知書", "認定通知書", "認定の通知"]
    assert Document.objects.filter(decision=decision, issued_at=None).count() == 3
    assert Job.objects.filter(key=f"seal:{decision.pk}").exists()


def test_the_audit_line_names_the_hash_and_no_word():
    decision = approved(examined())
    line = AuditEvent.objects.get(act="approve_certification")
    assert line.facts == {"sha256": decision.snapshot_sha256}
    assert (line.from_state, line.to_state, line.case_id) == ("drafted", "approved", decision.plan_id)


def test_a_refusal_is_approved_with_its_reasons_and_the_appeal_notice():
    decision = approved(examined(fits=False), REFUSAL)
    (letter, _other) = json.loads(decision.snapshot)["letters"]
    assert decision.number.startswith("GBF")
    assert letter["reasons"][0]["fact"].startswith("供給能力の増加が見込まれず")
    assert "審査請求" in letter["appeal_notice"][0]


def test_who_drafted_may_not_approve():
    case = examined()
    decision = draft(case)
    with pytest.raises(Refused) as refused:
        approve_decision(decision=decision, membership=second_post("officer", Role.DECIDER))
    assert [reason.code for reason in refused.value.reasons] == ["same_person"]


def test_the_table_itself_refuses_the_drafter_as_approver():
    decision = approved(examined())
    standing = Approval.objects.get(decision=decision)
    row = {"decision_id": decision.pk, "at": standing.at, "snapshot_sha256": standing.snapshot_sha256}
    drafter, post = decision.drafted_by.user, standing.recorded_by
    with pytest.raises(IntegrityError, match="approver_is_not_drafter"), transaction.atomic():
        Approval.objects.create(**row, drafter=drafter, approver=drafter, recorded_by=post)


def test_a_finding_rewritten_after_the_page_was_opened_is_not_approved_unread():
    case = examined(fits=False)
    decision = draft(case, REFUSAL)
    digest = seen(decision)
    write_finding(
        plan=case.fresh,
        criterion="b",
        fits=False,
        fact="別の事実。",
        page="",
        membership=membership("officer"),
    )
    with pytest.raises(Refused) as refused:
        approve_decision(decision=anew(decision), membership=membership("decider"), seen=digest)
    assert [reason.code for reason in refused.value.reasons] == ["not_as_seen"]
    assert anew(decision).number is None


def test_a_number_drawn_by_a_refused_approval_is_not_lost():
    case = examined()
    decision = draft(case)
    with pytest.raises(Refused):
        approve_decision(decision=decision, membership=membership("decider"), seen="something else")
    assert (
        approve_decision(decision=anew(decision), membership=membership("decider")).number == "GBN2026-0001"
    )


def test_after_the_applicant_amended_the_draft_is_stale():
    case = examined()
    decision = draft(case)
    amend(case)
    with pytest.raises(Refused) as refused:
        approve_decision(decision=anew(decision), membership=membership("decider"))
    assert "stale_version" in [reason.code for reason in refused.value.reasons]


def test_after_a_withdrawal_nothing_is_approved():
    case = examined()
    decision = draft(case)
    withdraw(case.plan)
    with pytest.raises(Refused) as refused:
        approve_decision(decision=anew(decision), membership=membership("decider"))
    assert "not_under_examination" in [reason.code for reason in refused.value.reasons]


def test_of_two_deciders_with_the_same_page_open_the_second_is_told():
    decision = draft(examined())
    first, second = anew(decision), anew(decision)
    approve_decision(decision=first, membership=membership("decider"))
    with pytest.raises(Refused) as refused:
        approve_decision(decision=second, membership=another_decider())
    assert [reason.code for reason in refused.value.reasons] == ["raced"]
    assert Approval.objects.count() == 1


class TestPage:
    def test_the_decider_sees_the_letters_and_approves_them(self, client):
        decision = draft(examined())
        sign_in(client, "decider")
        page = client.get(reverse("case_decision", args=[decision.plan_id])).content.decode()
        assert "認定通知書（案）" in page
        assert "条件を守ること。" in page
        answer = client.post(
            reverse("approve_decision", args=[decision.pk]), {"seen": seen(decision)}, follow=True
        )
        assert "決裁しました。" in answer.content.decode()
        assert anew(decision).state == DecisionState.APPROVED

    def test_an_unseen_text_is_told_on_the_page(self, client):
        decision = draft(examined())
        sign_in(client, "decider")
        answer = client.post(reverse("approve_decision", args=[decision.pk]), {"seen": "x"}, follow=True)
        assert "内容を読み直してから決裁してください。" in answer.content.decode()

    @pytest.mark.parametrize("who", ["officer", "clerk", "auditor", "nibn_officer", "lead", "reviewer"])
    def test_nobody_else_does(self, client, who):
        decision = draft(examined())
        sign_in(client, who)
        assert client.post(reverse("approve_decision", args=[decision.pk])).status_code == 403
