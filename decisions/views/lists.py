"""The public lists: open to everyone, throttled, taken along as Excel or CSV."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.audience import opens_to_everyone
from common import clock
from common.delimited import csv_response, delimited
from common.excel import AT_ONCE, workbook
from common.handing import hand_out
from common.lists import cleaned, heads
from common.paging import Counted, Order, Page
from common.throttle import allows

from ..public_lists import (
    COLUMNS,
    LISTS,
    NEWEST,
    SHOWN,
    SORTS,
    TONES,
    ListForm,
    PublicList,
    entries_of,
    narrow,
)

View = Callable[..., HttpResponseBase]


def _throttled(view: View) -> View:
    @wraps(view)
    def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address = get_adapter().get_client_ip(request)
        if allows(action="public_lists", address=address, most=settings.PUBLIC_LISTS_PER_MINUTE):
            return view(request, *args, **kwargs)
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = "60"
        return response

    return show


@opens_to_everyone
@require_safe
@_throttled
def public_list(request: HttpRequest, listed: str) -> HttpResponse:
    if "" in request.GET.values():  # a form sends its empty boxes too; an address to hand on has none
        return redirect(f"{request.path}?{cleaned(request.GET).urlencode()}")
    chosen, sort = LISTS[listed], _sort_of(request)
    form = ListForm(request.GET, chosen)
    entries = narrow(entries_of(chosen), form.asked)
    page = Page.of(entries, request.GET, Order.of(sort, SORTS, NEWEST))
    context = {
        "listed": chosen,
        "tabs": _tabs(chosen),
        "form": form,
        "page": page,
        "rows": [(entry, TONES[entry.letter.status]) for entry in page.rows],
        "counted": Counted.of(entries),
        "heads": heads(request, SHOWN, sort),
        "query": cleaned(request.GET).urlencode(),
        "printed": chosen.printed,
        "printed_rows": chosen.printed.narrowed(form.asked) if chosen.printed else [],
    }
    return render(request, "decisions/public/list.html", context)


def _sort_of(request: HttpRequest) -> str:
    wanted = request.GET.get("sort", "")
    return wanted if wanted.removeprefix("-") in SORTS else NEWEST


def _tabs(chosen: PublicList) -> list[dict[str, Any]]:
    return [
        {"label": each.title, "url": reverse("public_list", args=[each.code]), "current": each is chosen}
        for each in LISTS.values()
    ]


@opens_to_everyone
@require_safe
@_throttled
def public_list_file(request: HttpRequest, listed: str, form: str) -> HttpResponseBase:
    """The narrowed list in its order, with the columns for which a page has no room."""
    chosen = LISTS[listed]
    entries = narrow(entries_of(chosen), ListForm(request.GET, chosen).asked)
    if Counted.of(entries, most=AT_ONCE).more:
        text = _(
            "一度に書き出せるのは%(most)s件までです。制度や年度で絞り込んでから、もう一度書き出してください。"
        )
        messages.error(request, text % {"most": f"{AT_ONCE:,}"})
        return redirect(f"{reverse('public_list', args=[listed])}?{cleaned(request.GET).urlencode()}")
    entries = entries.order_by(*Order.of(_sort_of(request), SORTS, NEWEST).columns())
    rows = ([column.text(entry) for column in COLUMNS] for entry in entries.iterator(chunk_size=1_000))
    return _file(form, listed, str(chosen.title), [str(column.label) for column in COLUMNS], rows)


@opens_to_everyone
@require_safe
@_throttled
def printed_list_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """As printed: no real name is among what the demo calls a specimen."""
    printed = LISTS["adopted"].printed
    rows = (row.cells for row in printed.narrowed(ListForm(request.GET, LISTS["adopted"]).asked))
    name = f"adopted-printed-{printed.fiscal_year}"
    return _answer(form, name, _("公募採択事業者一覧"), printed.head, rows)


def _file(
    form: str, listed: str, sheet: str, head: Sequence[str], rows: Iterable[Sequence[str]]
) -> HttpResponseBase:
    """What the demo hands out says in its name that nobody was certified by it."""
    mark = "specimen-" if settings.DEMO else ""
    return _answer(form, f"{mark}{listed}-{clock.today():%Y%m%d}", sheet, head, rows)


def _answer(
    form: str, name: str, sheet: str, head: Sequence[str], rows: Iterable[Sequence[str]]
) -> HttpResponseBase:
    if form == "csv":
        return csv_response(delimited(head=head, rows=rows), name=f"{name}.csv")
    return hand_out(workbook(sheet=sheet, head=head, rows=rows), name=f"{name}.xlsx")
