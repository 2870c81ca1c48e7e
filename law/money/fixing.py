"""額の確定: what a decided grant comes to when the work is done, and what is then paid or returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..acts import article, practice
from ..rules import rule
from ..text import ja
from .subsidy import UnitFacts, check_cut, one_subsidy
from .trace import Trace, TraceLine, Tracer
from .yen import ROUNDING_LABELS, Rounding, fraction_text, rate_text, refused, rounded, whole_yen

METHOD = practice("交付要綱の額の確定の方法", "R6")
FIXING = article("適正化法15条", "S15")
RETURN = article("適正化法18条2項", "S18")


class FixingRule(StrEnum):
    """Which of the three ways a scheme fixes the amount by."""

    PROPORTIONAL = "proportional"
    RECALCULATED = "recalculated"
    PER_CATEGORY = "per_category"


@dataclass(frozen=True)
class FixedAmount:
    amount: int
    trace: Trace


@dataclass(frozen=True)
class Settlement:
    """After the fixing: what is still paid (精算払), or what of an advance goes back."""

    to_pay: int
    to_return: int
    trace: Trace


@dataclass(frozen=True)
class CategoryResult:
    """One 経費区分: what of the grant was decided for it, and what was spent on it."""

    category: str
    decided_grant: int
    actual_eligible_cost: int


@rule("R6", "S15")
def fixed_in_proportion(
    *, decided_eligible_cost: int, decided_grant: int, actual_eligible_cost: int, cut_to: int = 1
) -> FixedAmount:
    """The lesser of actual cost × decided grant ÷ decided cost, and the decided grant."""
    check_cut(cut_to)
    whole_yen(decided_grant, DECIDED)
    whole_yen(actual_eligible_cost, ACTUAL)
    if whole_yen(decided_eligible_cost, DECIDED_COST) == 0:
        raise refused("nothing_decided", ja("{label}は、1円以上でなければ按分できません。"), DECIDED_COST)
    tracer = Tracer(METHOD)
    share = Fraction(actual_eligible_cost * decided_grant, decided_eligible_cost)
    reckoned = tracer.step(
        ja("実績に応じて按分した額（実績 × 交付決定額 ÷ 交付決定の経費）"),
        rounded(share, unit=cut_to, rounding=Rounding.CUT),
        ((ACTUAL, actual_eligible_cost), (DECIDED, decided_grant), (DECIDED_COST, decided_eligible_cost)),
        _cut(cut_to),
    )
    return _lesser(tracer.lines, reckoned, decided_grant)


@rule("R6", "S15")
def fixed_again(
    facts: UnitFacts, *, decided_grant: int, actual_eligible_cost: int, rate: Fraction, cut_to: int = 1
) -> FixedAmount:
    """The grant's own formula on the actual figures, then the lesser."""
    whole_yen(decided_grant, DECIDED)
    again = one_subsidy(facts, actual_eligible_cost, rate=rate, cut_to=cut_to)
    return _lesser(list(again.trace), again.amount, decided_grant)


@rule("R6", "S15")
def fixed_per_category(
    categories: Sequence[CategoryResult], *, rate: Fraction, cut_to: int = 1
) -> FixedAmount:
    """Per 経費区分 the lesser of actual cost × rate and what was decided for it; one cut, of their sum."""
    check_cut(cut_to)
    tracer, lesser = Tracer(METHOD), Fraction(0)
    told: list[tuple[str, str]] = []
    for each in categories:
        whole_yen(each.decided_grant, each.category + ja("の交付決定額"))
        whole_yen(each.actual_eligible_cost, each.category + ja("の実績の補助対象経費"))
        least = min(each.actual_eligible_cost * rate, Fraction(each.decided_grant))
        lesser += least
        told.append((each.category, _one_category(each, rate, least)))
    reckoned = tracer.step(
        ja("経費区分ごとに、実績 × 補助率と交付決定額の少ない方をとった額の合計"),
        rounded(lesser, unit=cut_to, rounding=Rounding.CUT),
        (*told, (ja("補助率"), rate_text(rate))),
        _cut(cut_to),
    )
    return _lesser(tracer.lines, reckoned, sum(each.decided_grant for each in categories))


def _one_category(each: CategoryResult, rate: Fraction, least: Fraction) -> str:
    sentence = ja("実績 {actual}円 × {rate} と決定 {decided}円の少ない方：{least}円")
    return sentence.format(
        actual=f"{each.actual_eligible_cost:,}",
        rate=rate_text(rate),
        decided=f"{each.decided_grant:,}",
        least=fraction_text(least),
    )


@rule("S15", "S18")
def settled(amount: int, *, paid: int) -> Settlement:
    """What was paid in advance against the fixed amount."""
    whole_yen(paid, PAID)
    inputs = ((FIXED, amount), (PAID, paid))
    paying, returning = Tracer(FIXING), Tracer(RETURN)
    to_pay = paying.step(ja("まだ支払われていない額（精算払の額）"), max(amount - paid, 0), inputs)
    to_return = returning.step(ja("返還を要する額"), max(paid - amount, 0), inputs)
    return Settlement(to_pay, to_return, (*paying.lines, *returning.lines))


DECIDED = ja("交付決定額")
DECIDED_COST = ja("交付決定の補助対象経費")
ACTUAL = ja("実績の補助対象経費")
FIXED = ja("確定額")
PAID = ja("すでに支払を受けた額")


def _lesser(lines: list[TraceLine], reckoned: int, decided: int) -> FixedAmount:
    tracer = Tracer(FIXING, lines=lines)
    compared = ((ja("実績により計算した額"), reckoned), (DECIDED, decided))
    amount = tracer.step(FIXED, min(reckoned, decided), compared)
    return FixedAmount(amount, tuple(tracer.lines))


def _cut(cut_to: int) -> str:
    return ROUNDING_LABELS[Rounding.CUT].format(unit=f"{cut_to:,}")
