"""The sums that stay in view while one types, why they are what they are, and what can't be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common.templatetags.components import yen
from law.money import Subsidy, trace_json
from law.words import Words, words_of

from ...models import PlanVersion
from ...readiness import gaps_of
from ...sight import PlanView


@dataclass(frozen=True)
class Step:
    """One line of the trace, in the words of the page."""

    label: str
    sum: str
    inputs: str
    article: str


@dataclass(frozen=True)
class Expected:
    """The sum a company may expect, and how it came about."""

    subsidy: int
    trace: list[tuple[str, list[Step]]]
    words: Words


@dataclass(frozen=True)
class Totals(Expected):
    total_cost: int
    eligible_cost: int
    warnings: list[str]
    gaps: list[str]


def expected_of(view: PlanView, filed: PlanVersion | None) -> Expected:
    """As it was filed; while something is open again, of what is typed."""
    if filed is None or view.opened:
        subsidy = view.subsidy
        return Expected(subsidy.amount, _reckoned(subsidy), subsidy.words)
    kept = filed.subsidy
    trace = _trace([unit["trace"] for unit in kept["units"]], kept["trace"])
    return Expected(kept["amount"], trace, words_of(view.reader.scheme["kind"]))


def totals_of(view: PlanView) -> Totals:
    subsidy = view.subsidy
    cells = [cell for _party, values in _costs(view) for cell in values["cells"]]
    return Totals(
        total_cost=sum(cell["total_cost"] for cell in cells),
        eligible_cost=sum(cell["eligible_cost"] for cell in cells),
        subsidy=subsidy.amount,
        trace=_reckoned(subsidy),
        warnings=_unpayable(view),
        gaps=_gaps(view),
        words=subsidy.words,
    )


def _reckoned(subsidy: Subsidy) -> list[tuple[str, list[Step]]]:
    sums = subsidy.trace[sum(len(unit.trace) for unit in subsidy.units) :]
    return _trace([trace_json(unit.trace) for unit in subsidy.units], trace_json(sums))


Lines = list[dict[str, Any]]


def _trace(units: Iterable[Lines], sums: Lines) -> list[tuple[str, list[Step]]]:
    """A unit's lines stand under its name, which they need not repeat."""
    found = []
    for lines in units:
        label, mark, _first = lines[0]["label"].rpartition("：")
        found.append((label, [_step(line, label + mark) for line in lines]))
    return [*found, (_("合計"), [_step(line) for line in sums])] if found else []


def _step(line: dict[str, Any], unit: str = "") -> Step:
    inputs = _("、").join(f"{each['label']} {_said(each['value'])}" for each in line["inputs"])
    rounding = _("（%(how)s）") % {"how": line["rounding"]} if line["rounding"] else ""
    return Step(line["label"].removeprefix(unit), yen(line["value"]), inputs + rounding, line["article"])


def _said(value: int | str) -> str:
    """A sum, or what is none: a rate."""
    return value if isinstance(value, str) else yen(value)


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
