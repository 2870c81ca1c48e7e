"""The acts on a fund's book: each a page with its form; the services decide."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import opens_to
from common.acting import ActPage, act_at_once, act_page, posted
from law.accounts import MOVEMENTS, REVERSE_LABEL
from law.deadlines import fiscal_year_label
from law.lifecycle import BOOK, ENTRY, INVESTMENT, YEAR
from law.money import yen
from law.roles import Role
from law.states import EntryState

from ...models import Fund
from .. import books as service
from ..entries import confirm_entry, draft_entry, draft_reversal, drop_entry
from ..forms import (
    ClosingForm,
    DonationForm,
    EntryForm,
    InvestmentForm,
    LineForm,
    RedemptionForm,
    ReversalForm,
    RulesForm,
    StateGrantForm,
)
from ..investments import redeem_investment, register_investment
from ..models import Book, Entry, Investment, Posting, Year
from ..years import close_year, next_year, open_year, set_year_line
from .books import book_or_404, closing_reasons, way

opens_to_heads = opens_to(Role.NIBN_DECIDER)
opens_to_clerks = opens_to(Role.NIBN_OFFICER)
opens_to_till = opens_to(Role.NIBN_ACCOUNTANT)
get_or_post = require_http_methods(["GET", "POST"])


def _page(book: Book, title: str, done: str, back: str = "", **more: Any) -> ActPage:
    context = {"way": way(book, (title, "")), "eyebrow": book.name, **more.pop("context", {})}
    back = back or reverse("book", args=[book.fund_id])
    return ActPage(book, title, more.pop("submit", title), back, done, context=context, **more)


def _label(act: str) -> str:
    found = (each.label_of(act) for each in (BOOK, YEAR, ENTRY, INVESTMENT) if act in each.names())
    return _(next(found))


@opens_to_heads
@get_or_post
def open_book(request: HttpRequest, code: str) -> HttpResponse:
    fund = get_object_or_404(Fund, pk=code)
    title = _label("open_book")
    context = {
        "eyebrow": fund.name,
        "way": [{"label": _("基金の帳簿"), "url": reverse("books")}, {"label": title, "url": ""}],
    }
    lead = _("基金ごとに特別の勘定を設けて経理します（基盤研法附則20条4項・27条4項）。")
    done = _("帳簿を開きました。続けて、年度を開いてください。")
    page = ActPage(fund, title, title, reverse("books"), done, lead=lead, context=context)
    member = request.membership
    return act_page(
        request,
        page,
        RulesForm(posted(request)),
        lambda typed: service.open_book(fund=fund, membership=member, **typed),
    )


@opens_to_heads
@get_or_post
def set_book_rules(request: HttpRequest, code: str) -> HttpResponse:
    book = book_or_404(code)
    page = _page(
        book,
        _label("set_book_rules"),
        _("財源の定めを変えました。これから記帳するものに適用します。"),
        lead=_("これまでの記帳は変わりません。これから記帳するものに適用します。"),
    )
    form = RulesForm(posted(request), initial={"attribution": book.attribution, "draw": book.draw})
    member = request.membership
    return act_page(
        request, page, form, lambda typed: service.set_book_rules(book=book, membership=member, **typed)
    )


@opens_to_clerks
@get_or_post
def register_state_grant(request: HttpRequest, code: str) -> HttpResponse:
    book = book_or_404(code)
    page = _page(
        book,
        _label("register_state_grant"),
        _("国の交付決定を登録しました。受け入れたら、伝票を起票してください。"),
        lead=_("基金に充てる国の補助金の交付決定です。受入れの伝票は、ここで登録した交付決定を選びます。"),
    )
    member = request.membership
    return act_page(
        request,
        page,
        StateGrantForm(posted(request)),
        lambda typed: service.register_state_grant(book=book, membership=member, **typed),
    )


@opens_to_clerks
@get_or_post
def register_donation(request: HttpRequest, code: str) -> HttpResponse:
    book = book_or_404(code)
    page = _page(
        book,
        _label("register_donation"),
        _("出えん金を登録しました。受け入れたら、伝票を起票してください。"),
        lead=_("基金に充てることを条件として、政府以外の者から出えんされる金額です（基盤研法附則20条1項）。"),
    )
    member = request.membership
    return act_page(
        request,
        page,
        DonationForm(posted(request)),
        lambda typed: service.register_donation(book=book, membership=member, **typed),
    )


@opens_to_heads
@get_or_post
def open_next_year(request: HttpRequest, code: str) -> HttpResponse:
    """The next one in order; the first is the one of today."""
    book = book_or_404(code)
    year = next_year(book)
    label = fiscal_year_label(year)
    page = _page(
        book,
        _("%(year)sを開く") % {"year": label},
        _("%(year)sを開きました。") % {"year": label},
        submit=_label("open_year"),
        lead=_("枠は計画です。基金では、年度に残った額はそのまま基金に残ります。"),
    )
    member = request.membership
    return act_page(
        request,
        page,
        LineForm(posted(request)),
        lambda typed: open_year(book=book, fiscal_year=year, membership=member, **typed),
    )


def _year(code: str, fiscal_year: int) -> Year:
    rows = Year.objects.select_related("book__fund")
    return get_object_or_404(rows, book__fund=code, fiscal_year=fiscal_year)


@opens_to_heads
@get_or_post
def set_line(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _year(code, year)
    page = _page(
        found.book,
        _("%(year)sの枠を変える") % {"year": found},
        _("年度の枠を変えました。"),
        submit=_label("set_year_line"),
        lead=_("枠を超える交付の決定は、ここで枠を変えてからでなければできません。"),
    )
    member = request.membership
    return act_page(
        request,
        page,
        LineForm(posted(request), initial={"line": found.line}),
        lambda typed: set_year_line(year=found, membership=member, **typed),
    )


@opens_to_heads
@get_or_post
def close(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _year(code, year)
    page = _page(
        found.book,
        _("%(year)sを締める") % {"year": found},
        _("年度を締めました。未確定の額と未払の額は、翌年度に移しました。"),
        submit=_label("close_year"),
        danger=True,
        lead=_(
            "締めた年度には、だれも記帳できなくなります。未確定の額と未払の額は、決定ごとに翌年度へ移します。"
            "後から見つかった誤りは、開いている年度の訂正として記帳します。"
        ),
        template="funds/ledger/close.html",
        context={"reasons": closing_reasons(found), "year": found},
    )
    member = request.membership
    return act_page(
        request, page, ClosingForm(posted(request)), lambda _typed: close_year(year=found, membership=member)
    )


@opens_to_clerks
@get_or_post
def draft(request: HttpRequest, code: str, act: str) -> HttpResponse:
    book = book_or_404(code)
    row = ENTRY.row(act, EntryState.DRAFTED)
    if row is None or act not in MOVEMENTS:
        raise Http404
    form = EntryForm(posted(request), book=book, act=act)
    page = _page(
        book,
        _("%(act)s（伝票）") % {"act": _(row.label)},
        _("伝票を起票しました。出納の担当者に知らせました。"),
        submit=_label("draft_entry"),
        lead=_("根拠：%(source)s。出納の担当者が確認すると記帳されます。") % {"source": row.source.text},
    )
    member = request.membership
    return act_page(
        request, page, form, lambda typed: draft_entry(book=book, act=act, membership=member, **typed)
    )


@opens_to_clerks
@get_or_post
def reverse_posting(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Posting.objects.select_related("book__fund", "debit__source", "credit", "year")
    found = get_object_or_404(rows, pk=pk)
    text = _("「%(act)s」%(amount)s（番号%(number)s）と反対の記帳をします。元の記帳は、消えずに残ります。")
    words = {"act": _(found.get_act_display()), "amount": yen(found.amount), "number": found.pk}
    page = _page(
        found.book,
        _("%(act)s（伝票）") % {"act": _(REVERSE_LABEL)},
        _("取消しの伝票を起票しました。出納の担当者に知らせました。"),
        back=reverse("postings", args=[found.book.fund_id]),
        submit=_label("draft_entry"),
        lead=text % words,
    )
    member = request.membership
    return act_page(
        request,
        page,
        ReversalForm(posted(request)),
        lambda typed: draft_reversal(posting=found, membership=member, **typed),
    )


def _entry(pk: UUID) -> Entry:
    rows = Entry.objects.select_related("book__fund", "source", "year", "concerns")
    return get_object_or_404(rows, pk=pk)


@opens_to_till
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _entry(pk)
    return act_at_once(
        request,
        reverse("entry", args=[found.pk]),
        _("確認し、記帳しました。"),
        lambda: confirm_entry(entry=found, membership=request.membership),
    )


@opens_to(Role.NIBN_OFFICER, Role.NIBN_ACCOUNTANT)
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _entry(pk)
    return act_at_once(
        request,
        reverse("entry", args=[found.pk]),
        _("伝票を取りやめました。"),
        lambda: drop_entry(entry=found, membership=request.membership),
    )


@opens_to_till
@get_or_post
def register(request: HttpRequest, code: str) -> HttpResponse:
    book = book_or_404(code)
    page = _page(
        book,
        _label("register_investment"),
        _("運用を登録しました。"),
        back=reverse("investments", args=[code]),
        lead=_(
            "基金の運用は、国債、地方債、政府保証債、主務大臣の指定する有価証券、預金、"
            "元本補塡の契約がある金銭信託に限られます（通則法47条、基盤研法附則20条5項・27条5項）。"
        ),
    )
    member = request.membership
    return act_page(
        request,
        page,
        InvestmentForm(posted(request)),
        lambda typed: register_investment(book=book, membership=member, **typed),
    )


@opens_to_till
@get_or_post
def redeem(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Investment.objects.select_related("book__fund"), pk=pk)
    page = _page(
        found.book,
        _label("redeem_investment"),
        _("満期・解約を記録しました。利子は、運用益の伝票で起票してください。"),
        back=reverse("investments", args=[found.book.fund_id]),
        lead=_("%(means)s　%(held_with)s　%(amount)s")
        % {"means": _(found.get_means_display()), "held_with": found.held_with, "amount": yen(found.amount)},
    )
    member = request.membership
    return act_page(
        request,
        page,
        RedemptionForm(posted(request), initial={"on": found.until} if found.until else None),
        lambda typed: redeem_investment(investment=found, membership=member, **typed),
    )
