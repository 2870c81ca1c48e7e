"""The list of adopted applicants that the ministry printed: read-only, names and order as printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parent / "data" / "adopted-2025-biosimilar-facility.json"


@dataclass(frozen=True)
class PrintedRow:
    no: int
    applicants: tuple[str, ...]
    work: tuple[str, ...]

    def holds(self, words: str) -> bool:
        """Whether every word stands in it, as a search in our own lists asks."""
        text = "\n".join([*self.applicants, *self.work]).lower()
        return all(word in text for word in words.lower().split())

    @property
    def cells(self) -> tuple[str, str, str]:
        return str(self.no), "、".join(self.applicants), "、".join(self.work)


@dataclass(frozen=True)
class PrintedList:
    """`source` says who published it where, and `day` when."""

    scheme: str
    fiscal_year: int
    title: str
    publisher: str
    document: str
    day: date
    head: tuple[str, ...]
    rows: tuple[PrintedRow, ...]

    def narrowed(self, asked: Mapping[str, Any]) -> list[PrintedRow]:
        """Its rows under the conditions of a list; none where another scheme or year is asked for.

        Whether a row still stands is not printed, so a list of what stands or fell holds none.
        """
        others = {"scheme": self.scheme, "fiscal_year": str(self.fiscal_year), "status": None}
        if any(asked.get(name) and asked[name] != own for name, own in others.items()):
            return []
        return [row for row in self.rows if row.holds(asked.get("q") or "")]


@cache
def printed_list() -> PrintedList:
    said = json.loads(PLACE.read_text())
    source = said["source"]
    return PrintedList(
        scheme=said["scheme"],
        fiscal_year=said["fiscal_year"],
        title=said["title"],
        publisher=source["publisher"],
        document=source["document"],
        day=date.fromisoformat(source["day"]),
        head=tuple(said["head"]),
        rows=tuple(_row(row) for row in said["rows"]),
    )


def _row(said: dict[str, Any]) -> PrintedRow:
    return PrintedRow(said["no"], tuple(said["applicants"]), tuple(said["work"]))
