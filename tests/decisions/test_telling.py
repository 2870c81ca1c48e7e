"""Whose turn it is with a draft is told to that person, by portal and mail, and to no applicant."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Notice
from common.actor import SYSTEM_ACTOR
from common.jobs import run_pending
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import return_decision, void_decision
from decisions.services.issuing import issue_decision
from law.acts import Refused
from tests.cast import actor, membership, person

from .deciding import (
    CERTIFICATION,
    REFUSAL,
    anew,
    another_decider,
    approved,
    do_jobs,
    draft,
    examined,
    sealed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def told(act: str) -> set[str]:
    """Who was told of `act`, by the name before the @."""
    rows = Notice.objects.filter(act=act).select_related("recipient")
    return {notice.recipient.email.split("@")[0] for notice in rows}


@pytest.mark.parametrize(
    ("outcome", "act"), [(CERTIFICATION, "draft_certification"), (REFUSAL, "draft_refusal")]
)
def test_a_draft_calls_every_decider_of_the_office(outcome, act):
    another_decider()
    draft(examined(fits=outcome == CERTIFICATION), outcome)
    assert told(act) == {"decider", "decider2"}


def test_the_notice_opens_the_draft_and_the_mail_says_no_more_than_that_it_waits():
    case = examined()
    draft(case)
    notice = Notice.objects.get(act="draft_certification")
    assert notice.link == reverse("case_decision", args=[case.plan.pk])
    run_pending()
    [sent] = [each for each in mail.outbox if each.to == [person("decider").email]]
    assert sent.subject == f"決裁を待つ起案があります（{case.plan.number}）"
    assert case.plan.title not in sent.subject + sent.body


def test_a_draft_that_is_refused_calls_nobody():
    with pytest.raises(Refused):
        draft(examined(fits=False), CERTIFICATION)
    assert told("draft_certification") == set()


def test_the_drafter_hears_that_it_came_back():
    return_decision(decision=draft(examined()), note="直してください。", membership=membership("decider"))
    assert told("return_decision") == {"officer"}


def test_the_drafter_hears_of_the_approval_and_when_it_is_ready_to_issue():
    decision = approved(examined())
    assert (told("approve_certification"), told("seal_decision")) == ({"officer"}, set())
    do_jobs("seal")
    assert told("seal_decision") == {"officer"}
    assert anew(decision).state == "sealed"


def test_who_has_the_case_in_hand_by_now_hears_it_too():
    case = examined()
    decision = draft(case, who="officer2")
    approve_decision(decision=decision, membership=membership("decider"))
    assert told("approve_certification") == {"officer", "officer2"}


def test_nobody_is_told_of_their_own_act():
    void_decision(decision=draft(examined()), note="取りやめ。", actor=actor("officer"))
    assert told("void_decision") == set()


def test_the_officer_hears_when_the_system_issued_it():
    decision = sealed(examined())
    issue_decision(decision=decision, actor=SYSTEM_ACTOR)
    assert told("issue_decision") == {"officer"}


def test_no_applicant_hears_anything_before_issue():
    """From the first line of the findings to the sealed letter."""
    case = examined()
    before = set(Notice.objects.values_list("pk", flat=True))
    decision = sealed(case)
    run_pending()
    heard = Notice.objects.exclude(pk__in=before)
    assert heard.exists()
    companies = decision.plan.parties.values("organisation")
    assert not heard.filter(recipient__memberships__organisation__in=companies).exists()
    assert Decision.objects.get().issued_at is None
