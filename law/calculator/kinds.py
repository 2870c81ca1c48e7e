"""The kinds of calculation: each reads its members, asks law.money, and says what came out."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from ..acts import Refused
from ..money import (
    DEDUCTS_NOTHING,
    CategoryResult,
    DatedSum,
    FixedAmount,
    FixingRule,
    Purchases,
    ReturnOrder,
    ReturnUnder,
    Sales,
    TaxMethod,
    Trace,
    UnitFacts,
    charges,
    deducted_tax,
    fixed_again,
    fixed_in_proportion,
    fixed_per_category,
    one_subsidy,
    settled,
    trace_json,
)
from ..text import ja
from .multi_year import multi_year
from .reading import Reader, finished, placed

MOST_DATED = 1_000
MOST_CATEGORIES = 50
SUBSIDY_UNIT = 1_000

Answer = tuple[dict[str, Any], Trace]


class Kind(StrEnum):
    GRANT = "grant"
    FIXED_AMOUNT = "fixed_amount"
    SURCHARGE = "surcharge"
    MULTI_YEAR = "multi_year"
    CONSUMPTION_TAX = "consumption_tax"


def calculate(document: object) -> dict[str, Any]:
    """What the document asks for, or Refused with one sentence that names the place."""
    try:
        kind, (found, trace) = finished(Reader(document), _answer)
    except Refused as refused:
        raise placed(refused) from None
    head = {"schema": "kikin/calculation", "schema_version": 1, "kind": kind.value}
    return {**head, **found, "trace": trace_json(trace)}


def _answer(said: Reader) -> tuple[Kind, Answer]:
    kind = said.choice("kind", Kind)
    return kind, KINDS[kind](said)


def grant(said: Reader) -> Answer:
    unit = one_subsidy(
        _facts(said, "total_cost", "other_income"),
        said.yen("eligible_cost"),
        rate=said.rate("rate"),
        cut_to=said.unit(SUBSIDY_UNIT),
        most=said.yen_or_none("cap"),
    )
    return {"amount": unit.amount}, unit.trace


def _facts(said: Reader, cost: str, income: str) -> UnitFacts:
    """Of one unit that belongs to no year, party or menu in particular."""
    standard = said.yen_or_none("standard_amount")
    return UnitFacts("", 0, "", said.yen(income, 0), standard, said.yen(cost))


# 額の確定


def fixed_amount(said: Reader) -> Answer:
    """`paid`, where it is said, is set against what was fixed."""
    fixed = FIXING[said.choice("rule", FixingRule, FixingRule.PROPORTIONAL)](said)
    paid = said.yen_or_none("paid")
    if paid is None:
        return {"amount": fixed.amount}, fixed.trace
    after = settled(fixed.amount, paid=paid)
    found = {"amount": fixed.amount, "to_pay": after.to_pay, "to_return": after.to_return}
    return found, (*fixed.trace, *after.trace)


def _in_proportion(said: Reader) -> FixedAmount:
    return fixed_in_proportion(
        decided_eligible_cost=said.yen("decided_eligible_cost"),
        decided_grant=said.yen("decided_grant"),
        actual_eligible_cost=said.yen("actual_eligible_cost"),
        cut_to=said.unit(1),
    )


def _again(said: Reader) -> FixedAmount:
    return fixed_again(
        _facts(said, "actual_total_cost", "actual_other_income"),
        decided_grant=said.yen("decided_grant"),
        actual_eligible_cost=said.yen("actual_eligible_cost"),
        rate=said.rate("rate"),
        cut_to=said.unit(1),
    )


def _per_category(said: Reader) -> FixedAmount:
    rows = said.rows("categories", _category, most=MOST_CATEGORIES)
    return fixed_per_category(rows, rate=said.rate("rate"), cut_to=said.unit(1))


def _category(said: Reader) -> CategoryResult:
    return CategoryResult(said.text("category"), said.yen("decided_grant"), said.yen("actual_eligible_cost"))


FIXING: dict[FixingRule, Callable[[Reader], FixedAmount]] = {
    FixingRule.PROPORTIONAL: _in_proportion,
    FixingRule.RECALCULATED: _again,
    FixingRule.PER_CATEGORY: _per_category,
}


# 加算金・延滞金


def surcharge(said: Reader) -> Answer:
    order = ReturnOrder(
        amount=said.yen("refund_amount"),
        under=said.choice("from_article", ReturnUnder),
        due=said.day("due_date"),
        payments=said.rows("payments", _dated, most=MOST_DATED),
    )
    refunds = said.rows("refunds", _dated, most=MOST_DATED, empty=True)
    found = charges(order, refunds, as_of=_as_of(said, refunds))
    return {"surcharge": found.surcharge, "late_charge": found.late_charge}, found.trace


def _dated(said: Reader) -> DatedSum:
    return DatedSum(said.day("date"), said.yen("amount"))


def _as_of(said: Reader, refunds: list[DatedSum]) -> date:
    """The last day on which anything was paid back, unless another day is asked for."""
    if not refunds and "as_of" not in said.said:
        said.refuse("as_of", ja("{label}は、まだ納付がないときは書いてください。"))
    return said.day("as_of", max((each.on for each in refunds), default=None))


# 消費税


def consumption_tax(said: Reader) -> Answer:
    method = said.choice("method", TaxMethod)
    if method in DEDUCTS_NOTHING:
        found = deducted_tax(method=method, grant=said.yen("grant"))
    else:
        found = deducted_tax(
            method=method,
            grant=said.yen("grant"),
            eligible_cost=said.yen("eligible_cost"),
            purchases=said.part("purchases", _purchases),
            sales=None if method is TaxMethod.FULL else _sales(said),
            tax_rate=said.rate("tax_rate", "10/110"),
        )
    return {"amount": found.amount}, found.trace


def _purchases(said: Reader) -> Purchases:
    return Purchases(
        said.yen("for_taxed_sales", 0), said.yen("for_both", 0), said.yen("for_untaxed_sales", 0)
    )


def _sales(said: Reader) -> Sales:
    return Sales(said.yen("taxed_sales"), said.yen("all_sales"))


KINDS: dict[Kind, Callable[[Reader], Answer]] = {
    Kind.GRANT: grant,
    Kind.FIXED_AMOUNT: fixed_amount,
    Kind.SURCHARGE: surcharge,
    Kind.MULTI_YEAR: multi_year,
    Kind.CONSUMPTION_TAX: consumption_tax,
}
