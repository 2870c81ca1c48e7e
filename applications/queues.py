"""The work lists of plans: a condition each, on what the office sees of them."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import queues
from accounts.models import Membership
from common import clock
from law.roles import MINISTRY, NIBN, Role
from law.states import PlanState

from .models import Plan
from .models.plan import LIVE_PLANS
from .selectors import TYPISTS, filed_plans_visible_to, paper_drafts_visible_to

Condition = Callable[[Membership], Q]
PAGE = "worklist"
MINISTRY_DESK = MINISTRY | {Role.CLERK, Role.AUDITOR}
SOON_DAYS = 14
DRAFTS = "drafts"


def queue(
    code: str,
    label: str | Promise,
    *,
    roles: frozenset[Role],
    place: int,
    turn: Iterable[Role] = (),
    drafts: bool = False,
) -> Callable[[Condition], Condition]:
    """Register a work list; its condition may ask who looks and which day it is, and no clock.

    `drafts`: it lists what is typed and not yet filed, which no other does, and only in the order of
    its last moves.
    """

    def register(condition: Condition) -> Condition:
        begun = paper_drafts_visible_to if drafts else filed_plans_visible_to

        def found(membership: Membership) -> QuerySet[Plan]:
            return begun(membership).filter(condition(membership))

        queues.register(queues.Queue(code, label, PAGE, roles, place, found, frozenset(turn)))
        return condition

    return register


def queues_of(role: str) -> list[queues.Queue]:
    return queues.queues_of(role, PAGE)


def queue_called(code: str, role: str) -> queues.Queue | None:
    return queues.queue_called(code, role, PAGE)


@queue("mine", _("担当中"), roles=frozenset({Role.OFFICER}), place=10, turn=[Role.OFFICER])
def in_hand(membership: Membership) -> Q:
    return LIVE_PLANS & Q(assignee=membership)


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
    return LIVE_PLANS & Q(due_on__lte=last)


@queue(DRAFTS, _("紙の申請（入力中）"), roles=TYPISTS, place=70, turn=TYPISTS, drafts=True)
def being_typed(membership: Membership) -> Q:
    return Q()  # all that one's own desk has
