"""What a grant comes to: the plan's own computation, with this company's lines as asked or assessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications.models import CostLine, UnitLine
from applications.selectors import subsidy_under
from funds.calls.selectors import terms_of
from law.money import Cell, Subsidy, UnitFacts, trace_json
from law.words import GRANT, GRANT_OF_MINISTRY

from .models import Grant

# (fiscal year, menu)
Unit = tuple[int, str]


@dataclass(frozen=True)
class Amounts:
    """Per year and menu, where it is cut once; the whole is their sum and is never cut again."""

    units: tuple[dict[str, Any], ...]

    @property
    def total(self) -> int:
        return sum(unit["amount"] for unit in self.units)

    @property
    def by_year(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for unit in self.units:
            found[unit["fiscal_year"]] = found.get(unit["fiscal_year"], 0) + unit["amount"]
        return dict(sorted(found.items()))

    def of(self, year: int, menu: str) -> int:
        wanted = (year, menu)
        return sum(each["amount"] for each in self.units if (each["fiscal_year"], each["menu"]) == wanted)

    def as_json(self) -> dict[str, Any]:
        return {"amount": self.total, "units": list(self.units)}


def in_span(grant: Grant, year: int) -> bool:
    return grant.fiscal_year is None or grant.fiscal_year == year


def amounts_of(
    grant: Grant, costs: Mapping[int, tuple[int, int]], incomes: Mapping[Unit, int] | None = None
) -> Amounts:
    """`costs`: cost line of the plan → (total, eligible). What is not said stands as certified.

    The caps of a scheme are over the whole plan, so the others' lines are in the computation as they were
    certified; only this company's own units come out of it.
    """
    found = _subsidy(grant, costs, incomes or {}).of_party(str(grant.party_id))
    own = [unit for unit in found.units if in_span(grant, unit.fiscal_year)]
    return Amounts(
        tuple(
            {
                "party": grant.party_id,
                "fiscal_year": unit.fiscal_year,
                "menu": unit.menu,
                "amount": unit.amount,
                "trace": trace_json(unit.trace),
            }
            for unit in own
        )
    )


def _subsidy(grant: Grant, costs: Mapping[int, tuple[int, int]], incomes: Mapping[Unit, int]) -> Subsidy:
    basis = grant.basis
    cells = [_cell(line, costs.get(line.pk)) for line in basis.cost_lines.order_by("pk")]
    units = [_unit(grant, line, incomes) for line in basis.unit_lines.order_by("pk")]
    parties = grant.plan.parties.select_related("organisation")
    words = GRANT if grant.is_of_fund else GRANT_OF_MINISTRY
    return subsidy_under(terms_under(grant), cells, units, parties=parties, words=words)


def _cell(line: CostLine, said: tuple[int, int] | None) -> Cell:
    total, eligible = said or (line.total_cost, line.eligible_cost)
    return Cell(line.fiscal_year, line.category, str(line.party_id), line.menu, total, eligible)


def _unit(grant: Grant, line: UnitLine, incomes: Mapping[Unit, int]) -> UnitFacts:
    own = line.party_id == grant.party_id and in_span(grant, line.fiscal_year)
    income = incomes.get((line.fiscal_year, line.menu), line.income) if own else line.income
    return UnitFacts(str(line.party_id), line.fiscal_year, line.menu, income, line.standard_amount)


def terms_under(grant: Grant) -> dict[str, Any]:
    """Rate, cap and unit are those of the version that the plan was certified under."""
    return terms_of(grant.basis.scheme_version.document, grant.plan.call)
