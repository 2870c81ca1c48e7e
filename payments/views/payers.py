"""The account that a fund is paid from: what holds now, what held before, setting the next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from common import clock
from common.acting import ActPage, act_page, posted
from funds.ledger.models import Book
from law.roles import PAYERS, Role

from ..forms import PayerForm
from ..models import PayerAccount
from ..selectors import payer_on
from ..services.payers import set_payer_account
from .runs import way


def _book(code: str) -> Book:
    return get_object_or_404(Book.objects.select_related("fund"), fund=code)


@opens_to(*PAYERS)
@require_GET
def payer(request: HttpRequest, code: str) -> HttpResponse:
    book = _book(code)
    context = {
        "book": book,
        "now": payer_on(book, clock.today()),
        "rows": PayerAccount.objects.filter(book=book).select_related("set_by__user"),
        "may_set": request.membership.role == Role.NIBN_ACCOUNTANT,
        "way": way((_("振込元の口座"), "")),
    }
    return render(request, "payments/office/payer.html", context)


@opens_to(Role.NIBN_ACCOUNTANT)
@require_http_methods(["GET", "POST"])
def set_payer(request: HttpRequest, code: str) -> HttpResponse:
    book = _book(code)
    title, back = _("振込元の口座を設定する"), reverse("payer_account", args=[code])
    form = PayerForm(posted(request), initial={"since": clock.today()})
    page = ActPage(
        book,
        title,
        _("設定する"),
        back,
        _("振込元の口座を設定しました。"),
        lead=_("総合振込のファイルの先頭に書く、支払う側の口座です。前の設定は消えずに残ります。"),
        context={"eyebrow": book.name, "way": way((_("振込元の口座"), back), (title, ""))},
    )
    return act_page(
        request,
        page,
        form,
        lambda _typed: set_payer_account(book=book, membership=request.membership, **form.said()),
    )
