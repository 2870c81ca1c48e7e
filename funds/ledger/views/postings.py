"""The postings of a book: every one, narrowed by the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.paging import Counted, Page
from common.units import remembers_unit, unit_of
from law.lifecycle import ENTRY
from law.roles import Role

from ..filters import cleaned, narrowed
from .books import book_or_404, opens_to_readers, way


@opens_to_readers
@require_GET
@remembers_unit
def postings(request: HttpRequest, code: str) -> HttpResponse:
    if "" in request.GET.values():  # a form sends its empty boxes too; an address to hand on has none
        return redirect(f"{request.path}?{cleaned(request.GET).urlencode()}")
    book = book_or_404(code)
    found, order = narrowed(request.GET, book)
    context = {
        "book": book,
        "unit": unit_of(request),
        "filter": found,
        "page": Page.of(found.qs, request.GET, order),
        "counted": Counted.of(found.qs),
        "query": cleaned(request.GET).urlencode(),
        "taken": urlencode({"book": code, **cleaned(request.GET).dict()}),
        "may_reverse": bool(ENTRY.open_acts(None, Role(request.membership.role))),
        "way": way(book, (_("記帳の一覧"), "")),
    }
    return render(request, "funds/ledger/postings.html", context)
