"""A fund's book as the API says it. The caller has asked whether it may be read."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from funds.appropriations.models import Appropriation
from funds.ledger.board import Board, SourceLine, Sums, YearLine, board_of
from funds.ledger.donors import applicants_among
from funds.ledger.forecast import Forecast, forecast_of
from funds.ledger.models import Book, Entry, Investment, Posting
from funds.models import Fund

from .showing import Shown, organisation_ref

SUMS = (
    "came_in",
    "recovered",
    "paid",
    "administration",
    "returned",
    "committed",
    "payable",
    "bound",
    "free",
    "held",
)


def fund(found: Fund) -> Shown:
    book: Book | None = getattr(found, "book", None)
    return {
        "code": found.pk,
        "name": found.name,
        "book": book.pk if book else None,
        "url": reverse("api_book", args=[book.pk]) if book else None,
    }


def appropriation(found: Appropriation) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "scheme": found.scheme_id,
        "fiscal_year": found.fiscal_year,
        "budget": found.budget,
        "number": found.number,
        "dated_on": found.dated_on,
        "amount": found.amount,
        "url": reverse("api_appropriation", args=[found.pk]),
    }


def book(found: Book) -> Shown:
    board, place = board_of(found), [found.pk]
    return {
        **_standing(found),
        "fund": found.fund_id,
        "name": found.name,
        "attribution": found.attribution,
        "draw": found.draw,
        "sums": _sums(board.sums),
        "state_sums": _sums(board.state),
        "invested": board.invested,
        "sources": _sources(board),
        "years": [_year(line) for line in board.years],
        "forecast": _forecast(forecast_of(board)),
        "entries": reverse("api_book_entries", args=place),
        "postings": reverse("api_book_postings", args=place),
        "investments": reverse("api_book_investments", args=place),
        "url": reverse("api_book", args=place),
    }


def _standing(found: Book | Entry | Investment) -> Shown:
    return {"id": found.pk, "state": found.state, "state_label": str(found.get_state_display())}


def _sums(sums: Sums) -> dict[str, Any]:
    return {name: getattr(sums, name) for name in SUMS}


def _sources(board: Board) -> list[Shown]:
    donors = [line.source.donor_id for line in board.sources if line.source.donor_id]
    applying = applicants_among(donors) if donors else set()
    return [_source(line, applying) for line in board.sources]


def _source(line: SourceLine, applying: set[int]) -> Shown:
    source = line.source
    return _sums(line.sums) | {
        "id": source.pk,
        "origin": source.origin,
        "is_state": source.is_state,
        "name": source.name,
        "number": source.number,
        "dated_on": source.dated_on,
        "ceiling": source.ceiling,
        "donor": organisation_ref(source.donor) if source.donor else None,
        "condition": source.condition,
        "conflict": source.donor_id in applying,
    }


def _year(line: YearLine) -> Shown:
    return _sums(line.sums) | {
        "fiscal_year": line.year.fiscal_year,
        "state": line.year.state,
        "line": line.year.line,
        "carried_in": line.year.carried_in,
        "planned": line.planned,
        "used": line.used,
        "left": line.left,
    }


def _forecast(found: Forecast) -> Shown:
    names = ("last_day", "held", "bound", "free", "expected", "awaited", "rest")
    return {name: getattr(found, name) for name in names} | {
        "years": [
            {
                "fiscal_year": year.fiscal_year,
                "bound": year.bound,
                "expected": year.expected,
                "left": year.left,
            }
            for year in found.years
        ],
    }


def entry(found: Entry) -> Shown:
    confirmed = found.confirmed_by
    return _standing(found) | {
        "book": found.book_id,
        "act": found.act,
        "label": _(found.get_act_display()),
        "source": found.source_id,
        "amount": found.amount,
        "effective_on": found.effective_on,
        "fiscal_year": found.year.fiscal_year,
        "concerns": found.concerns.fiscal_year if found.concerns else None,
        "number": found.number,
        "numbered_on": found.numbered_on,
        "note": found.note,
        "reverses": found.reverses_id,
        "drafted_by": found.drafted_by.user.name,
        "drafted_at": found.drafted_at,
        "confirmed_by": confirmed.user.name if confirmed else None,
        "confirmed_at": found.confirmed_at,
        "url": reverse("api_entry", args=[found.pk]),
    }


def posting(found: Posting, grant: UUID | None) -> Shown:
    mirror = found.reversal
    return {
        "number": found.pk,
        "act": found.act,
        "label": _(found.get_act_display()),
        "effective_on": found.effective_on,
        "posted_at": found.posted_at,
        "fiscal_year": found.year.fiscal_year,
        "credit": found.credit.kind,
        "debit": found.debit.kind,
        "source": found.debit.source_id,
        "is_state": found.debit.source.is_state,
        "amount": found.amount,
        "grant": grant,
        "entry": found.entry_id,
        "made_by": found.made_by.user.name,
        "concerns": found.concerns.fiscal_year if found.concerns else None,
        "reverses": found.reverses_id,
        "reversed_by": mirror.pk if mirror else None,
    }


def investment(found: Investment) -> Shown:
    return _standing(found) | {
        "book": found.book_id,
        "means": found.means,
        "means_label": _(found.get_means_display()),
        "held_with": found.held_with,
        "amount": found.amount,
        "terms": found.terms,
        "since": found.since,
        "until": found.until,
        "redeemed_on": found.redeemed_on,
        "url": reverse("api_investment", args=[found.pk]),
    }
