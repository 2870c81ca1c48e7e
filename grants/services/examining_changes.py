"""NIBN's examination of a change: sent back with all remarks at once; a notice that needs approval."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import Membership
from applications.models import CostLine
from common import clock
from common.actor import actor_of
from common.transitions import Values, lock, perform
from law.acts import Act
from law.lifecycle import GRANT_CHANGE

from ..changes import examining_facts, open_change_remarks
from ..models import GrantChange
from .examining import write_remarks
from .telling import tell_company, tell_desk

Items = Sequence[tuple[CostLine | None, str]]


@transaction.atomic
def ask_change_correction(
    *, change: GrantChange, items: Items, due_on: date, membership: Membership
) -> GrantChange:
    """All remarks at once; only the lines they name open again."""
    return _send_back("ask_change_correction", change, items, due_on, membership)


@transaction.atomic
def require_approval(
    *, change: GrantChange, items: Items, due_on: date, membership: Membership
) -> GrantChange:
    """The notice does not suffice: it stands no longer, and its company asks for approval or gives up."""
    return _send_back("require_approval", change, items, due_on, membership)


@transaction.atomic
def close_change_correction(*, change: GrantChange, membership: Membership) -> GrantChange:
    """The office takes its remarks back; what stands filed is examined on."""
    row = _move(change, "close_change_correction", membership, facts=lambda: examining_facts(change))
    open_change_remarks(change).update(closed_at=clock.now())
    tell_company(change.grant, row)
    tell_desk(change.grant, row, actor_of(membership))
    return change


def _send_back(
    act: str, change: GrantChange, items: Items, due_on: date, membership: Membership
) -> GrantChange:
    said = {"items": items, "due_on": due_on, "today": clock.today()}
    row = _move(
        change,
        act,
        membership,
        facts=lambda: examining_facts(change) | said,
        audit={"due_on": due_on, "lines": [line.pk if line else None for line, _text in items]},
    )
    write_remarks(change.grant, change, items, due_on, membership)
    tell_company(change.grant, row)
    return change


def _move(
    change: GrantChange,
    act: str,
    membership: Membership,
    *,
    facts: Callable[[], Mapping[str, Any]],
    audit: Values = None,
) -> Act:
    lock(change.grant)
    return perform(
        lifecycle=change.grant.under(GRANT_CHANGE),
        act=act,
        subject=change,
        actor=actor_of(membership),
        facts=facts,
        audit=audit,
    )
