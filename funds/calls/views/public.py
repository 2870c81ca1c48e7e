"""公募の一覧: what is open, what will be, what was; each with its papers, for everyone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.audience import opens_to_everyone
from common import clock, files
from common.delimited import csv_response, delimited
from common.excel import AT_ONCE, workbook
from common.handing import hand_out
from common.lists import chips, cleaned
from common.paging import Counted, Order, Page
from law.calls import Phase
from law.roles import APPLICANTS

from ...models import Call, CallDocumentVersion
from ..forms import CallFilterForm
from ..lists import budget_words, cells, heads, narrowed, phases
from ..selectors import closings_of, last_closings, published_calls
from ..showing import CallRow, papers_of, rows_of, terms_for

FIRST = 10
# What ends or begins next stands first; of what is over, what ended last.
ORDERS = {
    Phase.OPEN: Order("closes_at"),
    Phase.UPCOMING: Order("opens_at"),
    Phase.CLOSED: Order("closes_at", falling=True),
}
Rows = list[list[str]]


@opens_to_everyone
@require_safe
def public_calls(request: HttpRequest) -> HttpResponse:
    """Without a phase in the address all three stand below each other, the first of each."""
    now = clock.now()
    found = narrowed(published_calls(), request.GET, now)
    chosen = [(value, label) for value, label in phases() if value == request.GET.get("state")]
    context = {
        "filter": CallFilterForm(request.GET),
        "query": cleaned(request.GET).urlencode(),
        "phases": chips(request, "state", phases()),
        "sections": [
            _section(request, found, value, label, whole=bool(chosen)) for value, label in chosen or phases()
        ],
    }
    return render(request, "funds/calls/public_list.html", context)


def _section(request: HttpRequest, found: Any, value: str, label: str, *, whole: bool) -> dict[str, Any]:
    now = clock.now()
    calls = narrowed(found, {"state": value}, now)
    asked = request.GET if whole else {}
    order = ORDERS[Phase(value)]
    page = Page.of(calls, asked, order) if whole else Page.of(calls, asked, order, size=FIRST)
    return {
        "phase": value,
        "label": label,
        "rows": rows_of(page.rows, now),
        "page": page,
        "counted": Counted.of(calls) if whole else None,
        "more": not whole and page.after is not None,
        "is_open": value == Phase.OPEN,
    }


@opens_to_everyone
@require_safe
def public_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    call = get_object_or_404(published_calls(), pk=pk)
    return render(request, "funds/calls/public_call.html", told(request, call))


def told(request: HttpRequest, call: Call) -> dict[str, Any]:
    """What everyone reads of a call; a preview shows the same."""
    row = CallRow(call, clock.now(), last_closings([call]).get(call.pk))
    applies = request.membership is not None and request.membership.role in APPLICANTS
    return {
        "call": call,
        "row": row,
        "budget": budget_words(call),
        "terms": terms_for(call),
        "papers": papers_of(call),
        "closings": closings_of(call),
        "may_start": row.is_open and applies,
    }


@opens_to_everyone
@require_safe
def public_call_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
    rows = CallDocumentVersion.objects.select_related("file")
    found = get_object_or_404(
        rows, pk=file, document__call__in=published_calls().filter(pk=pk), published_at__isnull=False
    )
    return files.serve(found.file, name=found.name, inline=True)


@opens_to_everyone
@require_safe
def calls_excel(request: HttpRequest) -> HttpResponseBase:
    return _file(request, lambda rows: hand_out(_book(rows), name=_file_name("xlsx")))


@opens_to_everyone
@require_safe
def calls_csv(request: HttpRequest) -> HttpResponseBase:
    return _file(
        request, lambda rows: csv_response(delimited(head=heads(), rows=rows), name=_file_name("csv"))
    )


def _file(request: HttpRequest, form: Callable[[Rows], HttpResponseBase]) -> HttpResponseBase:
    """The narrowed list as a file; one too long for that is never cut short without a word."""
    found = narrowed(published_calls(), request.GET, clock.now())
    if Counted.of(found, most=AT_ONCE).more:
        text = _(
            "一度に書き出せるのは%(most)s件までです。制度や状態で絞り込んでから、もう一度書き出してください。"
        )
        messages.error(request, text % {"most": f"{AT_ONCE:,}"})
        return redirect(f"{reverse('public_calls')}?{cleaned(request.GET).urlencode()}")
    return form(cells(found, clock.now()))


def _book(rows: Rows) -> bytes:
    return workbook(sheet=_("公募"), head=heads(), rows=rows)


def _file_name(ending: str) -> str:
    return f"calls-{clock.today():%Y%m%d}.{ending}"
