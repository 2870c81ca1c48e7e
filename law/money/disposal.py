"""納付 on the approval of a disposal (適正化法22条): how much of the grant goes back, with its trace."""

from dataclasses import dataclass
from fractions import Fraction

from ..acts import article, practice
from ..rules import rule
from ..text import ja
from .trace import Trace, Tracer
from .yen import ROUNDING_LABELS, Rounding, rate_text, rounded

BY_CONDITION = practice("財産処分の承認に付す納付の条件（制度の定め）", "R8")
NO_MORE = article("適正化法7条2項", "S7b")
PROCEEDS, REMAINING, LARGER = "proceeds", "remaining", "larger"
LABELS = {PROCEEDS: ja("処分の対価"), REMAINING: ja("残存価額")}


@dataclass(frozen=True)
class Repayment:
    amount: int
    trace: Trace


@rule("S22", "S7b", "R8")
def repayment_on_disposal(
    *, base: str, rate: Fraction, proceeds: int, remaining: int, share: int
) -> Repayment:
    """The grant's rate of what the scheme takes as the base, cut to the yen, and never more than the grant
    that stands in the asset (7条2項: 全部又は一部に相当する金額).
    """
    steps = Tracer(BY_CONDITION)
    sums = {PROCEEDS: proceeds, REMAINING: remaining}
    taken = max(sums, key=lambda each: sums[each]) if base == LARGER else base
    inputs = tuple(
        (LABELS[each], sums[each]) for each in ((PROCEEDS, REMAINING) if base == LARGER else (base,))
    )
    whole = steps.step(
        ja("納付の計算のもとになる額（{base}）").format(base=LABELS[taken]), sums[taken], inputs
    )
    cut = rounded(rate * whole, unit=1, rounding=Rounding.CUT)
    told = (ja("納付の計算のもとになる額"), whole), (ja("補助率"), rate_text(rate))
    asked = steps.step(ja("補助率を掛けた額"), cut, told, ROUNDING_LABELS[Rounding.CUT].format(unit=1))
    steps.source = NO_MORE
    amount = min(asked, share)
    both = (ja("補助率を掛けた額"), asked), (ja("この財産に充てた補助金の額"), share)
    steps.step(ja("納付する額（充てた補助金の額まで）"), amount, both)
    return Repayment(amount, tuple(steps.lines))
