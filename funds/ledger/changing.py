"""A changed grant in the book: what it needs more is set aside first, what it gives up goes back last.

At the approval only the net increase is committed; at the issue what merely changes its year moves, and the
rest is free again. So an issue never needs money that the fund may lack, and a dropped approval gives back
just what it took (docs/adr/0030).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from law.accounts import Draw, Kind, Pool, drawn
from law.acts import Reason, Refused
from law.deadlines import fiscal_year_label
from law.money import yen
from law.rules import rule
from law.states import YearState

from .accounts import ids_of
from .grants import Grant, bound_in, commit_by_year, refuse_above_line, standing, years_held_for
from .models import Book, Year
from .posting import Move, hold, post
from .years import locked_year

Amounts = Mapping[int, int]
Place = Callable[[int], int]


@dataclass(frozen=True)
class Shift:
    """What changes of a decision's sums, fiscal year → yen: `fresh` from the fund, `moved` from another year,
    `lowered` given up by a year (to others, then to the fund).
    """

    fresh: Amounts
    moved: Amounts
    lowered: Amounts

    @classmethod
    def of(cls, was: Amounts, now: Amounts) -> "Shift":
        change = {year: now.get(year, 0) - was.get(year, 0) for year in sorted({*was, *now})}
        lowered = {year: -each for year, each in change.items() if each < 0}
        left, moved, fresh = sum(lowered.values()), {}, {}
        for year, more in change.items():
            if more <= 0:
                continue
            moved[year] = min(more, left)
            fresh[year] = more - moved[year]
            left -= moved[year]
        return cls(_some(fresh), _some(moved), lowered)

    @property
    def raised(self) -> bool:
        return bool(self.fresh)


def _some(amounts: Amounts) -> Amounts:
    return {year: amount for year, amount in amounts.items() if amount}


@rule("F1")
@transaction.atomic
def set_aside_more(*, grant: Grant, shift: Shift) -> None:
    """At the approval. Raises Refused when the fund holds less, or a year's line would be passed."""
    for number, amount in shift.moved.items():
        refuse_above_line(locked_year(grant.book, number), amount)
    if shift.fresh:
        commit_by_year(grant=grant, amounts=shift.fresh)


@transaction.atomic
def give_back(*, grant: Grant, amounts: Amounts) -> None:
    """What a dropped approval had set aside."""
    rearrange(grant=grant, shift=Shift({}, {}, amounts))


@rule("S7")
@transaction.atomic
def rearrange(*, grant: Grant, shift: Shift) -> None:
    """At the issue: what years give up goes to the years that get it, source by source; the rest is free.

    A closed year's money is found where its closing took it.
    """
    place = _places(grant.book)
    years = _held_years(grant, {place(number) for number in shift.moved})
    sources = {source for _year, source in bound_in(standing(grant.decision))}
    keys = {
        (year, source, kind): grant.key(source, kind, row)
        for year, row in years.items()
        for source in sources
        for kind in (Kind.COMMITTED, Kind.UNCOMMITTED)
    }
    ids = ids_of(grant.book, list(keys.values()))
    held = hold(ids.values())
    rows = {row.fiscal_year: pk for pk, row in years.items()}
    given_up = _given_up(shift.lowered, bound_in(standing(grant.decision)), place, rows)
    into = [(rows[place(number)], amount) for number, amount in sorted(shift.moved.items())]
    moving, freeing = [], []
    for year, source, to, amount in _dealt(given_up, into):
        debit = keys[to or year, source, Kind.COMMITTED if to else Kind.UNCOMMITTED]
        credit = keys[year, source, Kind.COMMITTED]
        move = Move(ids[debit], ids[credit], amount, to or year, grant.decision)
        if to != year:
            (moving if to else freeing).append(move)
    post(moving, stamp=grant.stamp("move_committed"), held=held)
    post(freeing, stamp=grant.stamp("release"), held=held)


def _held_years(grant: Grant, wanted: set[int]) -> dict[int, Year]:
    """The years that get something and those that hold it, locked in their order, before any account."""
    bound = {year for year, _source in bound_in(standing(grant.decision))}
    numbers = set(Year.objects.filter(pk__in=bound).values_list("fiscal_year", flat=True))
    held = [locked_year(grant.book, number) for number in sorted(numbers | wanted)]
    return {year.pk: year for year in held} | years_held_for(grant.decision)


def _given_up(
    lowered: Amounts, bound: Mapping[tuple[int, UUID], int], place: Place, rows: Mapping[int, int]
) -> list[tuple[int, UUID, int]]:
    """Year (row), source, sum; each source bears its part of what a year gives up."""
    left, found = dict(bound), []
    for number, amount in sorted(lowered.items()):
        row = rows.get(place(number), 0)
        sources = sorted(source for year, source in left if year == row)
        pools = [Pool(order, True, left[row, source]) for order, source in enumerate(sources)]
        shares = drawn(amount, pools, Draw.PROPORTIONAL)
        if not shares:
            raise Refused(_not_so_much(number, sum(pool.balance for pool in pools), amount))
        for order, share in shares.items():
            left[row, sources[order]] -= share
            found.append((row, sources[order], share))
    return found


def _dealt(
    given_up: list[tuple[int, UUID, int]], into: list[tuple[int, int]]
) -> Iterator[tuple[int, UUID, int | None, int]]:
    """Year (row), source, the year that gets it or None for the fund, sum; the earliest year first."""
    wanted = [[year, amount] for year, amount in into]
    for year, source, amount in given_up:
        left = amount
        while left and wanted:
            share = min(left, wanted[0][1])
            yield year, source, wanted[0][0], share
            left -= share
            wanted[0][1] -= share
            if not wanted[0][1]:
                wanted.pop(0)
        if left:
            yield year, source, None, left


def held_by_year(book: Book, decision: UUID, years: Collection[int]) -> dict[int, int]:
    """Fiscal year as decided → what is still set aside where its money now stands."""
    place = _places(book)
    numbers = dict(Year.objects.filter(book=book).values_list("pk", "fiscal_year"))
    found: Counter[int] = Counter()
    for (year, _source), amount in bound_in(standing(decision)).items():
        found[numbers[year]] += amount
    return {number: found[place(number)] for number in years}


def _places(book: Book) -> Place:
    """Fiscal year → the year in which its money stands now; itself while none is open after it."""
    still_open = list(
        book.years.filter(state=YearState.OPEN).order_by("fiscal_year").values_list("fiscal_year", flat=True)
    )
    return lambda number: next((year for year in still_open if year >= number), number)


def _not_so_much(number: int, left: int, amount: int) -> Reason:
    text = _("%(year)sについて減らせるのは、まだ支払っていない%(left)sまでです（%(amount)sはできません）。")
    words = {"year": fiscal_year_label(number), "left": yen(left), "amount": yen(amount)}
    return Reason("not_so_much", text % words, (("left", left),))
