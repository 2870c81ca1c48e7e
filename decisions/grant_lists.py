"""The office's list of grants: narrowed by its address, and with its money as it is taken along."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.exported import Cells, Found
from accounts.models import Membership
from accounts.queues import queue_called
from common import clock
from common.paging import Counted, Order
from funds.ledger.fixing import Money, monies_of
from grants.models import Grant
from grants.panels import span_label
from grants.queues import PAGE
from grants.sight import grants_visible_to
from law.deadlines import era
from law.states import DecisionState, GrantState

from .amounts import DecidedAmount, FixedAmount
from .kinds import GIVES
from .models import (
    CancelledAmount,
    Decision,
)

SORTS = {"number": "number", "arrived": "arrived_at"}
NEWEST = "-arrived"
PARTS = ("plan__scheme", "party__organisation", "assignee__user")
CHUNK = 500  # SQLite takes 999 values at the least


def narrowed(typed: Mapping[str, str], membership: Membership) -> tuple[QuerySet[Grant], Order]:
    """The grants that an address names, by state or of one list of work, and their order.

    A list that isn't one's own role's is empty, never the whole.
    """
    rows, state, queue = grants_visible_to(membership), typed.get("state", ""), typed.get("queue", "")
    if queue:
        called = queue_called(queue, membership.role, PAGE)
        rows = called.found(membership) if called else rows.none()
    if state in [each.value for each in GrantState]:
        rows = rows.filter(state=state)
    return rows.select_related(*PARTS), Order.of(typed.get("sort", ""), SORTS, NEWEST)


def sort_of(typed: Mapping[str, str]) -> str:
    wanted = typed.get("sort", "")
    return wanted if wanted.removeprefix("-") in SORTS else NEWEST


# As it is taken along


def page_of(query: str) -> str:
    return f"{reverse('grants')}?{query}".rstrip("?")


def find(query: str, membership: Membership) -> Found:
    rows, order = narrowed(QueryDict(query), membership)
    return Found(
        count=lambda most: Counted.of(rows, most=most),
        head=_head(),
        rows=lambda: _rows(rows.order_by(*order.columns())),
    )


def _head() -> list[str]:
    return [
        _("管理番号"), _("申請者"), _("法人番号"), _("計画"), _("制度"), _("期間"), _("状態"), _("到達日"),
        _("担当"), _("交付決定額（円）"), _("確定額（円）"), _("取消額（円）"),
        _("交付決定済み・未確定（円）"), _("確定済み・未払（円）"),
        _("支払済み（円）"), _("返還を受けた額（円）"), _("減額・取下げで戻した額（円）"),
    ]  # fmt: skip


def _rows(grants: QuerySet[Grant]) -> Iterator[Cells]:
    found = grants.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        money = _money(chunk)
        for grant in chunk:
            yield [*_words(grant), *(money.get(grant.pk) or [""] * 8)]


def _words(grant: Grant) -> list[str]:
    company = grant.party.organisation
    return [
        grant.number,
        company.name,
        company.corporate_number or "",
        grant.title,
        grant.plan.scheme.name,
        span_label(grant),
        _(grant.status.label),
        era(clock.local(grant.arrived_at).date()) if grant.arrived_at else "",
        grant.assignee.user.name if grant.assignee else "",
    ]


def _money(grants: Iterable[Grant]) -> dict[UUID, list[str | int]]:
    """Of what was decided and told: a draft's money is nobody's to know.

    The sums decided are those of the last decision that gave or changed them; the book keeps all of a grant
    under the first, which granted it.
    """
    issued = Decision.objects.filter(state=DecisionState.ISSUED, grant__in=[each.pk for each in grants])
    in_turn = issued.filter(outcome__in=GIVES).order_by("issued_at", "approved_at")
    gave = list(in_turn.values_list("grant", "pk", "outcome"))
    given = {grant: pk for grant, pk, outcome in gave if outcome == Decision.Outcome.GRANT}
    stands = {grant: pk for grant, pk, _outcome in gave}  # the last of each
    decided = _sums(DecidedAmount.objects.filter(decision__in=stands.values()))
    fixed = _sums(FixedAmount.objects.filter(decision__in=issued))
    cancelled = _sums(CancelledAmount.objects.filter(decision__in=issued))
    book = monies_of(list(given.values()))
    return {
        grant: [
            decided.get(grant, 0),
            fixed.get(grant, ""),
            cancelled.get(grant, 0),
            *_figures(book[decision]),
        ]
        for grant, decision in given.items()
    }


def _sums(amounts: QuerySet[Any]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for grant, amount in amounts.values_list("decision__grant", "amount").order_by():
        found[grant] = found.get(grant, 0) + amount
    return found


def _figures(money: Money) -> list[int]:
    return [money.committed, money.payable, money.paid, money.recovered, money.released]
