"""Who may see which case. Access is a row, written by the act that gives or ends it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet

from common import audit
from common.actor import Actor
from common.clock import now
from common.written import Slot
from law.roles import ROLES, Role

from .models import Access, Case, Membership, Organisation, User
from .models.cases import PARTIES

Capacity = Access.Capacity

# How a role that doesn't see everything comes to see a case: by whom the row is held, as what.
THROUGH = {
    Role.REPRESENTATIVE: ("organisation", PARTIES),
    Role.MEMBER: ("organisation", PARTIES),
    Role.REVIEWER: ("user", (Capacity.REVIEWER,)),
    Role.CONSULTEE: ("organisation", (Capacity.CONSULTEE,)),
}

# For questions that are written once (common/written.py): at which instant, and who asks.
AT = Slot("at", DateTimeField())
ORGANISATION, USER = Slot("organisation", BigIntegerField()), Slot("user", BigIntegerField())


def anyone(role: str) -> Membership:
    """Whoever holds this role: `asked_by` tells who it is."""
    membership = Membership(organisation_id=ORGANISATION, user_id=USER, role=role)
    membership.side = ROLES[Role(role)].side
    return membership


def asked_by(membership: Membership) -> dict[str, Any]:
    return {"organisation": membership.organisation_id, "user": membership.user_id, "at": now()}


def open_case(*, kind: str) -> Case:
    return Case.objects.create(kind=kind)


def open_to_office(case: Case, at: datetime) -> None:
    """The first filing opens the case to the office; a later one changes nothing."""
    Case.objects.filter(pk=case.pk, filed_at=None).update(filed_at=at)
    case.refresh_from_db(fields=["filed_at"])


def in_force(at: datetime | Slot | None = None) -> Q:
    moment = at or now()
    return Q(Q(valid_until=None) | Q(valid_until__gt=moment), valid_from__lte=moment)


@transaction.atomic
def grant(
    *,
    case: Case,
    capacity: str,
    organisation: Organisation | None = None,
    user: User | None = None,
    actor: Actor,
) -> Access:
    access, created = Access.objects.get_or_create(
        case=case, capacity=capacity, organisation=organisation, user=user, valid_until=None
    )
    if created:
        _record("grant_access", access, actor)
    return access


@transaction.atomic
def end(
    *,
    case: Case,
    capacity: str,
    organisation: Organisation | None = None,
    user: User | None = None,
    actor: Actor,
) -> Access | None:
    rows = Access.objects.select_for_update(of=("self",)).filter(valid_until=None)
    access = rows.filter(case=case, capacity=capacity, organisation=organisation, user=user).first()
    if access:
        access.valid_until = max(now(), access.valid_from)
        access.save(update_fields=["valid_until"])
        _record("end_access", access, actor)
    return access


def cases_visible_to(membership: Membership | None, at: datetime | Slot | None = None) -> QuerySet:
    """Ids of the cases, for `filter(case__in=…)`. A draft is invisible to the office."""
    if membership is None:
        return Case.objects.none().values("pk")
    role = Role(membership.role)
    if ROLES[role].sees_all:
        return Case.objects.filter(filed_at__isnull=False).values("pk")
    return _held_by(membership, role, at).values("case_id")


def _held_by(membership: Membership, role: Role, at: datetime | Slot | None = None) -> QuerySet[Access]:
    if role not in THROUGH:
        return Access.objects.none()
    holder, capacities = THROUGH[role]
    holder_id = getattr(membership, f"{holder}_id")
    return Access.objects.filter(in_force(at), capacity__in=capacities, **{f"{holder}_id": holder_id})


def capacity_in(case: Case, membership: Membership | None) -> Capacity | None:
    """In what capacity one stands towards this case: None means as a stranger."""
    if membership is None:
        return None
    role = Role(membership.role)
    if ROLES[role].sees_all:
        return Capacity.OFFICE if case.filed_at else None
    found = _held_by(membership, role).filter(case=case).values_list("capacity", flat=True).first()
    return Capacity(found) if found else None


def holders(case: Case, *capacities: str) -> QuerySet[Access]:
    rows = Access.objects.filter(in_force(), case=case, capacity__in=capacities)
    return rows.select_related("organisation", "user").order_by("pk")


def _record(act: str, access: Access, actor: Actor) -> None:
    facts = {
        "capacity": access.capacity,
        "organisation": access.organisation_id,
        "user": access.user_id,
    }
    audit.record(act=act, subject=access, actor=actor, facts=facts)
