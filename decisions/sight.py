"""Which decisions a membership may work on: those of cases whose drafts the table of visibility shows it."""

from django.db.models import Q, QuerySet

from accounts.access import cases_visible_to
from accounts.models import Membership
from applications.sight import BY_ROLE
from grants.sight import authorities_seen
from law.roles import Role
from law.visibility import Kind, Stage, sight

from .models import Decision

NOTHING = Q(pk=None)


def decisions_visible_to(membership: Membership) -> QuerySet[Decision]:
    capacity = BY_ROLE.get(Role(membership.role))
    seen = NOTHING
    if capacity is not None:
        cases = cases_visible_to(membership)
        if sight(capacity, Kind.DECISION_DRAFT, Stage.FILED):
            seen |= Q(plan__in=cases)
        if given := authorities_seen(membership.role, Kind.GRANT_DRAFT):
            seen |= Q(grant__in=cases, grant__authority__in=given)
    return Decision.objects.filter(seen)
