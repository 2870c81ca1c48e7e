"""The most that may be paid: of one menu, of a year, of a participant, of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ..rules import rule
from ..text import ja
from ..words import Words
from .trace import Terms, Trace, Tracer
from .yen import ROUNDING_LABELS, Rounding, whole_yen


class Stage(StrEnum):
    """What a cap holds: each participant, each year, or everything together."""

    PARTY = "party"
    YEAR = "year"
    TOTAL = "total"


class Spread(StrEnum):
    """Who gets what a cap leaves: all in proportion, or one after another in the order given."""

    PROPORTION = "proportion"
    ORDER = "order"


class Rest(StrEnum):
    """Who gets what the cut left over: the largest fractions first, the first ones, or nobody."""

    LARGEST_FRACTION = "largest_fraction"
    ORDER = "order"
    NOBODY = "nobody"


class Ties(StrEnum):
    """Which of two equal fractions goes first: the one given first, or the larger sum."""

    ORDER = "order"
    LARGER_AMOUNT = "larger_amount"


class Takes(StrEnum):
    """What a cap on everything takes from: the last year first, or all years alike."""

    LAST_YEAR = "last_year"
    ALIKE = "alike"


@dataclass(frozen=True)
class CapMethod:
    """What no statute says of caps: each field is one of the scheme version, with this default."""

    order: tuple[Stage, ...] = (Stage.PARTY, Stage.YEAR, Stage.TOTAL)
    spread: Spread = Spread.PROPORTION
    rest: Rest = Rest.LARGEST_FRACTION
    ties: Ties = Ties.ORDER
    takes: Takes = Takes.LAST_YEAR

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "CapMethod":
        """As a scheme's document says it (`calculation.caps`); what it leaves out is the default."""
        return cls(
            order=tuple(map(Stage, said.get("order", cls.order))),
            spread=Spread(said.get("spread", cls.spread)),
            rest=Rest(said.get("rest", cls.rest)),
            ties=Ties(said.get("ties", cls.ties)),
            takes=Takes(said.get("takes", cls.takes)),
        )


DEFAULT_METHOD = CapMethod()


@dataclass(frozen=True)
class UnitSubsidy:
    """What one participant may expect for one year of one menu."""

    party: str
    fiscal_year: int
    menu: str
    label: str
    amount: int
    trace: Trace

    @property
    def prefix(self) -> str:
        return prefixed(self.label)


def prefixed(label: str) -> str:
    """What stands before each line of the trace that is about this unit."""
    return label + ja("：") if label else ""


@dataclass(frozen=True)
class Cap:
    """`most` yen for each year, each participant (`per`), of one menu, year or party where one is named."""

    most: int
    menu: str = ""
    per: tuple[str, ...] = ()
    year: int | None = None
    party: str | None = None

    def group(self, unit: UnitSubsidy) -> tuple[object, ...] | None:
        """Which sum the unit counts towards; None where the cap does not touch it."""
        if self.menu and unit.menu != self.menu:
            return None
        if self.year not in (None, unit.fiscal_year) or self.party not in (None, unit.party):
            return None
        reads = {"year": unit.fiscal_year, "party": unit.party, "menu": unit.menu}
        return tuple(reads[name] for name in self.per)

    @property
    def stage(self) -> Stage:
        if "party" in self.per or self.party is not None:
            return Stage.PARTY
        return Stage.YEAR if "year" in self.per or self.year is not None else Stage.TOTAL

    @property
    def narrowness(self) -> int:
        return len(self.per) + bool(self.menu)


@rule("R5")
def held_to(
    caps: Sequence[Cap], units: Sequence[UnitSubsidy], *, cut_to: int, method: CapMethod, words: Words
) -> list[UnitSubsidy]:
    """One cap after another: by stage, and of one stage the narrower first."""
    held = list(units)
    for cap in sorted(caps, key=lambda each: (method.order.index(each.stage), -each.narrowness)):
        held = _held_to_one(cap, held, cut_to=cut_to, method=method, words=words)
    return held


def _held_to_one(
    cap: Cap, units: list[UnitSubsidy], *, cut_to: int, method: CapMethod, words: Words
) -> list[UnitSubsidy]:
    whole_yen(cap.most, ja("上限額"))
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, unit in enumerate(units):
        if unit.amount and (group := cap.group(unit)) is not None:
            groups.setdefault(group, []).append(place)
    held = list(units)
    for places in groups.values():
        members = [units[place] for place in places]
        together = sum(unit.amount for unit in members)
        if together > cap.most:
            how = _rounding(cap, cut_to, method) if len(members) > 1 else ""
            limits = ((ja("上限がかかる額の合計"), together), (ja("上限額"), cap.most))
            amounts = _shortened(cap, members, cut_to=cut_to, method=method)
            for place, unit, amount in zip(places, members, amounts, strict=True):
                held[place] = _told(unit, amount, limits, how, words)
    return held


def _shortened(cap: Cap, units: Sequence[UnitSubsidy], *, cut_to: int, method: CapMethod) -> list[int]:
    amounts = [unit.amount for unit in units]
    if cap.stage is not Stage.TOTAL or method.takes is Takes.ALIKE:
        return spread(amounts, cap.most, cut_to=cut_to, method=method)
    over = sum(amounts) - cap.most
    for year in sorted({unit.fiscal_year for unit in units}, reverse=True):
        places = [place for place, unit in enumerate(units) if unit.fiscal_year == year]
        together = sum(amounts[place] for place in places)
        left = max(together - over, 0)
        shares = spread([amounts[place] for place in places], left, cut_to=cut_to, method=method)
        for place, share in zip(places, shares, strict=True):
            amounts[place] = share
        over -= together - left
    return amounts


def spread(amounts: Sequence[int], most: int, *, cut_to: int, method: CapMethod) -> list[int]:
    """`most` over these amounts; none gets more than its own, and unless it is cut away no yen is lost."""
    together = sum(amounts)
    if together <= most:
        return list(amounts)
    if method.spread is Spread.ORDER:
        return _filled([0] * len(amounts), amounts, most, step=together, order=range(len(amounts)))
    shares = [Fraction(most * amount, together) for amount in amounts]
    given = [int(share // cut_to) * cut_to for share in shares]
    if method.rest is Rest.NOBODY:
        return given
    fractions = [share - cut for share, cut in zip(shares, given, strict=True)]
    return _filled(given, amounts, most, step=cut_to, order=_order(fractions, amounts, method))


def _order(fractions: Sequence[Fraction], amounts: Sequence[int], method: CapMethod) -> list[int]:
    places = list(range(len(amounts)))
    if method.rest is Rest.ORDER:
        return places
    if method.ties is Ties.LARGER_AMOUNT:
        places.sort(key=lambda place: -amounts[place])
    return sorted(places, key=lambda place: -fractions[place])


def _filled(
    given: list[int], amounts: Sequence[int], most: int, *, step: int, order: Sequence[int]
) -> list[int]:
    """One step to each in this order, again and again, until all of `most` is given."""
    left = most - sum(given)
    while left:
        for place in order:
            more = min(step, amounts[place] - given[place], left)
            given[place] += more
            left -= more
    return given


def _told(unit: UnitSubsidy, amount: int, limits: Terms, how: str, words: Words) -> UnitSubsidy:
    if amount == unit.amount:
        return unit
    tracer = Tracer(words.method, unit.prefix)
    tracer.step(ja("上限額以内とした額"), amount, ((words.expected, unit.amount), *limits), how)
    return replace(unit, amount=amount, trace=(*unit.trace, *tracer.lines))


REST_LABELS = {
    Rest.LARGEST_FRACTION: ja("残りは端数の大きい順"),
    Rest.ORDER: ja("残りは記載の順"),
    Rest.NOBODY: ja("残りは配分しない"),
}


def _rounding(cap: Cap, cut_to: int, method: CapMethod) -> str:
    """How the rest of a cap was given out, in words."""
    if cap.stage is Stage.TOTAL and method.takes is Takes.LAST_YEAR:
        first = ja("最後の年度から減らし、")
    else:
        first = ""
    if method.spread is Spread.ORDER:
        return first + ja("記載の順に配分")
    cut = ROUNDING_LABELS[Rounding.CUT].format(unit=f"{cut_to:,}")
    return first + ja("額に比例して配分し、{cut}、").format(cut=cut) + REST_LABELS[method.rest]
