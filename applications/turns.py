"""Whose turn it is with each of many plans, in one query."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import Membership
from common.awaited import Awaited
from law.turn import AWAITING, Turn, Wait, turn_of

from .models import Plan
from .sight import viewer_of_visible

WAITS: Awaited[Wait] = Awaited(Plan)
awaited = WAITS.when


def turns_of(plans: Iterable[Plan], membership: Membership) -> dict[UUID, Turn | None]:
    """What an official reads of each plan; the applicants' pages know only what they are asked for."""
    plans = list(plans)
    waits = WAITS.of(plan.pk for plan in plans if plan.status in AWAITING)
    return {
        plan.pk: turn_of(plan.status, waits.get(plan.pk, ()), viewer_of_visible(plan, membership).sees)
        for plan in plans
    }
