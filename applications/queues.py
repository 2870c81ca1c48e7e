"""The work lists of the office: a name, a condition on plans, and whose it is.

Every app names in its own queues.py what only it can tell (a consultation under way, a draft that
waits for approval), so that no list here has to look upward.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from common import clock
from law.lifecycle import DESK, NIBN_DESK
from law.roles import MINISTRY, NIBN, Role
from law.states import PlanState

from .models import Plan
from .selectors import filed_plans_visible_to, paper_drafts_visible_to

Condition = Callable[[Membership], Q]
MINISTRY_DESK = MINISTRY | {Role.CLERK, Role.AUDITOR}
LIVE = (PlanState.AT_NIBN, PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION)
SOON_DAYS = 14


@dataclass(frozen=True)
class Queue:
    """`place` orders the side bar; `turn`: whose own work it is, not only theirs to watch; `drafts`: it lists
    what is typed and not yet filed, which no other does, and only in the order of its last moves."""

    code: str
    label: str | Promise
    roles: frozenset[Role]
    place: int
    condition: Condition
    turn: frozenset[Role] = frozenset()
    drafts: bool = False

    def found(self, membership: Membership) -> QuerySet[Plan]:
        plans = (paper_drafts_visible_to if self.drafts else filed_plans_visible_to)(membership)
        return plans.filter(self.condition(membership))


_queues: dict[str, Queue] = {}


def queue(
    code: str,
    label: str | Promise,
    *,
    roles: frozenset[Role],
    place: int,
    turn: Iterable[Role] = (),
    drafts: bool = False,
) -> Callable[[Condition], Condition]:
    """Register a work list; its condition may ask who looks and which day it is, and no clock."""

    def register(condition: Condition) -> Condition:
        if code in _queues:
            raise ValueError(f"two work lists called {code}")
        _queues[code] = Queue(code, label, roles, place, condition, frozenset(turn), drafts)
        return condition

    return register


def queue_called(code: str, role: Role) -> Queue | None:
    return next((each for each in queues_of(role) if each.code == code), None)


def queues_of(role: Role) -> list[Queue]:
    return sorted((each for each in _queues.values() if role in each.roles), key=lambda each: each.place)


@queue("mine", _("担当中"), roles=frozenset({Role.OFFICER}), place=10, turn=[Role.OFFICER])
def in_hand(membership: Membership) -> Q:
    return Q(assignee=membership, state__in=LIVE)


@queue("at_nibn", _("送付待ち"), roles=NIBN, place=10, turn=[Role.NIBN_OFFICER])
def waits_at_nibn(membership: Membership) -> Q:
    return Q(state=PlanState.AT_NIBN)


@queue("new", _("審査開始待ち"), roles=MINISTRY_DESK, place=20, turn=[Role.OFFICER])
def not_taken_up(membership: Membership) -> Q:
    return Q(state=PlanState.FILED)


@queue("correction", _("補正待ち"), roles=MINISTRY_DESK, place=30)
def out_for_correction(membership: Membership) -> Q:
    return Q(state=PlanState.CORRECTION)


@queue("soon", _("期限間近"), roles=MINISTRY_DESK, place=60)
def due_soon(membership: Membership) -> Q:
    last = clock.today() + timedelta(days=SOON_DAYS)
    return Q(state__in=LIVE, due_on__lte=last)


@queue("drafts", _("紙の申請（入力中）"), roles=DESK | NIBN_DESK, place=70, drafts=True)
def being_typed(membership: Membership) -> Q:
    return Q()  # all that one's own desk has
