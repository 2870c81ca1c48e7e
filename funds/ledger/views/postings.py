"""The postings of a book: every one, narrowed by the address, and as Excel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common import clock
from common.excel import AT_ONCE, excel_response, workbook
from common.paging import Counted, Page
from law.lifecycle import ENTRY
from law.roles import Role

from ..filters import HEAD, cells, cleaned, narrowed
from .books import book_or_404, opens_to_readers, way


@opens_to_readers
@require_GET
def postings(request: HttpRequest, code: str) -> HttpResponse:
    if "" in request.GET.values():  # a form sends its empty boxes too; an address to hand on has none
        return redirect(f"{request.path}?{cleaned(request.GET).urlencode()}")
    book = book_or_404(code)
    found, order = narrowed(request.GET, book)
    context = {
        "book": book,
        "filter": found,
        "page": Page.of(found.qs, request.GET, order),
        "counted": Counted.of(found.qs),
        "query": cleaned(request.GET).urlencode(),
        "may_reverse": bool(ENTRY.open_acts(None, Role(request.membership.role))),
        "way": way(book, (_("記帳の一覧"), "")),
    }
    return render(request, "funds/ledger/postings.html", context)


@opens_to_readers
@require_GET
def postings_excel(request: HttpRequest, code: str) -> HttpResponseBase:
    book = book_or_404(code)
    found, order = narrowed(request.GET, book)
    if Counted.of(found.qs, most=AT_ONCE).more:
        text = _("一度に書き出せるのは%(most)s件までです。年度や日付で絞り込んでから、書き出してください。")
        messages.error(request, text % {"most": f"{AT_ONCE:,}"})
        return redirect(f"{reverse('postings', args=[code])}?{cleaned(request.GET).urlencode()}")
    rows = (cells(posting) for posting in found.qs.order_by(*order.columns()).iterator(chunk_size=1_000))
    content = workbook(sheet=_("記帳の一覧"), head=[str(label) for label in HEAD], rows=rows)
    return excel_response(content, name=f"postings-{code}-{clock.today():%Y%m%d}.xlsx")
