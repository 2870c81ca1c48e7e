"""Calls, narrowed by an address and taken along as a table."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.paging import Order
from law.calls import PHASE_LABELS, Phase

from ..models import Call
from .models import DRAFT, PUBLISHED, WITHDRAWN
from .selectors import in_phase, search_calls
from .showing import CallRow, rows_of

NEWEST = Order("opens_at", falling=True)
SORTS = {"opens": "opens_at", "closes": "closes_at", "name": "name"}
HIDDEN_STATES = (DRAFT, WITHDRAWN)


def phases() -> list[tuple[str, str]]:
    return [(phase.value, _(label)) for phase, label in PHASE_LABELS.items()]


def narrowed(calls: QuerySet[Call], asked: Mapping[str, str], at: datetime) -> QuerySet[Call]:
    """By phase or state, scheme and words; what is no filter narrows nothing."""
    where = asked.get("state", "")
    if where in set(Phase):
        calls = calls.filter(in_phase(Phase(where), at), state=PUBLISHED)
    elif where in HIDDEN_STATES:
        calls = calls.filter(state=where)
    if scheme := asked.get("scheme", ""):
        calls = calls.filter(scheme=scheme[:40])
    return search_calls(calls, asked.get("q", "")[:100])


def heads() -> list[str]:
    return [
        _("名称"),
        _("制度"),
        _("受付のしかた"),
        _("状態"),
        _("受付開始"),
        _("受付終了"),
        _("締切の変更"),
        _("予算"),
        _("募集する事業の内容"),
        _("照会先"),
    ]


def cells(calls: QuerySet[Call], at: datetime) -> list[list[str]]:
    return [_cells(row) for row in rows_of(calls.order_by(*NEWEST.columns()), at)]


def _cells(row: CallRow) -> list[str]:
    call = row.call
    return [
        call.name,
        call.scheme.name,
        call.get_kind_display(),
        row.label,
        row.opens,
        row.closes,
        row.moved,
        budget_words(call),
        call.summary,
        call.contact,
    ]


def budget_words(call: Call) -> str:
    sum_ = _("%(yen)s円") % {"yen": f"{call.budget:,}"} if call.budget is not None else ""
    return "　".join(filter(None, [sum_, call.budget_note]))
