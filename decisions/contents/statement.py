"""計算書 of a fund's book: what came in, what went out, what is there; by fiscal year and by source."""

from typing import Any

from funds.ledger.board import Board, Sums, YearLine, flows
from funds.ledger.models import Posting
from law.accounts import Kind

from .header import Heading, header

NAMES = ("came_in", "recovered", "paid", "administration", "returned", "bound")


def book_statement(*, heading: Heading, board: Board, addressee: dict[str, Any]) -> dict[str, Any]:
    """As the book stands now; `last_posting` says up to where it was read."""
    last = Posting.objects.filter(book=board.book).order_by("-pk").values_list("pk", flat=True).first()
    return header(heading, addressee) | {
        "fund": board.book.name,
        "last_posting": last,
        "flows": [
            {"label": label, "amount": amount, "state": state, "total": is_total}
            for label, amount, state, is_total in flows(board)
        ],
        "invested": board.invested,
        "sources": [
            _sums(line.sums)
            | {"name": line.source.name, "is_state": line.source.is_state}
            | {"free": line.sums.free, "held": line.sums.held}
            for line in board.sources
        ],
        "years": [_year(line) for line in board.years],
    }


def _sums(sums: Sums) -> dict[str, int]:
    return {name: getattr(sums, name) for name in NAMES}


def _year(line: YearLine) -> dict[str, Any]:
    kinds = {kind.value: line.sums.of(kind) for kind in (Kind.COMMITTED, Kind.PAYABLE)}
    return (
        _sums(line.sums)
        | kinds
        | {
            "fiscal_year": line.year.fiscal_year,
            "closed": line.year.closed_at is not None,
            "planned": line.planned,
            "left": line.left,
        }
    )
