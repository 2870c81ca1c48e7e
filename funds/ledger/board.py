"""What a book shows: by source and by year, each a sum of accounts, which postings alone have written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from law.accounts import AGAINST_LINE, HELD, KINDS, Kind
from law.deadlines import fiscal_year_label

from .investments import invested
from .models import Account, Book, Source, Year

CAME_IN = (Kind.RECEIVED, Kind.DONATED, Kind.INTEREST, Kind.INCOME)


@dataclass(frozen=True)
class Sums:
    """Balances by kind of account, of the whole book or one part of it."""

    by_kind: Counter[Kind]

    def of(self, *kinds: Kind) -> int:
        return sum(self.by_kind[kind] for kind in kinds)

    @property
    def came_in(self) -> int:
        return self.of(*CAME_IN)

    @property
    def recovered(self) -> int:
        return self.of(Kind.RECOVERED)

    @property
    def all_in(self) -> int:
        return self.came_in + self.recovered

    @property
    def paid(self) -> int:
        return self.of(Kind.PAID)

    @property
    def administration(self) -> int:
        return self.of(Kind.ADMINISTRATION)

    @property
    def returned(self) -> int:
        return self.of(Kind.RETURNED)

    @property
    def other_out(self) -> int:
        return self.administration + self.returned

    @property
    def committed(self) -> int:
        return self.of(Kind.COMMITTED)

    @property
    def payable(self) -> int:
        return self.of(Kind.PAYABLE)

    @property
    def bound(self) -> int:
        return self.of(Kind.COMMITTED, Kind.PAYABLE)

    @property
    def free(self) -> int:
        return self.of(Kind.UNCOMMITTED)

    @property
    def held(self) -> int:
        return self.of(*HELD)


@dataclass(frozen=True)
class SourceLine:
    source: Source
    sums: Sums


@dataclass(frozen=True)
class YearLine:
    year: Year
    sums: Sums

    @property
    def planned(self) -> int | None:
        return None if self.year.line is None else self.year.line + self.year.carried_in

    @property
    def used(self) -> int:
        return self.sums.of(*AGAINST_LINE)

    @property
    def left(self) -> int | None:
        return None if self.planned is None else self.planned - self.used


@dataclass(frozen=True)
class Board:
    book: Book
    sums: Sums
    state: Sums
    sources: list[SourceLine]
    years: list[YearLine]
    invested: int

    @cached_property
    def bars(self) -> list[dict[str, Any]]:
        """Per year: paid, fixed and unpaid, committed, and what the line leaves."""
        labels = [(_(KINDS[kind].label), kind) for kind in (Kind.PAID, Kind.PAYABLE, Kind.COMMITTED)]
        return [
            {
                "label": fiscal_year_label(line.year.fiscal_year),
                "parts": [
                    *((label, max(0, line.sums.of(kind))) for label, kind in labels),
                    (_("枠の残り"), max(0, line.left or 0)),
                ],
            }
            for line in self.years
        ]

    @cached_property
    def source_bars(self) -> list[dict[str, Any]]:
        """Per source: paid, fixed and unpaid, committed, and what is free."""
        kinds = (Kind.PAID, Kind.PAYABLE, Kind.COMMITTED, Kind.UNCOMMITTED)
        return [
            {
                "label": line.source.name,
                "parts": [(_(KINDS[kind].label), max(0, line.sums.of(kind))) for kind in kinds],
            }
            for line in self.sources
        ]


def board_of(book: Book) -> Board:
    """In a fixed number of queries, whatever the number of postings."""
    rows = Account.objects.filter(book=book).values_list("source", "year", "kind").order_by()
    cells = [
        (source, year, Kind(kind), amount) for source, year, kind, amount in rows.annotate(Sum("balance"))
    ]
    sources = list(Source.objects.filter(book=book).select_related("donor"))
    states = {source.pk for source in sources if source.is_state}
    return Board(
        book=book,
        sums=_sums((kind, amount) for _source, _year, kind, amount in cells),
        state=_sums((kind, amount) for source, _year, kind, amount in cells if source in states),
        sources=[
            SourceLine(each, _sums((kind, amount) for source, _y, kind, amount in cells if source == each.pk))
            for each in sources
        ],
        years=[
            YearLine(each, _sums((kind, amount) for _s, year, kind, amount in cells if year == each.pk))
            for each in book.years.all()
        ],
        invested=invested(book),
    )


def _sums(cells: Iterable[tuple[Kind, int]]) -> Sums:
    found: Counter[Kind] = Counter()
    for kind, amount in cells:
        found[kind] += amount
    return Sums(found)


def flows(board: Board) -> list[tuple[str, int, int, bool]]:
    """(label, sum, the state's part, is a total): what came in, less what went out, is what is there."""
    rows = (
        (_("受入額（運用益・その他の収入を含む）"), "came_in", False),
        (_("＋ 返還を受けた額"), "recovered", False),
        (_("－ 支払済み"), "paid", False),
        (_("－ 管理費"), "administration", False),
        (_("－ 国庫納付額"), "returned", False),
        (_("＝ 基金の残高"), "held", True),
        (_("うち 交付決定済み（未確定）"), "committed", False),
        (_("うち 確定済み（未払）"), "payable", False),
        (_("うち 未決定の残高"), "free", False),
    )
    return [
        (label, getattr(board.sums, name), getattr(board.state, name), is_total)
        for label, name, is_total in rows
    ]
