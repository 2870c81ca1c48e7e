"""Several years, categories and parties: cells in, the sums of what was cut per year and party out."""

from collections.abc import Iterable
from typing import Any

from ..money import Cap, CapMethod, Cell, Rest, Spread, Stage, Takes, Ties, Trace, UnitFacts, expected_subsidy
from ..text import ja
from .reading import Reader, year_of

MOST_YEARS, MOST_CATEGORIES, MOST_PARTIES = 20, 50, 20
SUBSIDY_UNIT = 1_000


def multi_year(said: Reader) -> tuple[dict[str, Any], Trace]:
    cells = said.rows("cells", _cell, most=MOST_YEARS * MOST_CATEGORIES * MOST_PARTIES)
    units = said.rows("totals", _unit, most=MOST_YEARS * MOST_PARTIES)
    _check(said, cells, units)
    subsidy = expected_subsidy(
        cells,
        units,
        rates={"": said.rate("rate")},
        cut_to=said.unit(SUBSIDY_UNIT),
        caps=said.part("caps", lambda part: _caps(part, units)),
        cap_method=said.part("method", _method),
    )
    found = {
        "amount": subsidy.amount,
        "by_year": {str(year): amount for year, amount in subsidy.by_year.items()},
        "by_party": subsidy.by_party,
        "cells": [
            {"fiscal_year": unit.fiscal_year, "party": unit.party, "amount": unit.amount}
            for unit in subsidy.units
        ],
    }
    return found, subsidy.trace


def _cell(said: Reader) -> Cell:
    return Cell(
        fiscal_year=said.year("fiscal_year"),
        category=said.text("category"),
        party=said.text("party"),
        menu="",
        total_cost=0,
        eligible_cost=said.yen("eligible_cost"),
        standard_amount=said.yen_or_none("standard_amount"),
    )


def _unit(said: Reader) -> UnitFacts:
    return UnitFacts(
        party=said.text("party"),
        fiscal_year=said.year("fiscal_year"),
        menu="",
        income=said.yen("other_income", 0),
        total_cost=said.yen("total_cost"),
    )


def _check(said: Reader, cells: list[Cell], units: list[UnitFacts]) -> None:
    _once(said, "cells", ((each.fiscal_year, each.category, each.party) for each in cells))
    _once(said, "totals", ((each.fiscal_year, each.party) for each in units))
    known = {(each.fiscal_year, each.party) for each in units}
    for place, cell in enumerate(cells):
        if (cell.fiscal_year, cell.party) not in known:
            sentence = ja(
                "{label}の{n}番目の年度と参加者（{year}・{party}）の総事業費が、totals にありません。"
            )
            said.refuse("cells", sentence, n=place + 1, year=cell.fiscal_year, party=cell.party)
    for what, found, most in (
        (ja("年度"), {year for year, _party in known}, MOST_YEARS),
        (ja("経費区分"), {each.category for each in cells}, MOST_CATEGORIES),
        (ja("参加者"), {party for _year, party in known}, MOST_PARTIES),
    ):
        if len(found) > most:
            said.refuse("cells", ja("{label}の{what}は、{most}までにしてください。"), what=what, most=most)


def _once(said: Reader, name: str, keys: Iterable[tuple[object, ...]]) -> None:
    seen: set[tuple[object, ...]] = set()
    for place, key in enumerate(keys):
        if key in seen:
            words = {"n": place + 1, "key": "・".join(map(str, key))}
            said.refuse(
                name, ja("{label}の{n}番目は、同じ組（{key}）の二度目です。一つにしてください。"), **words
            )
        seen.add(key)


def _method(said: Reader) -> CapMethod:
    own = CapMethod()
    return CapMethod(
        order=said.choices("order", Stage, own.order),
        spread=said.choice("spread", Spread, own.spread),
        rest=said.choice("rest", Rest, own.rest),
        ties=said.choice("ties", Ties, own.ties),
        takes=said.choice("takes", Takes, own.takes),
    )


def _caps(said: Reader, units: list[UnitFacts]) -> list[Cap]:
    """One sum holds each year (each party) alike; else each by its own name."""
    parties, years = said.sums_by("by_party"), said.sums_by("by_year")
    total = said.yen_or_none("total")
    found = [Cap(total)] if total is not None else []
    if isinstance(parties, dict):
        _known(said, "by_party", parties, {each.party for each in units})
        found += [Cap(most, party=party) for party, most in parties.items()]
    elif parties is not None:
        found.append(Cap(parties, per=("party",)))
    if isinstance(years, dict):
        _known(said, "by_year", years, {str(each.fiscal_year) for each in units})
        found += [Cap(most, year=year_of(year)) for year, most in years.items()]
    elif years is not None:
        found.append(Cap(years, per=("year",)))
    return found


def _known(said: Reader, name: str, sums: dict[str, int], known: set[str]) -> None:
    for key in sums:
        if key not in known:
            said.refuse(name, ja("{label}の「{key}」は、totals にありません。"), key=key[:60])
