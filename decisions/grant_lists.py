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
from common import clock
from common.paging import Counted, Order
from funds.ledger.fixing import Money, monies_of
from grants.models import Grant
from grants.panels import span_label
from grants.sight import capacity_of, grants_visible_to
from law.deadlines import era
from law.states import DecisionState, GrantState
from law.visibility import Kind, Stage, sight

from .amounts import DecidedAmount, FixedAmount
from .grant_queues import OF_DRAFTS, QUEUES
from .models import Decision

SORTS = {"number": "number", "arrived": "arrived_at"}
WAITING = (
    GrantState.FILED,
    GrantState.EXAMINATION,
    GrantState.CORRECTION,
    GrantState.GRANTED,
    GrantState.FIXED,
)
CHUNK = 500  # SQLite takes 999 values at the least


def queues_of(membership: Membership) -> dict[str, Any]:
    """What waits, as far as this role may see that it does."""
    sees = sight(capacity_of(membership.role), Kind.GRANT_DRAFT, Stage.FILED)
    return {code: queue for code, queue in QUEUES.items() if sees or code not in OF_DRAFTS}


def narrowed(query: Mapping[str, str], membership: Membership) -> tuple[QuerySet[Grant], Order, str]:
    """The grants that an address names, their order, and the state or queue that narrowed them."""
    rows = grants_visible_to(membership).select_related(
        "plan__scheme", "party__organisation", "assignee__user"
    )
    order = Order.of(query.get("sort", ""), SORTS, "-arrived")
    state, queues = query.get("state", ""), queues_of(membership)
    if state in [each.value for each in WAITING]:
        return rows.filter(state=state), order, state
    if state in queues:
        return queues[state][1](rows), order, state
    return rows, order, ""


# As it is taken along


def page_of(query: str) -> str:
    return f"{reverse('grants')}?{query}".rstrip("?")


def find(query: str, membership: Membership) -> Found:
    rows, order, _state = narrowed(QueryDict(query), membership)
    return Found(
        count=lambda most: Counted.of(rows, most=most),
        head=_head(),
        rows=lambda: _rows(rows.order_by(*order.columns())),
    )


def _head() -> list[str]:
    return [
        _("管理番号"), _("申請者"), _("法人番号"), _("計画"), _("制度"), _("期間"), _("状態"), _("到達日"),
        _("担当"), _("交付決定額（円）"), _("確定額（円）"), _("交付決定済み・未確定（円）"),
        _("確定済み・未払（円）"),
        _("支払済み（円）"), _("返還を受けた額（円）"), _("減額・取下げで戻した額（円）"),
    ]  # fmt: skip


def _rows(grants: QuerySet[Grant]) -> Iterator[Cells]:
    found = grants.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        money = _money(chunk)
        for grant in chunk:
            yield [*_words(grant), *(money.get(grant.pk) or [""] * 7)]


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
    """Of what was decided and told: a draft's money is nobody's to know. By the postings of its decision."""
    issued = Decision.objects.filter(state=DecisionState.ISSUED, grant__in=[each.pk for each in grants])
    given = dict(issued.filter(outcome=Decision.Outcome.GRANT).values_list("grant", "pk"))
    decided = _sums(DecidedAmount.objects.filter(decision__in=given.values()))
    fixed = _sums(FixedAmount.objects.filter(decision__in=issued))
    book = monies_of(list(given.values()))
    return {
        grant: [decided[grant], fixed.get(grant, ""), *_figures(book[decision])]
        for grant, decision in given.items()
    }


def _sums(amounts: QuerySet[Any]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for grant, amount in amounts.values_list("decision__grant", "amount").order_by():
        found[grant] = found.get(grant, 0) + amount
    return found


def _figures(money: Money) -> list[int]:
    return [money.committed, money.payable, money.paid, money.recovered, money.released]
