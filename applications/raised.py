"""What a company raises beside what it spends and may expect: told where these differ, never changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from law.deadlines import fiscal_year_label
from law.money import yen
from law.words import Words

Values = Mapping[str, Any]


def funding_gaps(costs: Values, funding: Values, expected: Mapping[int, int], words: Words) -> Iterator[str]:
    """One sentence for each difference and its years; nothing where no funding is typed.

    `costs` and `funding` are the checked values of one company's parts; `expected` is yen by fiscal year.
    """
    spent = by_year((cell["fiscal_year"], cell["total_cost"]) for cell in costs["cells"])
    raised = by_year((row["fiscal_year"], row["amount"]) for row in funding["rows"])
    grants = by_year(
        (row["fiscal_year"], row["amount"]) for row in funding["rows"] if row["source"] == "grant"
    )
    years = sorted({*spent, *raised, *expected}) if raised else ()
    sums = {year: (spent.get(year, 0), raised.get(year, 0)) for year in years}
    sources = {year: (grants.get(year, 0), expected.get(year, 0)) for year in years}
    for (cost, funds), when in _differing(sums):
        yield _total_gap(when, cost, funds)
    for (grant, reckoned), when in _differing(sources):
        yield _grant_gap(when, grant, reckoned, words)


def _differing(pairs: Mapping[int, tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Each pair that differs, with the years in which it stands: said once for all of them."""
    found: dict[tuple[int, int], list[str]] = {}
    for year, pair in pairs.items():
        if pair[0] != pair[1]:
            found.setdefault(pair, []).append(fiscal_year_label(year))
    for pair, labels in found.items():
        years = "、".join(labels)
        yield pair, years if len(labels) == 1 else _("%(years)sの各年度") % {"years": years}


def by_year(sums: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Yen by fiscal year, of (fiscal year, yen)."""
    found: dict[int, int] = {}
    for year, amount in sums:
        found[year] = found.get(year, 0) + amount
    return found


def _total_gap(when: str, spent: int, raised: int) -> str:
    text = _("%(year)s：総事業費は%(spent)s、調達する額は%(raised)sです。額が合っているか確かめてください。")
    return text % {"year": when, "spent": yen(spent), "raised": yen(raised)}


def _grant_gap(when: str, grant: int, expected: int, words: Words) -> str:
    text = _(
        "%(year)s：調達方法の「%(source)s」は%(grant)s、計算した%(name)sは%(expected)sです。額が合っているか確かめてください。"
    )
    return text % {
        "year": when,
        "source": words.source,
        "grant": yen(grant),
        "name": words.expected,
        "expected": yen(expected),
    }
