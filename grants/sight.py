"""What one membership sees of one grant, and which grants at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.access import Capacity as Held
from accounts.access import capacity_in, cases_visible_to
from accounts.models import Membership
from applications.sight import BY_ROLE
from common.written import Slot
from law.roles import APPLICANTS, Role
from law.states import GrantState
from law.visibility import Capacity, Kind, Sight, Stage, grant_stage_of, sight

from .models import Evidence, Grant
from .models.grant import OFFICE_GRANTS


def grants_visible_to(membership: Membership | None, at: datetime | Slot | None = None) -> QuerySet[Grant]:
    """A draft is its company's alone; what is filed, theirs whom the table of visibility names."""
    grants = Grant.objects.filter(case__in=cases_visible_to(membership, at))
    if membership is None or membership.role in APPLICANTS:
        return grants
    sees = sight(capacity_of(membership.role), Kind.GRANT, Stage.FILED)
    return grants.filter(OFFICE_GRANTS) if sees else grants.filter(Q(pk=None))


def evidence_visible_to(membership: Membership | None) -> QuerySet[Evidence]:
    """A company's own; offices see what a report was filed with, and nothing before."""
    rows = Evidence.objects.filter(grant__in=grants_visible_to(membership))
    if membership is None or membership.role in APPLICANTS:
        return rows
    sees = sight(capacity_of(membership.role), Kind.EVIDENCE, Stage.FILED)
    return rows.filter(filed_at__isnull=False) if sees else rows.none()


def capacity_of(role: str) -> Capacity:
    return BY_ROLE.get(Role(role), Capacity.STRANGER)


@dataclass(frozen=True)
class Viewer:
    """A membership towards one grant, answered once."""

    grant: Grant
    membership: Membership
    held: Held | None

    @property
    def capacity(self) -> Capacity:
        if self.held is None:
            return Capacity.STRANGER
        if self.membership.role not in APPLICANTS:
            return capacity_of(self.membership.role)
        is_own = self.grant.party.organisation_id == self.membership.organisation_id
        return Capacity.OWNER if is_own else Capacity.PARTY

    def sees(self, kind: Kind) -> Sight:
        return sight(self.capacity, kind, grant_stage_of(GrantState.of(self.grant.state)))


def viewer(grant: Grant, membership: Membership) -> Viewer:
    return Viewer(grant, membership, capacity_in(grant.case, membership))
