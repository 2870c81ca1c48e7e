"""How long a fund's money lasts: what is set aside and what certified plans expect, to the last payment day.

It is shown and blocks nothing: a certification promises no sum; the fund's balance alone limits a decision.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from common import clock
from common.questions import Question
from law.accounts import Kind, Origin
from law.deadlines import fiscal_year, fiscal_year_label
from law.parameters import SUNSETS

from ..models import Fund, SchemeVersion
from .board import Board


@dataclass(frozen=True)
class Expected:
    """What certified plans expect of a fund in a fiscal year and no decision has set aside yet; yen."""

    fiscal_year: int
    amount: int


expected_of: Question[Expected] = Question()  # asked with (fund,)


@dataclass(frozen=True)
class YearAhead:
    """One fiscal year to come. `bound`: set aside in it; `expected`: of plans; `later_*`: after it."""

    fiscal_year: int
    bound: int
    expected: int
    later_bound: int
    later_expected: int
    rest: int

    @property
    def covered(self) -> int:
        """What would be there beside what is set aside."""
        return self.later_expected + self.rest

    @property
    def left(self) -> int:
        """What the fund would hold at its end; below zero is what would be short."""
        return self.later_bound + self.later_expected + self.rest


@dataclass(frozen=True)
class Forecast:
    """`free` less `expected` is `rest`: what would be left, or be short, when all expected is paid."""

    last_day: date
    held: int
    bound: int
    free: int
    expected: int
    awaited: int
    years: tuple[YearAhead, ...]

    @property
    def rest(self) -> int:
        return self.free - self.expected

    @property
    def short(self) -> int:
        return max(0, -self.rest)

    @cached_property
    def short_from(self) -> YearAhead | None:
        """The year in which the free money would be used up."""
        used = 0
        for year in self.years:
            used += year.expected
            if used > self.free:
                return year
        return None

    @cached_property
    def bars(self) -> list[dict[str, Any]]:
        """What the fund would hold at the end of each year, and for what."""
        return [
            {
                "label": _("%(year)s末") % {"year": fiscal_year_label(year.fiscal_year)},
                "parts": [
                    (_("決定済み（翌年度以降の分）"), year.later_bound),
                    (
                        _("見込み（翌年度以降の分）"),
                        max(0, min(year.later_expected, year.covered)),
                    ),
                    (_("決定も見込みもない額"), max(0, year.rest)),
                ],
            }
            for year in self.years
        ]


def forecast_of(board: Board) -> Forecast:
    """From now to the fund's last payment day. What is left of earlier years counts in this one."""
    fund, now = board.book.fund, fiscal_year(clock.today())
    last_day = last_payment_day(fund)
    last = max(now, fiscal_year(last_day))
    bound = _by_year(((line.year.fiscal_year, line.sums.bound) for line in board.years), now, last)
    asked: list[Expected] = expected_of.ask(fund)
    expected = _by_year(
        ((each.fiscal_year, each.amount) for each in asked if each.fiscal_year >= now), now, last
    )
    rest = board.sums.free - sum(expected.values())
    years, later_bound, later_expected = [], sum(bound.values()), sum(expected.values())
    for year in range(now, last + 1):
        later_bound, later_expected = later_bound - bound[year], later_expected - expected[year]
        years.append(YearAhead(year, bound[year], expected[year], later_bound, later_expected, rest))
    return Forecast(
        last_day=last_day,
        held=board.sums.held,
        bound=sum(bound.values()),
        free=board.sums.free,
        expected=sum(expected.values()),
        awaited=_awaited(board),
        years=tuple(years),
    )


def _by_year(amounts: Iterable[tuple[int, int]], first: int, last: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for year, amount in amounts:
        found[min(max(year, first), last)] += amount
    return found


def last_payment_day(fund: Fund) -> date:
    """The latest that a scheme of the fund sets, within its statute's end."""
    end = SUNSETS[fund.law_fund].on(clock.today())
    documents = SchemeVersion.objects.filter(scheme__fund=fund).values_list("document", flat=True)
    days = [document["last_days"].get("payment") for document in documents]
    return min(max((date.fromisoformat(day) for day in days if day), default=end), end)


def _awaited(board: Board) -> int:
    """Of the state's 交付決定 to the fund, what has not come in yet; no part of the reckoning."""
    state = [line for line in board.sources if line.source.origin == Origin.STATE]
    return sum(max(0, (line.source.ceiling or 0) - line.sums.of(Kind.RECEIVED)) for line in state)
