"""Which fields two versions of an application differ in: was and now, as a reader sees them."""

from collections.abc import Iterator
from typing import Any

Section = dict[str, Any]


def differences(was: list[Section], now: list[Section]) -> list[dict[str, Any]]:
    """Sections that differ, with their rows (label, was, now). A part only one has is empty in the other."""
    before = {section["heading"]: section for section in was}
    after = {section["heading"]: section for section in now}
    found = []
    for heading in {**after, **before}:
        rows = list(_rows(before.get(heading), after.get(heading)))
        if rows:
            found.append({"heading": heading, "rows": rows})
    return found


def _rows(was: Section | None, now: Section | None) -> Iterator[dict[str, Any]]:
    before, after = _said(was), _said(now)
    for label in {**after, **before}:
        if before.get(label) != after.get(label):
            yield {"label": label, "was": before.get(label), "now": after.get(label)}


def _said(section: Section | None) -> dict[str, Any]:
    """Every value under a label of its own; a table's cell under what names its line and its column."""
    if section is None:
        return {}
    said = {row["label"]: row["value"] for row in section["rows"]}
    for table in section["tables"]:
        said |= _cells(table)
    return said


def _cells(table: dict[str, Any]) -> dict[str, Any]:
    """A line is known by what stands before its sums; where two are alike, by their order too."""
    said: dict[str, Any] = {}
    for row in table["rows"]:
        known = _known_by(row)
        line = "・".join([table["caption"], *map(str, row[:known])])
        for head, cell in zip(table["head"][known:], row[known:], strict=True):
            said[_free(f"{line}・{head}", said)] = cell
    return said


def _known_by(row: list[Any]) -> int:
    """How many cells name a line: those before its first sum, or the first where it has none."""
    place = next((place for place, cell in enumerate(row) if place and isinstance(cell, int)), 1)
    return place if all(isinstance(cell, str) for cell in row[:place]) else 1


def _free(label: str, taken: dict[str, Any]) -> str:
    place, free = 1, label
    while free in taken:
        place += 1
        free = f"{label}（{place}）"
    return free
