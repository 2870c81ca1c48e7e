"""Where what a company raises differs from what it spends and may expect."""

import pytest

from applications.raised import funding_gaps
from law.words import words_of

WORDS = words_of("certification")


def gaps(
    spent: dict[int, int], funds: dict[tuple[int, str], int], expected: dict[int, int], words=WORDS
) -> list[str]:
    cells = [{"fiscal_year": year, "total_cost": cost} for year, cost in spent.items()]
    rows = [
        {"fiscal_year": year, "source": source, "amount": amount} for (year, source), amount in funds.items()
    ]
    return list(funding_gaps({"cells": cells}, {"rows": rows}, expected, words))


def test_what_agrees_is_not_spoken_of():
    assert gaps({2026: 100}, {(2026, "own"): 55, (2026, "grant"): 45}, {2026: 45}) == []


def test_nothing_is_said_before_any_funding_is_typed():
    assert gaps({2026: 100}, {}, {2026: 45}) == []


def test_a_sum_that_does_not_cover_the_costs():
    [said] = gaps({2026: 100}, {(2026, "own"): 50, (2026, "grant"): 45}, {2026: 45})
    assert said.startswith("令和8年度：総事業費は100円、調達する額は95円です。")


def test_a_grant_beside_what_may_be_expected():
    [said] = gaps({2026: 100}, {(2026, "own"): 50, (2026, "grant"): 50}, {2026: 45})
    assert said.startswith("令和8年度：調達方法の「基金からの補助（見込み）」は50円、")
    assert "計算した補助金の見込額は45円です。" in said


def test_years_that_differ_alike_are_told_once():
    spent, expected = dict.fromkeys((2026, 2027), 100), dict.fromkeys((2026, 2027), 45)
    funds = {(year, source): 50 for year in spent for source in ("own", "grant")}
    [said] = gaps(spent, funds, expected)
    assert said.startswith("令和8年度、令和9年度の各年度：")


@pytest.mark.parametrize(("kind", "word"), [("commission", "委託費"), ("adoption", "国からの補助")])
def test_the_words_are_the_kind_s(kind, word):
    [said] = gaps({2026: 100}, {(2026, "own"): 50, (2026, "grant"): 50}, {2026: 45}, words_of(kind))
    assert word in said
    assert "基金" not in said
