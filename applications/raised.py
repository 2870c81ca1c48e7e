"""What a company raises beside what it spends and may expect: told where these differ, never changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from law.deadlines import fiscal_year_label
from law.money import yen
from law.words import Words

Values = Mapping[str, Any]


def funding_gaps(costs: Values, funding: Values, expected: Mapping[int, int], words: Words) -> Iterator[str]:
    """One sentence for each year and difference; nothing where no funding is typed.

    `costs` and `funding` are the checked values of one company's parts; `expected` is yen by fiscal year.
    """
    spent = by_year((cell["fiscal_year"], cell["total_cost"]) for cell in costs["cells"])
    raised = by_year((row["fiscal_year"], row["amount"]) for row in funding["rows"])
    grants = by_year(
        (row["fiscal_year"], row["amount"]) for row in funding["rows"] if row["source"] == "grant"
    )
    for year in sorted({*spent, *raised, *expected}) if raised else ():
        if spent.get(year, 0) != raised.get(year, 0):
            yield _total_gap(year, spent.get(year, 0), raised.get(year, 0))
        if grants.get(year, 0) != expected.get(year, 0):
            yield _grant_gap(year, grants.get(year, 0), expected.get(year, 0), words)


def by_year(sums: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Yen by fiscal year, of (fiscal year, yen)."""
    found: dict[int, int] = {}
    for year, amount in sums:
        found[year] = found.get(year, 0) + amount
    return found


def _total_gap(year: int, spent: int, raised: int) -> str:
    text = _("%(year)s：総事業費は%(spent)s、調達する額は%(raised)sです。額が合っているか確かめてください。")
    return text % {"year": fiscal_year_label(year), "spent": yen(spent), "raised": yen(raised)}


def _grant_gap(year: int, grant: int, expected: int, words: Words) -> str:
    text = _(
        "%(year)s：調達方法の「%(source)s」は%(grant)s、計算した%(name)sは%(expected)sです。額が合っているか確かめてください。"
    )
    return text % {
        "year": fiscal_year_label(year),
        "source": words.source,
        "grant": yen(grant),
        "name": words.expected,
        "expected": yen(expected),
    }
