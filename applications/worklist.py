"""The rows of a work list: what the office sees of many plans, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from common import clock
from law.deadlines import era
from law.roles import MINISTRY, NIBN, Role
from law.visibility import Kind, Sight, Stage, sight

from .clocks import PlanClock, read_clocks
from .models import Plan, PlanParty
from .selectors import plans_visible_to
from .sight import BY_ROLE
from .tones import TONES

READERS = MINISTRY | NIBN | {Role.CLERK, Role.CONSULTEE, Role.AUDITOR}
# What an address may sort by, and the indexed column behind it.
SORTS = {"number": "number", "arrived": "arrived_at", "due": "due_on", "updated": "updated_at"}


@dataclass(frozen=True)
class Eyes:
    """Which columns a role's sight leaves: the course of a case is its history."""

    history: Sight

    @classmethod
    def of(cls, role: str) -> "Eyes":
        return cls(sight(BY_ROLE[Role(role)], Kind.HISTORY, Stage.FILED))

    @property
    def sees_clock(self) -> bool:
        return bool(self.history)

    @property
    def sees_assignee(self) -> bool:
        return self.history is Sight.YES


@dataclass(frozen=True)
class Row:
    plan: Plan
    clock: PlanClock | None

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


def listed(membership: Membership) -> QuerySet[Plan]:
    parties = PlanParty.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    count = parties.annotate(count=Count("pk")).values("count")
    plans = plans_visible_to(membership).annotate(party_count=Coalesce(Subquery(count), 0))
    return plans.select_related("lead", "assignee__user").prefetch_related("scheme_version").defer("search")


def rows_of(plans: Iterable[Plan]) -> list[Row]:
    plans = list(plans)
    clocks = read_clocks(plans)
    return [Row(plan, clocks.get(plan.pk)) for plan in plans]


def rows_in_chunks(plans: QuerySet[Plan], size: int = 1_000) -> Iterator[Row]:
    """The whole list, never held at once."""
    found = plans.iterator(chunk_size=size)
    while chunk := list(islice(found, size)):
        yield from rows_of(chunk)


def _day(moment: datetime | None) -> str:
    return era(clock.local(moment).date()) if moment else ""


def _left(row: Row) -> str:
    return "" if row.clock is None or row.clock.left is None else str(row.clock.left)


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
    Column(gettext_lazy("到達日"), lambda row: _day(row.plan.arrived_at), sort="arrived"),
    Column(gettext_lazy("残り日数"), _left, sort="due", is_seen=lambda eyes: eyes.sees_clock),
    Column(gettext_lazy("担当"), lambda row: row.assignee, is_seen=lambda eyes: eyes.sees_assignee),
    Column(gettext_lazy("更新"), lambda row: _day(row.plan.updated_at), sort="updated"),
)


def columns_for(eyes: Eyes) -> list[Column]:
    return [column for column in COLUMNS if column.is_seen(eyes)]
