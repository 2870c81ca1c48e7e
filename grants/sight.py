"""What one membership sees of one grant, and which grants at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.access import Capacity as Held
from accounts.access import capacity_in, cases_visible_to
from accounts.models import Membership
from applications.sight import BY_ROLE
from common.written import Slot
from law.authorities import Authority
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
    return grants.filter(OFFICE_GRANTS, _given_by(membership, Kind.GRANT))


def evidence_visible_to(membership: Membership | None) -> QuerySet[Evidence]:
    """A company's own; offices see what a report was filed with, and nothing before."""
    rows = Evidence.objects.filter(grant__in=grants_visible_to(membership))
    if membership is None or membership.role in APPLICANTS:
        return rows
    return rows.filter(_given_by(membership, Kind.EVIDENCE, "grant__"), filed_at__isnull=False)


def _given_by(membership: Membership, kind: Kind, path: str = "") -> Q:
    """The condition on grants that this office sees something of: all, one authority's, or none."""
    seen = authorities_seen(membership.role, kind)
    if len(seen) == len(Authority):
        return Q()
    return Q(**{f"{path}authority": seen[0]}) if seen else Q(pk=None)


def authorities_seen(role: str, kind: Kind) -> list[Authority]:
    """Whose grants an office sees `kind` of."""
    capacity = capacity_of(role)
    return [each for each in Authority if sight(capacity, kind, Stage.FILED, each)]


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
        stage = grant_stage_of(GrantState.of(self.grant.state))
        return sight(self.capacity, kind, stage, self.grant.authority)


def viewer(grant: Grant, membership: Membership) -> Viewer:
    return Viewer(grant, membership, capacity_in(grant.case, membership))
