"""The sums that stay in view while one types, why they are what they are, and what can't be paid."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from law.money import TraceLine
from law.words import Words

from ...readiness import gaps_of
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
    """Of one's own company, beside the boxes it types them into."""
    own = view.own_party
    if not (own and view.part("costs", own.pk) and view.part("funding", own.pk)):
        return []
    return list(gaps_of(view.reader, own))
