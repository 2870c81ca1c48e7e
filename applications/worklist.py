"""The rows of a work list: what the office sees of many plans, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import AT, anyone, asked_by
from accounts.models import Membership
from common import clock
from common.paging import COUNTED, SIZE, CountEach, Counted, Order, Page
from common.written import Slot, Written
from law.deadlines import era
from law.roles import MINISTRY, NIBN, ROLES, Role
from law.states import ENDED
from law.turn import Turn
from law.visibility import Kind, Sight, Stage, sight

from .clocks import PlanClock, read_clocks
from .models import Plan, PlanParty
from .models.plan import LIVE_PLANS
from .selectors import filed_plans_visible_to
from .sight import BY_ROLE
from .tones import TONES
from .turns import turns_of

READERS = MINISTRY | NIBN | {Role.CLERK, Role.CONSULTEE, Role.AUDITOR}
NEWEST = Order("arrived_at", falling=True)
# What an address may sort by, and the indexed column behind it.
SORTS = {"number": "number", "arrived": "arrived_at", "due": "due_on", "updated": "updated_at"}
OF_DRAFTS = {"updated": SORTS["updated"]}

# What a row is made of: of fifty plans nothing more is read.
READ = (
    *("state", "number", "title", "channel", "arrived_at", "nibn_arrived_at", "due_on", "updated_at"),
    *("scheme_version", "lead__name", "assignee__user__name", "desk"),
)


@dataclass(frozen=True)
class Eyes:
    """Which columns a role's sight leaves: the course of a case is its history.

    The last move may be one on a draft of a decision, so its day is for who sees those.
    """

    history: Sight
    drafts: Sight
    opens_case: bool  # the consulted reads its copy, the case's page is the office's

    @classmethod
    def of(cls, role: str) -> "Eyes":
        capacity = BY_ROLE[Role(role)]
        kinds = (Kind.HISTORY, Kind.DECISION_DRAFT)
        history, drafts = (sight(capacity, kind, Stage.FILED) for kind in kinds)
        return cls(history, drafts, ROLES[Role(role)].sees_all)

    @property
    def sees_clock(self) -> bool:
        return bool(self.history)

    @property
    def sees_assignee(self) -> bool:
        return self.history is Sight.YES

    @property
    def sees_moves(self) -> bool:
        return bool(self.drafts)


@dataclass(frozen=True)
class Row:
    plan: Plan
    clock: PlanClock | None
    turn: Turn | None = None

    @property
    def number(self) -> str:
        return self.plan.number or _("下書き")

    @property
    def applicant(self) -> str:
        others = self.plan.party_count - 1
        lead = self.plan.lead.name
        return _("%(lead)s ほか%(others)s社") % {"lead": lead, "others": others} if others > 0 else lead

    @property
    def tone(self) -> str:
        return TONES[self.plan.status]

    @property
    def assignee(self) -> str:
        return self.plan.assignee.user.name if self.plan.assignee else ""


def listed(
    membership: Membership, at: Slot | None = None, plans: QuerySet[Plan] | None = None
) -> QuerySet[Plan]:
    """All that was filed, or `plans`: those of one list of work, where an address names one."""
    parties = PlanParty.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    count = parties.annotate(count=Count("pk")).values("count")
    plans = filed_plans_visible_to(membership, at) if plans is None else plans
    plans = plans.annotate(party_count=Coalesce(Subquery(count), 0))
    plans = plans.select_related("lead", "assignee__user").only(*READ)
    return plans.prefetch_related("scheme_version")


def whole(membership: Membership) -> tuple[Page, Counted]:
    """The first page of what no address narrows, what is under way; by questions that are written already."""
    rows, count = _whole(membership.role)
    asker = asked_by(membership)
    return Page.first(rows.ask(**asker), NEWEST, SIZE), count.ask(**asker)[0]


@cache
def _whole(role: str) -> tuple[Written[Plan], CountEach]:
    plans = listed(anyone(role), AT).filter(LIVE_PLANS)
    first = plans.order_by(*NEWEST.columns())[: SIZE + 1]
    return Written(first), CountEach.of([plans], COUNTED)


def rows_of(plans: Iterable[Plan], membership: Membership) -> list[Row]:
    plans = list(plans)
    running = [plan for plan in plans if plan.status not in ENDED]  # of the others no clock tells anything
    clocks, turns = read_clocks(running), turns_of(plans, membership)
    return [Row(plan, clocks.get(plan.pk), turns[plan.pk]) for plan in plans]


def rows_in_chunks(plans: QuerySet[Plan], membership: Membership, size: int = 1_000) -> Iterator[Row]:
    """The whole list, never held at once."""
    found = plans.iterator(chunk_size=size)
    while chunk := list(islice(found, size)):
        yield from rows_of(chunk, membership)


def _day(moment: datetime | None) -> str:
    return era(clock.local(moment).date()) if moment else ""


def _turn(turn: Turn | None) -> str:
    return _("%(who)s：%(what)s") % {"who": _(turn.who), "what": _(turn.what)} if turn else ""


def _left(row: Row) -> str:
    if row.clock is None or row.clock.left is None:
        return ""
    return _("%(left)s（停止中）") % {"left": row.clock.left} if row.clock.is_stopped else str(row.clock.left)


@dataclass(frozen=True)
class Column:
    """A column, and its text as an export writes it; `sort` is its name in SORTS."""

    label: str | Promise
    text: Callable[[Row], str]
    sort: str = ""
    is_seen: Callable[[Eyes], bool] = lambda _eyes: True


COLUMNS = (
    Column(gettext_lazy("管理番号"), lambda row: row.number, sort="number"),
    Column(gettext_lazy("申請者"), lambda row: row.applicant),
    Column(gettext_lazy("名称"), lambda row: row.plan.title),
    Column(gettext_lazy("状態"), lambda row: _(row.plan.status.label)),
    Column(gettext_lazy("次は"), lambda row: _turn(row.turn)),
    Column(gettext_lazy("到達日"), lambda row: _day(row.plan.arrived_at), sort="arrived"),
    Column(gettext_lazy("残り日数"), _left, sort="due", is_seen=lambda eyes: eyes.sees_clock),
    Column(gettext_lazy("担当"), lambda row: row.assignee, is_seen=lambda eyes: eyes.sees_assignee),
    Column(
        gettext_lazy("更新"),
        lambda row: _day(row.plan.updated_at),
        sort="updated",
        is_seen=lambda eyes: eyes.sees_moves,
    ),
)


def columns_for(eyes: Eyes) -> list[Column]:
    return [column for column in COLUMNS if column.is_seen(eyes)]


def sorts_for(eyes: Eyes) -> dict[str, str]:
    """An order tells what a column would, so what is not seen does not sort either."""
    return {column.sort: SORTS[column.sort] for column in columns_for(eyes) if column.sort}
