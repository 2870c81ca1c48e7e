"""The list of grants: every one that this role sees, or those that wait with the same thing."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.models import Membership
from accounts.queues import counts_of, queues_of
from common import clock
from common.lists import chips, cleaned, heads
from common.paging import Counted, Page
from grants.dues import Running, running_days
from grants.models import Grant
from grants.panels import TONES, span_label
from grants.queues import PAGE
from grants.turns import turns_of
from law.states import GrantState
from law.turn import Turn

from ...grant_lists import narrowed, sort_of
from .page import opens_to_readers


@dataclass(frozen=True)
class Column:
    label: str | Promise
    sort: str = ""


COLUMNS = (
    Column(_("管理番号"), "number"),
    Column(_("申請者")),
    Column(_("計画")),
    Column(_("期間")),
    Column(_("状態")),
    Column(_("次は")),
    Column(_("期限")),
    Column(_("到達日"), "arrived"),
    Column(_("担当")),
)


@dataclass(frozen=True)
class Row:
    grant: Grant
    turn: Turn | None
    running: Running | None

    @property
    def tone(self) -> str:
        return TONES[self.grant.status]

    @property
    def span(self) -> str:
        return span_label(self.grant)

    @property
    def is_over(self) -> bool:
        return self.running is not None and self.running.on < clock.today()


@opens_to_readers
@require_GET
def grants(request: HttpRequest) -> HttpResponse:
    """交付申請 as this role may see them: by state, or one list of work; the newest arrival first."""
    rows, order = narrowed(request.GET, request.membership)
    page = Page.of(rows, request.GET, order)
    context = {
        "page": page,
        "rows": rows_of(page.rows, request.membership),
        "counted": Counted.of(rows),
        "queues": _queues(request),
        "states": chips(request, "state", GrantState.choices()[1:]),
        "heads": heads(request, COLUMNS, sort_of(request.GET)),
        "filtered": bool(cleaned(request.GET)),
        "query": cleaned(request.GET).urlencode(),
    }
    return render(request, "grants/office/grants.html", context)


def rows_of(grants: list[Grant], membership: Membership) -> list[Row]:
    turns, days = turns_of(grants, membership), running_days(grants)
    return [Row(grant, turns[grant.pk], days.get(grant.pk)) for grant in grants]


def _queues(request: HttpRequest) -> list[dict[str, Any]]:
    queues = queues_of(request.membership.role, PAGE)
    counts = counts_of(request.membership, queues)
    found = chips(request, "queue", [(each.code, str(each.label)) for each in queues])
    for chip, each in zip(found[1:], queues, strict=True):
        chip |= {"count": counts[each.code].count, "more": counts[each.code].more}
    return found
