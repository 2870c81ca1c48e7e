"""How a competition is ranked: exact means, the call's own tie-break, and departures that are owned up to."""

from fractions import Fraction

import pytest

from law.ranking import Marks, departs, parting, rank, shown

RULE = ["supply", "cost"]


def marks(plan: str, *scores: tuple[int, int]) -> Marks:
    return Marks(plan, tuple({"supply": supply, "cost": cost} for supply, cost in scores))


def order(*found: Marks, rule=RULE) -> list[tuple[str, int]]:
    return [(place.plan, place.place) for place in rank(found, rule)]


def test_the_best_mean_stands_first_however_many_reviewers_spoke():
    assert order(marks("a", (3, 3)), marks("b", (5, 4), (4, 4)), marks("c", (4, 4), (4, 4), (4, 4))) == [
        ("b", 1),
        ("c", 2),
        ("a", 3),
    ]


def test_a_mean_is_exact():
    (first,) = rank([marks("a", (5, 5), (4, 4), (5, 3))], RULE)
    assert (first.mean, first.count, first.spread) == (Fraction(26, 3), 3, 2)
    assert first.items == {"supply": Fraction(14, 3), "cost": Fraction(4)}


def test_equal_means_are_parted_by_the_items_the_call_names_in_its_order():
    assert order(marks("a", (3, 5)), marks("b", (5, 3)), marks("c", (4, 4))) == [
        ("b", 1),
        ("c", 2),
        ("a", 3),
    ]
    assert order(marks("a", (3, 5)), marks("b", (5, 3)), rule=["cost"]) == [("a", 1), ("b", 2)]


def test_what_parted_equal_means_is_named_and_nothing_that_did_not():
    assert parting(rank([marks("a", (3, 5)), marks("b", (5, 3))], RULE), RULE) == ["supply"]
    assert parting(rank([marks("a", (4, 4)), marks("b", (4, 4))], RULE), RULE) == []


def test_what_the_rule_cannot_part_shares_a_place_and_the_next_is_passed_over():
    assert order(marks("a", (4, 4)), marks("b", (4, 4)), marks("c", (3, 3))) == [
        ("a", 1),
        ("b", 1),
        ("c", 3),
    ]


def test_what_nobody_scored_stands_last_even_behind_a_zero():
    assert order(marks("a"), marks("b", (0, 0))) == [("b", 1), ("a", 2)]


@pytest.mark.parametrize(
    ("mean", "text"),
    [(Fraction(26, 3), "8.67"), (Fraction(8), "8.00"), (Fraction(1605, 200), "8.03"), (None, "－")],
)
def test_a_mean_is_shown_with_two_decimals_halves_up(mean, text):
    assert shown(mean) == text


def test_an_order_that_follows_the_marks_needs_no_word():
    assert departs({"a": 1, "b": 1, "c": 3}, ["b", "a", "c"]) == []


def test_an_order_that_leaves_the_marks_names_who_moved():
    assert departs({"a": 1, "b": 2, "c": 3}, ["a", "c", "b"]) == ["c", "b"]
