"""Opens filed parts again, and closes them. Why they are open is the caller's business."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.transitions import lock, perform
from law.acts import Reason, Refused

from ..models import PartOpening, Plan, PlanVersion
from ..selectors import call_is_open, lifecycle_of
from .filing import refile
from .starting import actor_of

Opened = tuple[str, int | None]


def open_parts(*, plan: Plan, parts: Iterable[Opened], sheet: UUID | None) -> None:
    """Only the parts named are open again. Runs in the caller's transaction."""
    now = clock.now()
    PartOpening.objects.bulk_create(
        PartOpening(plan=plan, key=key, party_id=party, sheet=sheet, opened_at=now) for key, party in parts
    )


def close_parts(*, plan: Plan, sheet: UUID | None) -> None:
    PartOpening.objects.filter(plan=plan, sheet=sheet, closed_at=None).update(closed_at=clock.now())


@transaction.atomic
def open_amendment(*, plan: Plan, parts: Iterable[Opened], membership: Membership) -> None:
    """The applicant wishes to correct something of its own accord: it names the parts."""
    open_again(plan, "open_amendment", parts, membership, {})


def open_again(
    plan: Plan, act: str, parts: Iterable[Opened], membership: Membership, facts: dict[str, Any]
) -> None:
    """Runs in the caller's transaction; what stands open already is not opened twice."""
    actor = actor_of(membership)
    perform(
        lifecycle=lifecycle_of(plan),
        act=act,
        subject=plan,
        actor=actor,
        facts={"call_open": call_is_open(plan, clock.now()), **facts},
    )
    standing = set(PartOpening.objects.filter(plan=plan, closed_at=None).values_list("key", "party_id"))
    open_parts(plan=plan, parts=[part for part in parts if part not in standing], sheet=None)


@transaction.atomic
def file_amendment(*, plan: Plan, membership: Membership, arrived_at: datetime) -> PlanVersion:
    """File what was corrected of one's own accord as the next version; the first arrival stays.

    What is open is looked at under the lock: a second click finds nothing open and files nothing.
    """
    lock(plan)
    if not plan.openings.filter(sheet=None, closed_at=None).exists():
        raise Refused(Reason("nothing_open", _("提出する修正がありません。すでに提出されています。")))
    version = refile(plan=plan, act="file_amendment", membership=membership, arrived_at=arrived_at)
    close_parts(plan=plan, sheet=None)
    return version
