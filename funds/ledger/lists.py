"""A book as it is taken along: its statement (a few rows of sums) and its postings."""

from collections.abc import Iterable

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.exported import Cells, Found
from accounts.models import Membership
from common.paging import Counted
from law.accounts import KINDS, Kind

from .board import Board, Sums, YearLine, board_of
from .filters import HEAD, cells, narrowed
from .models import Book

SHOWN = (
    Kind.RECOVERED, Kind.PAID, Kind.ADMINISTRATION, Kind.RETURNED, Kind.COMMITTED, Kind.PAYABLE,
)  # fmt: skip


def book_named(query: str) -> Book:
    """Which book an export is of: the code of its fund."""
    return get_object_or_404(Book.objects.select_related("fund"), fund=_code(query))


def _code(query: str) -> str:
    return QueryDict(query).get("book", "")


def page_of_book(query: str) -> str:
    return reverse("book", args=[_code(query)])


def page_of_postings(query: str) -> str:
    rest = QueryDict(query, mutable=True)
    code = rest.pop("book", [""])[0]
    return f"{reverse('postings', args=[code])}?{rest.urlencode()}".rstrip("?")


def find_postings(query: str, _membership: Membership) -> Found:
    found, order = narrowed(QueryDict(query), book_named(query))
    rows = found.qs.order_by(*order.columns())
    return Found(
        count=lambda most: Counted.of(found.qs, most=most),
        head=[str(label) for label in HEAD],
        rows=lambda: (cells(posting) for posting in rows.iterator(chunk_size=1_000)),
    )


def find_statement(query: str, _membership: Membership) -> Found:
    board = board_of(book_named(query))
    rows = list(statement_rows(board))
    return Found(
        count=lambda most: Counted.cut(len(rows), most),
        head=statement_head(),
        rows=lambda: rows,
    )


def statement_head() -> list[str]:
    return [
        _("区分"), _("名称"), _("受入額（円）"),
        *(_("%(kind)s（円）") % {"kind": _(KINDS[kind].label)} for kind in SHOWN),
        _("未決定の残高（円）"), _("基金の残高（円）"), _("年度の枠（円）"), _("枠の残り（円）"),
    ]  # fmt: skip


def statement_rows(board: Board) -> Iterable[Cells]:
    """The whole and the state's part of it, then by source and by year; no unit but yen."""
    yield [_("合計"), board.book.name, *_figures(board.sums), *_held(board.sums), "", ""]
    yield [_("うち国費相当額"), board.book.name, *_figures(board.state), *_held(board.state), "", ""]
    for line in board.sources:
        yield [_("財源"), line.source.name, *_figures(line.sums), *_held(line.sums), "", ""]
    for line in board.years:
        yield [_("年度"), str(line.year), *_figures(line.sums), "", "", *_line(line)]


def _figures(sums: Sums) -> list[int]:
    return [sums.came_in, *(sums.of(kind) for kind in SHOWN)]


def _held(sums: Sums) -> list[int]:
    """Free money has no year, so a year has no balance of its own."""
    return [sums.free, sums.held]


def _line(line: YearLine) -> list[str | int]:
    return ["" if amount is None else amount for amount in (line.planned, line.left)]
