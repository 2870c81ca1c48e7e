"""額の確定 in the book (適正化法15条): what is fixed becomes payable, the rest is free, at one stroke."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from law.accounts import Draw, Kind, Pool, drawn
from law.rules import rule
from law.states import YearState

from .accounts import ids_of
from .grants import Grant, Standing, bound_in, standing, standings, years_held_for
from .models import Book, Posting, Year
from .posting import Move, hold, post

# What a decision holds before and after 額の確定, and the act that frees it.
FREED = {Kind.COMMITTED: "release", Kind.PAYABLE: "release_fixed"}


@rule("S15")
@transaction.atomic
def fix_and_release(*, grant: Grant, amounts: Mapping[int, int]) -> None:
    """`amounts`: fiscal year as decided → the sum that is fixed for it; the decision's whole.

    What was paid in advance counts towards it. A closed year's money is found where it went over to. Nothing
    that the decision bound is left committed.
    """
    years = years_held_for(grant.decision)
    bound = bound_in(standing(grant.decision))
    pairs = {
        place: (
            grant.key(place[1], Kind.PAYABLE, years[place[0]]),
            grant.key(place[1], Kind.UNCOMMITTED, years[place[0]]),
            grant.key(place[1], Kind.COMMITTED, years[place[0]]),
        )
        for place in bound
    }
    ids = ids_of(grant.book, [key for keys in pairs.values() for key in keys])
    held = hold(ids.values())
    now = standing(grant.decision)
    bound, due = bound_in(now), _due(grant.book, now, amounts)
    fixed = _shared(due, bound)
    fixing, releasing = [], []
    for place, (payable, free, committed) in pairs.items():
        share = fixed.get(place, 0)
        rest = bound.get(place, 0) - share
        if share:
            fixing.append(Move(ids[payable], ids[committed], share, place[0], grant.decision))
        if rest:
            releasing.append(Move(ids[free], ids[committed], rest, place[0], grant.decision))
    post(fixing, stamp=grant.stamp("fix"), held=held)
    post(releasing, stamp=grant.stamp("release"), held=held)


@rule("S17")
@transaction.atomic
def release_above(*, grant: Grant, amounts: Mapping[int, int]) -> None:
    """取消し (適正化法17条): `amounts` is what stands now, by fiscal year as decided. What the decision holds
    above that, committed or payable, is free again; what was paid counts towards it, and what is paid above
    it comes back by an order.
    """
    years = years_held_for(grant.decision, *FREED)
    pairs = {
        (kind, *place): (
            grant.key(place[1], Kind.UNCOMMITTED, years[place[0]]),
            grant.key(place[1], kind, years[place[0]]),
        )
        for kind in FREED
        for place in bound_in(standing(grant.decision), kind)
    }
    ids = ids_of(grant.book, [key for keys in pairs.values() for key in keys])
    held = hold(ids.values())
    now = standing(grant.decision)
    due = _due(grant.book, now, amounts)
    for kind, act in FREED.items():
        there = bound_in(now, kind)
        kept = _shared({year: min(due.get(year, 0), _in(there, year)) for year, _source in there}, there)
        moves = []
        for place, amount in there.items():
            to, of = pairs[kind, *place]
            if rest := amount - kept.get(place, 0):
                moves.append(Move(ids[to], ids[of], rest, place[0], grant.decision))
        post(moves, stamp=grant.stamp(act), held=held)


def _in(there: Mapping[tuple[int, UUID], int], year: int) -> int:
    return sum(amount for (each, _source), amount in there.items() if each == year)


def _due(book: Book, now: Standing, amounts: Mapping[int, int]) -> dict[int, int]:
    """Row of a year → what is fixed there and not paid yet. What was paid above what is fixed in one year
    counts towards the others: the decision is one.
    """
    rows = list(book.years.order_by("fiscal_year"))
    numbers = {row.pk: row.fiscal_year for row in rows}
    still_open = [row for row in rows if row.state == YearState.OPEN]
    due = {row.pk: 0 for row in still_open}
    for year, amount in amounts.items():
        due[_stands(year, still_open)] += amount
    for (kind, place, _source), amount in now.items():
        if kind is Kind.PAID and place is not None:
            due[_stands(numbers[place], still_open)] -= amount
    over = -sum(min(0, amount) for amount in due.values())
    found = {}
    for place, amount in due.items():
        set_off = min(over, max(0, amount))
        found[place], over = max(0, amount) - set_off, over - set_off
    return found


def _stands(year: int, still_open: list[Year]) -> int:
    """A year that is closed went over to the first open one after it (`close_year`)."""
    return next(row.pk for row in still_open if row.fiscal_year >= year)


def _shared(due: Mapping[int, int], bound: Mapping[tuple[int, UUID], int]) -> dict[tuple[int, UUID], int]:
    """Each source bears its part of a year's sum, by what it has bound there."""
    found = {}
    for year, amount in due.items():
        sources = sorted(source for place, source in bound if place == year)
        pools = [Pool(order, True, bound[year, source]) for order, source in enumerate(sources)]
        for order, share in drawn(amount, pools, Draw.PROPORTIONAL).items():
            found[year, sources[order]] = share
    return found


@dataclass(frozen=True)
class Money:
    """What the book says of one decision, in yen; `released`: given back of what was set aside."""

    committed: int
    payable: int
    paid: int
    recovered: int
    released: int


def money_of(decision: UUID) -> Money:
    """From its postings alone."""
    return monies_of([decision])[decision]


def monies_of(decisions: Collection[UUID]) -> dict[UUID, Money]:
    """The same of many decisions, in three queries."""
    rows = Posting.objects.filter(decision__in=decisions, act__in=FREED.values()).values_list("decision")
    released = dict(rows.annotate(sum=Sum("amount")).order_by())
    return {
        decision: _money(now, released.get(decision, 0)) for decision, now in standings(decisions).items()
    }


def _money(now: Standing, released: int) -> Money:
    found = {kind: sum(amount for (each, *_rest), amount in now.items() if each is kind) for kind in Kind}
    return Money(
        committed=found[Kind.COMMITTED],
        payable=found[Kind.PAYABLE],
        paid=found[Kind.PAID],
        recovered=found[Kind.RECOVERED],
        released=released,
    )
