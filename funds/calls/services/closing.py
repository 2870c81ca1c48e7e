"""Moving the minute a call closes: asked for by one, approved by another, told to everyone."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import begin, perform
from law.lifecycle import CLOSING
from law.states import ClosingState

from ...models import Call, ClosingChange
from .making import held
from .telling import tell_drafts, tell_ministry, tell_proposer


@transaction.atomic
def propose_closing(*, call: Call, closes_at: datetime, reason: str, membership: Membership) -> ClosingChange:
    """Ask for another closing, later or earlier. Nothing moves until a second person approves."""
    call = held(call)
    actor = actor_of(membership)
    change = ClosingChange(
        call=call,
        was=call.closes_at or closes_at,
        closes_at=closes_at,
        reason=reason,
        proposed_by=membership.user,
        proposed_at=clock.now(),
    )
    proposed = call.closings.filter(state=ClosingState.PROPOSED)
    row = begin(
        lifecycle=CLOSING,
        act="propose_closing",
        subject=change,
        actor=actor,
        facts=lambda: _facts(call, closes_at) | {"proposed_already": proposed.exists()},
        audit={"call": call.pk, "was": call.closes_at, "closes_at": closes_at},
    )
    tell_ministry(call, row, actor)
    return change


@transaction.atomic
def approve_closing(*, change: ClosingChange, membership: Membership) -> ClosingChange:
    """The closing moves. Its minute lies ahead, so whatever has arrived stays inside."""
    call = held(change.call)
    change = _fresh(change)
    row = perform(
        lifecycle=CLOSING,
        act="approve_closing",
        subject=change,
        actor=actor_of(membership),
        facts=lambda: (
            _facts(call, change.closes_at)
            | {"proposer_id": change.proposed_by_id, "approver_id": membership.user_id}
        ),
        changes={"decided_by": membership.user, "decided_at": clock.now()},
        audit={"call": call.pk, "was": change.was, "closes_at": change.closes_at},
    )
    Call.objects.filter(pk=call.pk).update(closes_at=change.closes_at)
    tell_proposer(change, row)
    tell_drafts(row, change)
    return change


@transaction.atomic
def drop_closing(*, change: ClosingChange, membership: Membership) -> ClosingChange:
    """The change is not made; the proposer may drop it, or another turn it down."""
    change = _fresh(change)
    row = perform(
        lifecycle=CLOSING,
        act="drop_closing",
        subject=change,
        actor=actor_of(membership),
        facts={},
        changes={"decided_by": membership.user, "decided_at": clock.now()},
        audit={"call": change.call_id},
    )
    if change.proposed_by_id != membership.user_id:
        tell_proposer(change, row)
    return change


def _fresh(change: ClosingChange) -> ClosingChange:
    rows = ClosingChange.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("call", "proposed_by").get(pk=change.pk)


def closing_facts(call: Call) -> dict[str, Any]:
    """What any change of the closing asks, but for the new minute."""
    return {"was": call.closes_at, "opens_at": call.opens_at, "now": clock.now()}


def _facts(call: Call, closes_at: datetime) -> dict[str, Any]:
    return closing_facts(call) | {"closes_at": closes_at}
