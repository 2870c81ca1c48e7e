"""The small form of the benches of lists: what they measure, and everything of it that is no time."""

import pytest

from bench.plans import AGAINST, SMALL_SIZES
from law.states import PlanState

from .benching import small

pytestmark = pytest.mark.processes


def measured(name):
    """The goals of time may be missed on a machine that does other things; nothing else may."""
    status, figures = small(name)
    assert status == int(not figures["met"])
    assert {"cores", "load", "postgresql", "date", "commit"} <= set(figures["machine"])
    return figures


def test_every_list_is_measured_at_each_size():
    figures = measured("plans")
    sizes = {str(size) for size in SMALL_SIZES}
    assert set(figures["sizes"]) == sizes
    pages = figures["milliseconds"]
    assert all(set(by_size) == sizes for by_size in pages.values())
    assert all(times["cpu"] > 0 and times["wall"] > 0 for page in pages.values() for times in page.values())
    assert set(figures["share_of_P_by_cpu"]) == set(AGAINST)
    assert {*AGAINST, *AGAINST.values()} <= set(pages)
    assert set(figures["growth_of_p50"]) == set(pages)
    assert figures["first_page_for_the_middle"][str(max(SMALL_SIZES))] == []
    for asked in ("list", "api"):
        for sort in ("number", "arrived", "due", "updated"):
            assert {f"{asked}: sort {sort}", f"{asked}: sort -{sort}, middle"} <= set(pages)
            assert f"list: of all, sort {sort}, middle" in pages
        assert f"{asked}: search common title" in pages
        assert f"{asked}: state {PlanState.CERTIFIED}" in pages
    assert {"portal, middle", "api: my plans"} <= set(pages)


def test_a_long_list_is_written_whole_and_in_the_same_memory():
    figures = measured("exports")
    at_once, job = figures["at_once"], figures["job"]
    assert 450 <= at_once["rows"] <= 500
    assert job["rows"] == job["asked_for"] > 10_000
    assert job["finished"]
    assert job["progress_told"] >= 10
    assert job["growth"] <= figures["goals"]["growth"]
