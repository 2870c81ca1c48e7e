"""What each cost line needs in papers, and what is there of it: from the day of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from law.evidence import REQUIRED, PaperKind, missing

from ..forms import own_lines
from ..models import Evidence, EvidenceFile, Grant
from ..money import terms_under
from ..selectors import line_label


@dataclass(frozen=True)
class Need:
    """One paper that a line's scheme requires: on how many of its rows it is there."""

    kind: PaperKind
    there: int
    rows: int

    @property
    def is_done(self) -> bool:
        return self.rows > 0 and self.there == self.rows


@dataclass(frozen=True)
class LineNeeds:
    """One cost line: its rows, what they come to (whole yen), and each paper they need."""

    line: int
    place: int
    label: str
    rows: int
    paid: int
    eligible: int
    needs: tuple[Need, ...]

    @property
    def lacking(self) -> list[Need]:
        return [need for need in self.needs if not need.is_done]

    @property
    def is_done(self) -> bool:
        return self.rows > 0 and not self.lacking


def required_of(document: Mapping[str, Any], menu: str, category: str) -> tuple[PaperKind, ...]:
    """As the scheme says of this category; the default where it says nothing, and none where it says so."""
    for each in document["menus"]:
        for row in each["cost_categories"]:
            if (each["code"], row["code"]) == (menu, category) and "evidence" in row:
                return tuple(PaperKind.of(kind) for kind in row["evidence"])
    return REQUIRED


def needs_of(grant: Grant, rows: QuerySet[Evidence]) -> list[LineNeeds]:
    """By cost line of the grant; three queries however many rows there are."""
    document = terms_under(grant)
    sums = {row["cost_line"]: row for row in _sums(rows)}
    there = _there(rows)
    found = []
    for place, line in enumerate(own_lines(grant), start=1):
        kept = sums.get(line.pk, {"rows": 0, "paid": None, "eligible": None})
        shown = there.get(line.pk, [])
        needs = tuple(
            Need(kind, sum(not missing([kind], each) for each in shown), kept["rows"])
            for kind in required_of(document, line.menu, line.category)
        )
        label = line_label(grant, line)
        paid, eligible = kept["paid"] or 0, kept["eligible"] or 0
        found.append(LineNeeds(line.pk, place, label, kept["rows"], paid, eligible, needs))
    return found


def _sums(rows: QuerySet[Evidence]) -> Any:
    counted = rows.order_by().values("cost_line")
    return counted.annotate(rows=Count("pk"), paid=Sum("paid_sum"), eligible=Sum("eligible_sum"))


def _there(rows: QuerySet[Evidence]) -> dict[int, list[set[str]]]:
    """Cost line → of each of its rows with a file, the papers that its files show."""
    hung = EvidenceFile.objects.filter(evidence__in=rows.order_by().values("pk")).order_by()
    by_row: dict[tuple[int, Any], set[str]] = {}
    for line, row, shows in hung.values_list("evidence__cost_line", "evidence", "shows"):
        by_row.setdefault((line, row), set()).add(shows)
    found: dict[int, list[set[str]]] = {}
    for (line, _row), shown in by_row.items():
        found.setdefault(line, []).append(shown)
    return found
