"""施行する: the letters open to their readers, the plan takes its new state, people are told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Notice
from common import clock
from common.models import AuditEvent
from decisions.models import Delivery, Document
from decisions.services.approving import approve_decision
from decisions.services.drafting import void_decision
from decisions.services.issuing import issue_decision, issue_due
from law.acts import Refused
from law.states import DecisionState, PlanState
from tests.cast import actor, membership, person, sign_in
from tests.plans import withdraw

from .deciding import REFUSAL, amend, anew, approved, do_jobs, draft, examined, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.rule("N7")
def test_issued_the_plan_is_certified_and_all_are_told():
    case = examined()
    decision = issue_decision(decision=sealed(case), actor=actor("officer"))
    assert (decision.state, case.fresh.state) == (DecisionState.ISSUED, PlanState.CERTIFIED)
    assert set(Delivery.objects.filter(document__decision=decision).values_list("channel", flat=True)) == {
        "electronic"
    }
    assert Notice.objects.filter(recipient=person("lead"), act="certify_plan").exists()
    assert Notice.objects.filter(recipient=person("nibn_officer"), act="certify_plan").exists()
    line = AuditEvent.objects.get(act="issue_decision")
    assert line.facts == {"sha256": decision.snapshot_sha256}


def test_a_refusal_ends_the_case_the_same_way():
    case = examined(fits=False)
    issue_decision(decision=sealed(case, REFUSAL), actor=actor("officer"))
    assert case.fresh.state == PlanState.REFUSED
    assert not Document.objects.filter(kind="nibn_notice").exists()


@pytest.mark.rule("D7")
def test_who_did_not_choose_electronic_notice_gets_paper():
    case = examined(notice="paper")
    issue_decision(decision=sealed(case), actor=actor("officer"))
    letters = Delivery.objects.filter(document__kind="certificate")
    assert {(each.channel, each.made_available_at) for each in letters} == {("paper", None)}


def test_before_the_seal_nothing_is_issued():
    with pytest.raises(Refused) as refused:
        issue_decision(decision=anew(approved(examined())), actor=actor("officer"))
    assert codes(refused) == ["state"]


def test_after_a_withdrawal_it_must_be_voided():
    case = examined()
    decision = sealed(case)
    withdraw(case.plan)
    with pytest.raises(Refused) as refused:
        issue_decision(decision=anew(decision), actor=actor("officer"))
    assert codes(refused) == ["not_under_examination"]
    void_decision(decision=anew(decision), note="取下げのため", actor=actor("officer"))
    assert anew(decision).state == DecisionState.VOIDED
    assert not Document.objects.filter(decision=decision, issued_at__isnull=False).exists()


def test_after_the_applicants_own_amendment_it_must_be_voided_and_drafted_anew():
    case = examined()
    decision = sealed(case)
    amend(case)
    with pytest.raises(Refused) as refused:
        issue_decision(decision=anew(decision), actor=actor("officer"))
    assert codes(refused) == ["stale_version", "findings_stale"]
    void_decision(decision=anew(decision), note="修正のため", actor=actor("officer"))
    case.find()
    assert draft(case).state == DecisionState.DRAFTED


def test_at_the_announced_minute_it_issues_itself():
    case = examined()
    minute = clock.now() + timedelta(hours=2)
    decision = draft(case, issue_at=minute)
    approve_decision(decision=decision, membership=membership("decider"))
    do_jobs("seal")
    assert issue_due() == 0
    with clock.at(minute + timedelta(seconds=1)):
        assert issue_due() == 1
    assert case.fresh.state == PlanState.CERTIFIED


class TestPage:
    def test_the_officer_issues_with_one_button(self, client):
        decision = sealed(examined())
        sign_in(client, "officer")
        assert "施行する" in client.get(reverse("case_decision", args=[decision.plan_id])).content.decode()
        answer = client.post(reverse("issue_decision", args=[decision.pk]), follow=True)
        assert "施行しました。" in answer.content.decode()

    def test_a_refused_issue_says_why(self, client):
        case = examined()
        decision = sealed(case)
        withdraw(case.plan)
        sign_in(client, "officer")
        answer = client.post(reverse("issue_decision", args=[decision.pk]), follow=True)
        assert "申請が審査中ではありません" in answer.content.decode()

    @pytest.mark.parametrize("who", ["clerk", "auditor", "nibn_officer", "lead", "stranger"])
    def test_nobody_else_issues(self, client, who):
        """NIBN issues decisions on grants, so the door stands open to it; a plan's is not there for it."""
        decision = approved(examined())
        sign_in(client, who)
        wanted = 404 if who == "nibn_officer" else 403
        assert client.post(reverse("issue_decision", args=[decision.pk])).status_code == wanted
