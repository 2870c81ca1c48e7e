"""The most that may be paid: of one menu, of a year, of a participant, of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..rules import rule
from ..text import ja
from ..words import Words
from .trace import Trace, Tracer
from .yen import ROUNDING_LABELS, Rounding, rounded, whole_yen


@dataclass(frozen=True)
class UnitSubsidy:
    """What one participant may expect for one year of one menu."""

    party: str
    fiscal_year: int
    menu: str
    label: str
    amount: int
    trace: Trace


@dataclass(frozen=True)
class Cap:
    """`most` yen for each year, each participant (`per`), of one menu where one is named."""

    most: int
    menu: str = ""
    per: tuple[str, ...] = ()

    def group(self, unit: UnitSubsidy) -> tuple[object, ...] | None:
        """Which sum the unit counts towards; None where the cap does not touch it."""
        if self.menu and unit.menu != self.menu:
            return None
        reads = {"year": unit.fiscal_year, "party": unit.party, "menu": unit.menu}
        return tuple(reads[name] for name in self.per)


@rule("R5")
def held_to(
    cap: Cap, units: Sequence[UnitSubsidy], *, cut_to: int, rounding: Rounding, words: Words
) -> list[UnitSubsidy]:
    """What goes beyond the cap is taken from all of its sum alike, in proportion.

    No call says whose yen goes first; in proportion nobody gains by the order in which
    companies or years stand.
    """
    whole_yen(cap.most, ja("上限額"))
    sums: dict[tuple[object, ...] | None, int] = {}
    for unit in units:
        sums[cap.group(unit)] = sums.get(cap.group(unit), 0) + unit.amount
    over = {group: together for group, together in sums.items() if group is not None and together > cap.most}
    return [
        _shortened(unit, cap, over[group], cut_to=cut_to, rounding=rounding, words=words)
        if (group := cap.group(unit)) in over and unit.amount
        else unit
        for unit in units
    ]


def _shortened(
    unit: UnitSubsidy, cap: Cap, together: int, *, cut_to: int, rounding: Rounding, words: Words
) -> UnitSubsidy:
    tracer = Tracer(words.method, unit.label + ja("："))
    share = Fraction(cap.most * unit.amount, together)
    amount = tracer.step(
        ja("上限額以内とした額"),
        rounded(share, unit=cut_to, rounding=rounding),
        ((words.expected, unit.amount), (ja("上限がかかる額の合計"), together), (ja("上限額"), cap.most)),
        ROUNDING_LABELS[rounding].format(unit=f"{cut_to:,}"),
    )
    return replace(unit, amount=amount, trace=(*unit.trace, *tracer.lines))
