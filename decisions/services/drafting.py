"""起案: drafting, returning and voiding a decision."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import latest_version
from applications.services.starting import actor_of
from common import clock, numbers
from common.actor import Actor
from common.transitions import begin, lock, perform
from law.acts import Reason, Refused

from ..models import Decision
from ..selectors import deciding_facts, live_decision
from .telling import tell_deciders, tell_drafter


@transaction.atomic
def draft_decision(
    *,
    plan: Plan,
    outcome: str,
    conditions: list[str],
    reasons: str,
    weighing: dict[str, str],
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft a decision on the plan's latest version. The law's guards must all be content."""
    lock(plan)
    plan.refresh_from_db()
    _refuse_second(plan)
    decision = Decision(
        plan=plan,
        version=latest_version(plan),
        outcome=outcome,
        drafted_by=membership,
        drafted_at=clock.now(),
        conditions=conditions,
        reasons=reasons,
        weighing=weighing,
        dated_on=dated_on,
        document_number=document_number or None,
        issue_at=issue_at,
    )
    if document_number:
        numbers.claim_entered(number=document_number, kind="decision", subject=decision.pk)
    return _begun(decision, membership)


def _begun(decision: Decision, membership: Membership) -> Decision:
    actor = actor_of(membership)
    row = begin(
        lifecycle=decision.terms.lifecycle,
        act=_draft_of(decision),
        subject=decision,
        actor=actor,
        facts=deciding_facts(decision.plan, decision, membership),
    )
    tell_deciders(decision, row, actor)
    return decision


def _draft_of(decision: Decision) -> str:
    """What is decided plan by plan, under its own scheme's law; the rest comes with a ranking."""
    terms = decision.terms
    if terms.draft is None or terms.kind != decision.plan.scheme.kind:
        text = _("「%(outcome)s」は、この申請について起案するものではありません。")
        raise Refused(Reason("other_kind", text % {"outcome": decision.get_outcome_display()}))
    return terms.draft


def _refuse_second(plan: Plan) -> None:
    """One draft at a time: another officer may have been quicker."""
    if live_decision(plan) is not None:
        text = _("この申請には、すでに起案された処分があります。画面を開き直して確かめてください。")
        raise Refused(Reason("drafted_already", text))


@transaction.atomic
def redraft_decision(*, decision: Decision, note: str, membership: Membership, **draft: Any) -> Decision:
    """Drop a draft that was returned or overtaken and draft anew, in one step or not at all."""
    void_decision(decision=decision, note=note, actor=actor_of(membership))
    return draft_decision(plan=decision.plan, membership=membership, **draft)


@transaction.atomic
def return_decision(*, decision: Decision, note: str, membership: Membership) -> Decision:
    """The decider gives the draft back with a word."""
    _refuse_silent(note, _("差し戻す理由を書いてください。"))
    return _perform(decision, "return_decision", actor_of(membership), {"note": note})


@transaction.atomic
def void_decision(*, decision: Decision, note: str, actor: Actor) -> Decision:
    """Drop a decision before it is issued. Its number, once drawn, stays unused with the reason (欠番)."""
    _refuse_silent(note, _("廃案とする理由を書いてください。"))
    return _perform(decision, "void_decision", actor, {"note": note})


def _refuse_silent(note: str, text: str) -> None:
    if not note.strip():
        raise Refused(Reason("no_note", text))


def _perform(decision: Decision, act: str, actor: Actor, changes: dict[str, Any]) -> Decision:
    lock(decision.plan)
    row = perform(
        lifecycle=decision.terms.lifecycle,
        act=act,
        subject=decision,
        actor=actor,
        facts={"with_ranking": False},
        changes=changes,
    )
    tell_drafter(decision, row, actor)
    return decision
