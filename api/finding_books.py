"""The things of a fund's book, to those who read it on its pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Membership
from funds.appropriations.models import Appropriation
from funds.appropriations.views import READERS
from funds.ledger.models import Book, Entry, Investment
from funds.ledger.views.books import READERS as BOOK_READERS
from law.acts import Lifecycle
from law.lifecycle import APPROPRIATION

READERS_OF_APPROPRIATIONS = frozenset(READERS)


def _read(membership: Membership, rows: QuerySet[Any], pk: UUID) -> Any:
    return get_object_or_404(rows if membership.role in BOOK_READERS else rows.none(), pk=pk)


def book_or_404(membership: Membership, pk: UUID) -> Book:
    found: Book = _read(membership, Book.objects.filter(fund__isnull=False).select_related("fund"), pk)
    return found


def appropriation_or_404(membership: Membership, pk: UUID) -> Appropriation:
    rows = Appropriation.objects.select_related("scheme", "drafted_by__user", "confirmed_by__user")
    may = membership.role in READERS_OF_APPROPRIATIONS
    return get_object_or_404(rows if may else rows.none(), pk=pk)


def of_year(found: Appropriation) -> list[tuple[Lifecycle, str | None]]:
    return [(APPROPRIATION, found.state)]


def entry_or_404(membership: Membership, pk: UUID) -> Entry:
    rows = Entry.objects.select_related(
        "book__fund", "source", "year", "concerns", "drafted_by__user", "confirmed_by__user"
    )
    found: Entry = _read(membership, rows, pk)
    return found


def investment_or_404(membership: Membership, pk: UUID) -> Investment:
    found: Investment = _read(membership, Investment.objects.select_related("book__fund"), pk)
    return found
