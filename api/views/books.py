"""A fund's book: what is in it, its entries and postings, and where the money is kept."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership
from common.paging import Order
from decisions.models import Decision
from funds.appropriations.selectors import entered
from funds.ledger.filters import narrowed
from funds.ledger.models import Book as BookRow
from funds.ledger.models import Entry as EntryRow
from funds.ledger.models import Investment as InvestmentRow
from funds.ledger.models import Posting
from funds.models import Fund
from grants.sight import grants_visible_to

from .. import showing_books as showing
from ..doors import Door
from ..finding_books import (
    BOOK_READERS,
    READERS_OF_APPROPRIATIONS,
    appropriation_or_404,
    book_or_404,
    entry_or_404,
    investment_or_404,
)
from ..paging import page_of
from ..problems import invalid
from ..serializers.books import (
    AppropriationShape,
    BookShape,
    FundEntryShape,
    FundShape,
    InvestmentShape,
    PostingShape,
)
from .kept import lists, pages, shows

NARROWED_BY = [
    OpenApiParameter("act", str, description=_("事由")),
    OpenApiParameter("year", int, description=_("年度（始まる年）")),
    OpenApiParameter("source", str, description=_("財源の ID")),
    OpenApiParameter("since", str, description=_("日付（この日から）")),
    OpenApiParameter("until", str, description=_("日付（この日まで）")),
]


class Books(Door):
    audience = BOOK_READERS

    @lists(FundShape, "books", _("基金と、その帳簿"), "books")
    def get(self, request: Request) -> Response:
        funds = Fund.objects.select_related("book").order_by("code")
        return Response({"items": [showing.fund(each) for each in funds]})


class Book(Door):
    audience = BOOK_READERS

    @shows(BookShape, "book", _("一つの帳簿：残高、財源、年度"), "books")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.book(book_or_404(request.membership, pk)))


class Appropriations(Door):
    audience = READERS_OF_APPROPRIATIONS

    @lists(AppropriationShape, "appropriations", _("制度ごとの年度の予算"), "books")
    def get(self, request: Request) -> Response:
        return Response({"items": [showing.appropriation(each) for each in entered()]})


class Appropriation(Door):
    audience = READERS_OF_APPROPRIATIONS

    @shows(AppropriationShape, "appropriation", _("一つの予算"), "books")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.appropriation(appropriation_or_404(request.membership, pk)))


class Postings(Door):
    audience = BOOK_READERS

    @pages(PostingShape, "book_postings", _("記帳（新しい順）"), "books", *NARROWED_BY)
    def get(self, request: Request, pk: UUID) -> Response:
        """Narrowed as the page narrows them; here a word that fits no filter is told, not left out."""
        book = book_or_404(request.membership, pk)
        typed = request.query_params.copy()
        if year := typed.get("year"):
            typed["year"] = _year_key(book, year)
        found, order = narrowed(typed, book)
        if not found.is_valid():
            raise invalid(**{name: "".join(words) for name, words in found.errors.items()})
        page = page_of(request, found.qs, order, lambda posting: posting)
        grants = _grants(request.membership, page["items"])
        page["items"] = [showing.posting(each, grants.get(each.decision)) for each in page["items"]]
        return Response(page)


def _grants(membership: Membership, postings: list[Posting]) -> dict[UUID | None, UUID | None]:
    """By decision, the grants that this reader may know of; a draft of a decision is nobody else's."""
    wanted = {each.decision for each in postings if each.decision}
    rows = Decision.objects.filter(pk__in=wanted, grant__in=grants_visible_to(membership))
    return dict(rows.values_list("pk", "grant")) if wanted else {}


def _year_key(book: BookRow, year: str) -> str:
    """The page's filter knows years by their own keys; outside they are years."""
    is_year = year.isascii() and year.isdigit() and len(year) == 4
    found = book.years.filter(fiscal_year=int(year)).first() if is_year else None
    return str(found.pk) if found else "0"


class Entries(Door):
    audience = BOOK_READERS

    @pages(FundEntryShape, "book_entries", _("伝票（新しい順）"), "books")
    def get(self, request: Request, pk: UUID) -> Response:
        book = book_or_404(request.membership, pk)
        rows = EntryRow.objects.filter(book=book).select_related(
            "year", "concerns", "drafted_by__user", "confirmed_by__user"
        )
        return Response(page_of(request, rows, Order("drafted_at", falling=True), showing.entry))


class Entry(Door):
    audience = BOOK_READERS

    @shows(FundEntryShape, "entry", _("一つの伝票"), "books")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.entry(entry_or_404(request.membership, pk)))


class Investments(Door):
    audience = BOOK_READERS

    @pages(InvestmentShape, "book_investments", _("運用（始めた日の新しい順）"), "books")
    def get(self, request: Request, pk: UUID) -> Response:
        rows = InvestmentRow.objects.filter(book=book_or_404(request.membership, pk))
        return Response(page_of(request, rows, Order("since", falling=True), showing.investment))


class Investment(Door):
    audience = BOOK_READERS

    @shows(InvestmentShape, "investment", _("一つの運用"), "books")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.investment(investment_or_404(request.membership, pk)))
