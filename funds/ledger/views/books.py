"""The fund's book: balances by source and year, what waits, the register of sources, donors and 運用."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.audience import opens_to
from common.paging import Counted, Order, Page
from common.units import remembers_unit, unit_of
from law.accounts import ORIGINS_BY_FUND, REVERSE, Origin
from law.acts import Act
from law.lifecycle import BOOK, ENTRY, INVESTMENT, YEAR
from law.roles import MINISTRY, NIBN, Role
from law.states import BookState, EntryState, InvestmentState, YearState

from ...models import Fund
from ..board import Board, board_of, flows
from ..donors import donations_of, is_applicant
from ..entries import confirming_facts, waiting
from ..forecast import forecast_of
from ..investments import invested
from ..models import Book, Entry, Investment, Year
from ..years import closing_facts

READERS = MINISTRY | NIBN | {Role.AUDITOR}
opens_to_readers = opens_to(*READERS)
TONES = {EntryState.DRAFTED: "orange", EntryState.POSTED: "green", EntryState.DROPPED: "grey"}


def book_or_404(code: str) -> Book:
    return get_object_or_404(Book.objects.select_related("fund"), fund=code)


def way(book: Book, *items: tuple[str, str]) -> list[dict[str, str]]:
    """The breadcrumb from the list of funds down to this page."""
    fixed = [(_("基金の帳簿"), reverse("books")), (book.name, reverse("book", args=[book.fund_id]))]
    return [{"label": label, "url": url} for label, url in (*fixed, *items)]


@opens_to_readers
@require_GET
@remembers_unit
def books(request: HttpRequest) -> HttpResponse:
    """Every fund with what it holds; one without a book yet says who opens it."""
    funds = Fund.objects.select_related("book").order_by("code")
    rows = [(fund, board_of(fund.book) if hasattr(fund, "book") else None) for fund in funds]
    context = {"rows": rows, "may_open": _may("open_book", request), "unit": unit_of(request)}
    return render(request, "funds/ledger/books.html", context)


def _may(act: str, request: HttpRequest) -> bool:
    return any(act == row.name for row in BOOK.open_acts(None, Role(request.membership.role)))


@opens_to_readers
@require_GET
@remembers_unit
def book(request: HttpRequest, code: str) -> HttpResponse:
    found = book_or_404(code)
    board = board_of(found)
    context = {
        "book": found,
        "board": board,
        "forecast": forecast_of(board),
        "unit": unit_of(request),
        "waiting": waiting(found),
        "acts": acts_on_book(found, Role(request.membership.role)),
        "years": list(zip(board.years, _year_acts(board, Role(request.membership.role)), strict=True)),
        "way": way(found),
        "taken": urlencode({"book": code}),
        "has_donors": Origin.DONATION in ORIGINS_BY_FUND[found.fund.law_fund],
        "flows": flows(board),
        "lines": [
            *((line.source.name, line.source, line.sums) for line in board.sources),
            (_("合計"), None, board.sums),
            (_("うち国費相当額"), None, board.state),
        ],
    }
    return render(request, "funds/ledger/book.html", context)


def acts_on_book(found: Book, role: Role) -> list[dict[str, Any]]:
    """The buttons of this role: what it may begin here."""
    code = found.fund_id
    donations = Origin.DONATION in ORIGINS_BY_FUND[found.fund.law_fund]
    entries = (
        [] if ENTRY.row("draft_entry", None) not in ENTRY.open_acts(None, role) else _entry_acts(donations)
    )
    beginnings = [*BOOK.open_acts(BookState.OPEN, role), *YEAR.open_acts(None, role)]
    shown = [act for act in beginnings if donations or act.name != "register_donation"]
    return [
        *(
            {"label": _(act.label), "url": reverse("draft_entry", args=[code, act.name]), "solid": False}
            for act in entries
        ),
        *({"label": _(act.label), "url": reverse(act.name, args=[code]), "solid": False} for act in shown),
        *(
            {"label": _(act.label), "url": reverse(act.name, args=[code]), "solid": False}
            for act in INVESTMENT.open_acts(None, role)
        ),
    ]


def _entry_acts(donations: bool) -> list[Act]:
    ends = (act for act in ENTRY.acts if act.end is EntryState.POSTED and act.name != REVERSE)
    return [act for act in ends if donations or act.name != "receive_donation"]


def _year_acts(board: Board, role: Role) -> list[list[dict[str, Any]]]:
    """Per year, what this role may do with it."""
    code = board.book.fund_id
    return [
        [
            {"label": _(act.label), "url": reverse(act.name, args=[code, line.year.fiscal_year])}
            for act in YEAR.open_acts(YearState(line.year.state), role)
        ]
        for line in board.years
    ]


@opens_to_readers
@require_GET
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entry as it will be, or was, posted, with what its reader may do to it."""
    rows = Entry.objects.select_related(
        "book__fund", "source__donor", "year", "concerns", "drafted_by__user", "confirmed_by__user",
        "reverses__debit__source", "reverses__credit",
    )  # fmt: skip
    found = get_object_or_404(rows, pk=pk)
    role = Role(request.membership.role)
    open_acts = ENTRY.open_acts(EntryState(found.state), role)
    facts = confirming_facts(found, request.membership)
    confirming = next((act for act in open_acts if act.name == found.act), None)
    reasons = [] if confirming is None else [why for why in (g(facts) for g in confirming.guards) if why]
    donor = found.source.donor if found.source else None
    context = {
        "entry": found,
        "book": found.book,
        "tone": TONES[EntryState(found.state)],
        "may_confirm": confirming is not None and not reasons,
        "reasons": reasons,
        "may_drop": any(act.name == "drop_entry" for act in open_acts),
        "postings": found.postings.select_related("debit__source", "credit", "year"),
        "conflict": donor if donor and is_applicant(donor) else None,
        "way": way(found.book, (_(found.get_act_display()), "")),
        "source": confirming.source if confirming else None,
    }
    return render(request, "funds/ledger/entry.html", context)


@opens_to_readers
@require_GET
@remembers_unit
def fund_sources(request: HttpRequest, code: str) -> HttpResponse:
    """財源: the state's 交付決定 and who gave, with what has come in of each."""
    found = book_or_404(code)
    lines = board_of(found).sources
    context = {
        "unit": unit_of(request),
        "book": found,
        "grants": [line for line in lines if line.source.origin == Origin.STATE],
        "donations": donations_of(found),
        "has_donors": Origin.DONATION in ORIGINS_BY_FUND[found.fund.law_fund],
        "way": way(found, (_("財源と出えん者"), "")),
    }
    return render(request, "funds/ledger/sources.html", context)


@opens_to_readers
@require_GET
@remembers_unit
def investments(request: HttpRequest, code: str) -> HttpResponse:
    found = book_or_404(code)
    rows = Investment.objects.filter(book=found).select_related("registered_by__user")
    page = Page.of(rows, request.GET, Order("since", falling=True))
    role = Role(request.membership.role)
    context = {
        "book": found,
        "unit": unit_of(request),
        "page": page,
        "counted": Counted.of(rows),
        "invested": invested(found),
        "may_register": bool(INVESTMENT.open_acts(None, role)),
        "may_redeem": bool(INVESTMENT.open_acts(InvestmentState.HELD, role)),
        "way": way(found, (_("運用の登録簿"), "")),
    }
    return render(request, "funds/ledger/investments.html", context)


def closing_reasons(year: Year) -> list[str]:
    row = YEAR.row("close_year", YearState(year.state))
    if row is None:
        return []
    facts = closing_facts(year)
    return [reason.text for reason in (guard(facts) for guard in row.guards) if reason]
