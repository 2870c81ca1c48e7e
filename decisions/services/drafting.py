"""起案: drafting, returning and voiding a decision."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import latest_version
from applications.services.starting import actor_of
from common import clock
from common.actor import Actor
from common.transitions import begin, lock, perform
from law.lifecycle import DECISION

from ..models import Decision
from ..selectors import deciding_facts

Outcome = Decision.Outcome


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
    """Draft 認定 or 不認定 on the plan's latest version. The law's guards must all be content."""
    lock(plan)
    plan.refresh_from_db()
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
    begin(
        lifecycle=DECISION,
        act="draft_certification" if decision.is_certification else "draft_refusal",
        subject=decision,
        actor=actor_of(membership),
        facts=deciding_facts(plan, decision, membership),
    )
    return decision


@transaction.atomic
def return_decision(*, decision: Decision, note: str, membership: Membership) -> Decision:
    """The decider gives the draft back with a word."""
    return _perform(decision, "return_decision", actor_of(membership), {"note": note})


@transaction.atomic
def void_decision(*, decision: Decision, note: str, actor: Actor) -> Decision:
    """Drop a decision before it is issued. Its number, once drawn, stays unused with the reason (欠番)."""
    return _perform(decision, "void_decision", actor, {"note": note})


def _perform(decision: Decision, act: str, actor: Actor, changes: dict[str, Any]) -> Decision:
    lock(decision.plan)
    perform(lifecycle=DECISION, act=act, subject=decision, actor=actor, facts={}, changes=changes)
    return decision
