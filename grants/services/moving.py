"""An act on a grant by a person: its state, its moment, and who hears of it."""

from collections.abc import Callable
from typing import Any

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import GatherFacts, Values, perform
from law.acts import Act
from law.lifecycle import GRANT

from ..models import Grant
from .telling import tell_company, tell_desk


def move(
    grant: Grant,
    act: str,
    membership: Membership,
    *,
    facts: GatherFacts | None = None,
    changes: Callable[[], dict[str, Any]] = dict,
    audit: Values = None,
) -> Act:
    """Runs in the act's transaction; `changes` is asked once its guards are content. Whom to tell is the
    act's own to say.
    """
    return perform(
        lifecycle=grant.under(GRANT),
        act=act,
        subject=grant,
        actor=actor_of(membership),
        facts=facts or {},
        changes=lambda: {"updated_at": clock.now()} | changes(),
        audit=audit,
    )


def tell_both(grant: Grant, row: Act, membership: Membership) -> None:
    """Its company and NIBN's desk, without whoever did it there."""
    tell_company(grant, row)
    tell_desk(grant, row, actor_of(membership))
