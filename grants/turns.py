"""Whose turn it is with each of many grants, and what waits of them; each app names its part in waits.py."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from common.awaited import Awaited
from law.grant_turn import GrantWait, grant_turn
from law.turn import Turn
from law.visibility import Capacity, Kind, Sight, grant_stage_of, sight

from .models import Grant
from .sight import capacity_of, grants_visible_to

WAITS: Awaited[GrantWait] = Awaited(Grant)
awaited = WAITS.when


def waiting(wait: GrantWait, membership: Membership) -> QuerySet[Grant]:
    return grants_visible_to(membership).filter(WAITS.condition(wait))


def turns_of(grants: Iterable[Grant], membership: Membership) -> dict[UUID, Turn | None]:
    """What the office reads of each; the company's own pages know only what it is asked for."""
    grants = list(grants)
    waits, capacity = WAITS.of(grant.pk for grant in grants), capacity_of(membership.role)
    return {
        grant.pk: grant_turn(waits.get(grant.pk, ()), partial(_sees, capacity, grant), grant.authority)
        for grant in grants
    }


def _sees(capacity: Capacity, grant: Grant, kind: Kind) -> Sight:
    return sight(capacity, kind, grant_stage_of(grant.status), grant.authority)
