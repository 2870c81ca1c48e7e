"""Costs and funding of one company as the case page draws them: a year is a column."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from applications.parts.forms.funding import sources
from law.deadlines import fiscal_year_label
from law.words import words_of

Grid = dict[str, Any]
Named = tuple[str, Mapping[int, int]]
GRIDS = ("costs", "funding")


def grids_of(part: Mapping[str, Any], scheme: Mapping[str, Any], heading: str) -> list[Grid]:
    """What components/money_table.html draws, instead of the part's lists; empty for any other part."""
    if part["key"] == "costs":
        return list(_costs(part, scheme, heading))
    return list(_funding(part, scheme, heading)) if part["key"] == "funding" else []


def _costs(part: Mapping[str, Any], scheme: Mapping[str, Any], heading: str) -> Iterator[Grid]:
    """Total costs by category; below, what of them is eligible, and the year's income and 基準額."""
    cells, units, eligible = part["values"]["cells"], part["values"]["units"], words_of(scheme["kind"]).eligible
    names = {
        (menu["code"], each["code"]): f"{menu['short_name']}・{each['name']}"
        for menu in scheme["menus"]
        for each in menu["cost_categories"]
    }
    among = _("うち%(eligible)s") % {"eligible": eligible}
    rows = [(name, _summed(_of(cells, key), "total_cost")) for key, name in names.items() if _of(cells, key)]
    parts = [
        (f"{among}（{name}）", _summed(_of(cells, key), "eligible_cost"))
        for key, name in names.items()
        if _of(cells, key)
    ]
    whole = [(among, _summed(cells, "eligible_cost"))]
    said = [(_("寄付金その他の収入"), "income"), (_("基準額"), "standard_amount")]
    others = [(label, _summed(units, name)) for label, name in said if any(unit[name] for unit in units)]
    notes = [*(parts if len(parts) > 1 else []), *whole, *others]
    yield from _grid(f"costs-{part['party']}", heading, _("総事業費"), rows, notes)


def _funding(part: Mapping[str, Any], scheme: Mapping[str, Any], heading: str) -> Iterator[Grid]:
    rows = part["values"]["rows"]
    named = [
        (label, _summed([row for row in rows if row["source"] == source], "amount"))
        for source, label in sources(scheme)
    ]
    yield from _grid(
        f"funding-{part['party']}", heading, _("調達方法"), [each for each in named if each[1]], []
    )


def _of(cells: Iterable[Mapping[str, Any]], key: tuple[str, str]) -> list[Mapping[str, Any]]:
    return [cell for cell in cells if (cell["menu"], cell["category"]) == key]


def _summed(rows: Iterable[Mapping[str, Any]], name: str) -> dict[int, int]:
    """Yen by fiscal year."""
    found: dict[int, int] = {}
    for row in rows:
        found[row["fiscal_year"]] = found.get(row["fiscal_year"], 0) + (row[name] or 0)
    return found


def _grid(name: str, caption: str, corner: str, rows: list[Named], notes: list[Named]) -> Iterator[Grid]:
    years = sorted({year for _label, sums in [*rows, *notes] for year in sums})
    if not rows:
        return
    totals = [sum(sums.get(year, 0) for _label, sums in rows) for year in years]
    yield {
        "name": name,
        "caption": caption,
        "corner": corner,
        "years": [fiscal_year_label(year) for year in years],
        "rows": [
            {
                "label": label,
                "cells": [{"yen": sums.get(year, 0)} for year in years],
                "total": sum(sums.values()),
            }
            for label, sums in rows
        ],
        "totals": totals,
        "total": sum(totals),
        "notes": [
            {"label": label, "sums": [sums.get(year, 0) for year in years], "total": sum(sums.values())}
            for label, sums in notes
        ],
    }
