"""The small form of `./run bench funds`: what it measures, and everything of it that is no time."""

import pytest

from bench.funds import GOALS, SMALL_GRANTS, SMALL_SIZES

from .test_bench import measured

pytestmark = [pytest.mark.processes, pytest.mark.long]


def test_a_book_is_posted_to_decided_on_read_and_closed():
    figures = measured("funds")
    assert set(figures["shares"]) == set(GOALS) - {"growth"}
    assert all(rate > 0 for rate in figures["posting"]["per_second"].values())
    assert set(figures["deciding"]["locked_ms"]) == {"alone", "one_book", "eight_books"}
    assert figures["deciding"]["per_second"]["eight_books"] > 0
    read = figures["long_book"]
    assert set(read["growth"]) >= {"balance", "board", "page of the book", "api: the postings"}
    assert [read["postings"][str(size)] - size for size in SMALL_SIZES] == [1, 1]
    closed = figures["closing"]
    assert (closed["carried"], closed["whole"]) == (SMALL_GRANTS, True)
