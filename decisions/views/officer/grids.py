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
    cells, units = part["values"]["cells"], part["values"]["units"]
    among = _("うち%(eligible)s") % {"eligible": words_of(scheme["kind"]).eligible}
    costs, eligible = [], []
    for name, own in _by_category(cells, scheme):
        costs.append((name, _summed(own, "total_cost")))
        eligible.append((f"{among}（{name}）", _summed(own, "eligible_cost")))
    notes = [*(eligible if len(eligible) > 1 else []), (among, _summed(cells, "eligible_cost"))]
    for label, name in ((_("寄付金その他の収入"), "income"), (_("基準額"), "standard_amount")):
        if any(unit[name] for unit in units):
            notes.append((label, _summed(units, name)))
    yield from _grid(f"costs-{part['party']}", heading, _("総事業費"), costs, notes)


def _by_category(
    cells: list[Mapping[str, Any]], scheme: Mapping[str, Any]
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """What each category is called, and its cells; only those that were typed."""
    for menu in scheme["menus"]:
        for each in menu["cost_categories"]:
            key = (menu["code"], each["code"])
            own = [cell for cell in cells if (cell["menu"], cell["category"]) == key]
            if own:
                yield f"{menu['short_name']}・{each['name']}", own


def _funding(part: Mapping[str, Any], scheme: Mapping[str, Any], heading: str) -> Iterator[Grid]:
    rows = part["values"]["rows"]
    named = [
        (label, _summed((row for row in rows if row["source"] == source), "amount"))
        for source, label in sources(scheme)
    ]
    typed = [each for each in named if each[1]]
    yield from _grid(f"funding-{part['party']}", heading, _("調達方法"), typed, [])


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
