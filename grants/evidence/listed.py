"""Rows of evidence as pages and programs list them, with what each asks and its files; a page costs the same
however many rows the grant has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from common.paging import Order, Page
from law.evidence import RIVAL_LABEL, STEP_LABELS, Asked, PaperKind

from ..models import Evidence, EvidenceCheck, EvidenceFile, Grant, GrantVersion
from .rows import asked_elsewhere, asked_of, covered_by, live_rows, marks_of

BY_NUMBER = Order("number")
STATES = ("asked", "open", "asks")


@dataclass(frozen=True)
class ListedRow:
    """One row, what it asks, its files, and for the office the mark that stands on it."""

    row: Evidence
    label: str
    asked: list[Asked]
    files: list[EvidenceFile] = field(default_factory=list)
    mark: EvidenceCheck | None = None
    may_change: bool = False

    @property
    def is_open(self) -> bool:
        """It asks something, and nobody has looked at it yet."""
        return bool(self.asked) and self.mark is None

    @property
    def steps(self) -> list[tuple[str, Any, Any]]:
        """What is known of each step: its name, day and sum."""
        found = [(STEP_LABELS[step], day, money) for step, day, money in self.row.steps]
        found.insert(1, (RIVAL_LABEL, self.row.rival_on, self.row.rival_sum))
        return [(label, day, money) for label, day, money in found if day is not None or money is not None]


def in_order(files: Iterable[EvidenceFile]) -> list[EvidenceFile]:
    """As a purchase goes: from the quote to the payment."""
    places = {each.value: place for place, each in enumerate(PaperKind)}
    return sorted(files, key=lambda each: (places[each.shows], each.name))


def page_of_rows(rows: QuerySet[Evidence], params: Any) -> Page:
    return Page.of(rows.prefetch_related("files__file"), params, BY_NUMBER)


def own_listed(
    grant: Grant, rows: Iterable[Evidence], labels: dict[int, str], closed: set[int]
) -> list[ListedRow]:
    """As their company sees them: what another grant asks is not among it."""
    rows = list(rows)
    asked = asked_of(grant, rows)
    return [
        ListedRow(
            row,
            labels.get(row.cost_line_id, ""),
            asked[row.pk],
            in_order(row.files.all()),
            may_change=row.cost_line_id not in closed,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Checked:
    """All rows of a filed version as the office reads them, with what each asks, also beside other grants."""

    version: GrantVersion
    asked: dict[Any, list[Asked]]
    marks: dict[Any, EvidenceCheck]

    @classmethod
    def of(cls, grant: Grant, version: GrantVersion, *, elsewhere: bool, marks: bool) -> "Checked":
        rows = covered_by(version)
        asked = asked_of(grant, rows)
        for row, more in (asked_elsewhere(grant, rows) if elsewhere else {}).items():
            asked[row] = [*asked[row], *more]
        return cls(version, asked, marks_of(version) if marks else {})

    @property
    def open(self) -> list[Any]:
        """Rows that ask something which nobody has looked at."""
        return [row for row, asked in self.asked.items() if asked and row not in self.marks]

    @property
    def asking(self) -> list[Any]:
        """Rows that NIBN asks about."""
        return [row for row, mark in self.marks.items() if mark.asks]

    def marked(self, state: str = "") -> list[Any]:
        """The rows of one of STATES; all of them where it is none."""
        if state == "asked":
            return [row for row, asked in self.asked.items() if asked]
        return {"open": self.open, "asks": self.asking}.get(state, list(self.asked))

    def rows(self, state: str = "") -> QuerySet[Evidence]:
        rows = covered_by(self.version)
        return rows.filter(pk__in=self.marked(state)) if state in STATES else rows

    def listed(self, rows: Iterable[Evidence], labels: dict[int, str]) -> list[ListedRow]:
        return [
            ListedRow(
                row,
                labels.get(row.cost_line_id, ""),
                self.asked[row.pk],
                in_order(row.files.all()),
                self.marks.get(row.pk),
            )
            for row in rows
        ]


def own_page(grant: Grant, params: Any, line: int | None) -> Page:
    rows = live_rows(grant)
    return page_of_rows(rows.filter(cost_line=line) if line is not None else rows, params)
