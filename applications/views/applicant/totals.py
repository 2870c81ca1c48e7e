"""The sums that stay in view while one types, why they are what they are, and what can't be paid."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from law.money import TraceLine
from law.words import Words

from ...raised import by_year, funding_gaps
from ...sight import PlanView


@dataclass(frozen=True)
class Totals:
    total_cost: int
    eligible_cost: int
    subsidy: int
    trace: list[tuple[str, list[TraceLine]]]
    warnings: list[str]
    gaps: list[str]
    words: Words


def totals_of(view: PlanView) -> Totals:
    subsidy = view.subsidy
    trace = [(unit.label, [_step(line, unit.label) for line in unit.trace]) for unit in subsidy.units]
    sums = subsidy.trace[sum(len(unit.trace) for unit in subsidy.units) :]
    if trace:
        trace.append((_("合計"), list(sums)))
    cells = [cell for _party, values in _costs(view) for cell in values["cells"]]
    return Totals(
        total_cost=sum(cell["total_cost"] for cell in cells),
        eligible_cost=sum(cell["eligible_cost"] for cell in cells),
        subsidy=subsidy.amount,
        trace=trace,
        warnings=_unpayable(view),
        gaps=_gaps(view),
        words=subsidy.words,
    )


def _step(line: TraceLine, unit: str) -> TraceLine:
    """It stands under its unit's name, which it need not repeat."""
    return replace(line, label=line.label.removeprefix(f"{unit}："))


def _costs(view: PlanView) -> list[tuple[int | None, dict]]:
    return [(each.part.party_id, each.checked.values) for each in view.parts if each.part.key == "costs"]


def _unpayable(view: PlanView) -> list[str]:
    """Per fiscal year, once, whichever company typed it."""
    found = {}
    for each in view.parts:
        if each.part.key == "costs":
            found |= {key: text for key, text in each.checked.warnings.items() if key.startswith("year-")}
    return [found[key] for key in sorted(found)]


def _gaps(view: PlanView) -> list[str]:
    """Years in which what one's own company raises differs from what it spends and may expect."""
    own = view.own_party
    costs = view.part("costs", own.pk) if own else None
    funding = view.part("funding", own.pk) if own else None
    if not (own and costs and funding):
        return []
    units = [unit for unit in view.subsidy.units if unit.party == str(own.pk)]
    expected = by_year((unit.fiscal_year, unit.amount) for unit in units)
    return list(funding_gaps(costs.checked.values, funding.checked.values, expected, view.subsidy.words))
