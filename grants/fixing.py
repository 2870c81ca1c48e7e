"""What reported costs come to by the scheme's rule (R6), unit by unit as the grant was decided.

Shown with a report from the first typed yen; 額の確定 (適正化法15条) will rest on the same functions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from applications.models import CostLine
from law.money import (
    CategoryResult,
    FixedAmount,
    FixingRule,
    UnitFacts,
    fixed_again,
    fixed_in_proportion,
    fixed_per_category,
    parse_rate,
    spread,
    trace_json,
)
from law.money.caps import DEFAULT_METHOD
from law.rules import rule

from .forms import own_lines, own_units
from .models import Grant, GrantVersion
from .money import Amounts, Unit, terms_under

Costs = Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class Granted:
    """What was decided: the eligible cost of each line as assessed, and the sum of each unit."""

    grant: Grant
    lines: Mapping[int, int]
    amounts: Amounts

    def of(self, lines: list[CostLine]) -> int:
        return sum(self.lines.get(line.pk, 0) for line in lines)


@rule("R6")
def amounts_reported(
    granted: Granted, costs: Costs, incomes: Mapping[Unit, int], *, year: int | None = None
) -> Amounts:
    """`costs`: cost line → (total, eligible) as it really was; `year`: of that fiscal year alone."""
    return Amounts(tuple(_units(granted, costs, incomes, year)))


def fixing_rule(document: Mapping[str, Any]) -> FixingRule:
    return FixingRule(document.get("grant_fixing", FixingRule.PROPORTIONAL))


def _units(
    granted: Granted, costs: Costs, incomes: Mapping[Unit, int], year: int | None
) -> Iterator[dict[str, Any]]:
    grant = granted.grant
    method = fixing_rule(grant.basis.scheme_version.document)
    lines = own_lines(grant)
    for unit in granted.amounts.units:
        place = (unit["fiscal_year"], unit["menu"])
        if year is not None and year != place[0]:
            continue
        its = [line for line in lines if (line.fiscal_year, line.menu) == place]
        fixed = RULES[method](_Unit(granted, place, its, costs, incomes.get(place, 0), unit["amount"]))
        yield unit | {"amount": fixed.amount, "trace": trace_json(fixed.trace)}


@dataclass(frozen=True)
class _Unit:
    """One year and menu, with what was decided for it."""

    granted: Granted
    place: Unit
    lines: list[CostLine]
    costs: Costs
    income: int
    decided: int

    @property
    def decided_cost(self) -> int:
        return self.granted.of(self.lines)

    @property
    def eligible(self) -> int:
        return sum(self.costs.get(line.pk, (0, 0))[1] for line in self.lines)

    @property
    def total(self) -> int:
        return sum(self.costs.get(line.pk, (0, 0))[0] for line in self.lines)

    @property
    def terms(self) -> dict[str, Any]:
        return terms_under(self.granted.grant)

    @property
    def menu(self) -> dict[str, Any]:
        return next(menu for menu in self.terms["menus"] if menu["code"] == self.place[1])


def _in_proportion(unit: _Unit) -> FixedAmount:
    if unit.decided_cost == 0:
        return FixedAmount(0, ())
    return fixed_in_proportion(
        decided_eligible_cost=unit.decided_cost,
        decided_grant=unit.decided,
        actual_eligible_cost=unit.eligible,
    )


def _again(unit: _Unit) -> FixedAmount:
    year, menu = unit.place
    planned = own_units(unit.granted.grant).get(unit.place)
    facts = UnitFacts(
        party=str(unit.granted.grant.party_id),
        fiscal_year=year,
        menu=menu,
        income=unit.income,
        standard_amount=planned.standard_amount if planned else None,
        total_cost=unit.total,
    )
    return fixed_again(
        facts,
        decided_grant=unit.decided,
        actual_eligible_cost=unit.eligible,
        rate=parse_rate(unit.menu["rate"]),
        cut_to=unit.terms["cut_to"],
    )


def _per_category(unit: _Unit) -> FixedAmount:
    """A grant is decided by unit; each category's part of it is in proportion to what was found good."""
    names = {each["code"]: each["name"] for each in unit.menu["cost_categories"]}
    found = [unit.granted.lines.get(line.pk, 0) for line in unit.lines]
    parts = spread(found, unit.decided, cut_to=1, method=DEFAULT_METHOD)
    results = [
        CategoryResult(names[line.category], part, unit.costs.get(line.pk, (0, 0))[1])
        for line, part in zip(unit.lines, parts, strict=True)
    ]
    return fixed_per_category(results, rate=parse_rate(unit.menu["rate"]))


RULES = {
    FixingRule.PROPORTIONAL: _in_proportion,
    FixingRule.RECALCULATED: _again,
    FixingRule.PER_CATEGORY: _per_category,
}


def costs_in(version: GrantVersion) -> dict[int, tuple[int, int]]:
    return {line.cost_line_id: (line.total_cost, line.eligible_cost) for line in version.lines.all()}
