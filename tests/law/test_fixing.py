"""額の確定: the three ways, worked examples first; what is then paid or goes back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.money import (
    CategoryResult,
    UnitFacts,
    fixed_again,
    fixed_in_proportion,
    fixed_per_category,
    settled,
)

HALF = Fraction(1, 2)
SUMS = st.integers(0, 10**13)


def proportional(actual, *, decided=200, grant=160, cut_to=1):
    return fixed_in_proportion(
        decided_eligible_cost=decided, decided_grant=grant, actual_eligible_cost=actual, cut_to=cut_to
    ).amount


@pytest.mark.rule("R6", "S15", "S18")
@pytest.mark.parametrize(
    ("actual", "fixed", "returned"),
    [
        pytest.param(210, 160, 0, id="経費が増えても、交付決定額を超えない"),
        pytest.param(200, 160, 0, id="同じ経費なら、交付決定額のまま"),
        pytest.param(190, 152, 8, id="経費が減れば按分し、8を返還する"),
    ],
)
def test_the_example_of_the_ministry_of_education(actual, fixed, returned):
    """交付決定 160（経費 200）。"""
    assert proportional(actual) == fixed
    assert settled(fixed, paid=160).to_return == returned


@pytest.mark.rule("R6")
def test_a_share_is_cut_to_one_yen_unless_the_scheme_has_another_unit():
    assert proportional(999_999, decided=3_000_000, grant=1_000_000) == 333_333
    assert proportional(999_999, decided=3_000_000, grant=1_000_000, cut_to=1000) == 333_000


@pytest.mark.rule("R6")
def test_nothing_can_be_shared_out_by_a_decided_cost_of_nothing():
    with pytest.raises(Refused, match="交付決定の補助対象経費は、1円以上"):
        proportional(100, decided=0)


@pytest.mark.rule("R6")
@pytest.mark.parametrize(
    ("facts", "fixed"),
    [
        pytest.param(UnitFacts("", 0, "", total_cost=2_000_001), 900_000, id="交付決定額が少ない"),
        pytest.param(
            UnitFacts("", 0, "", total_cost=2_000_001, income=500_000), 750_000, id="収入が増えれば減る"
        ),
        pytest.param(
            UnitFacts("", 0, "", total_cost=2_000_001, standard_amount=1_000_001),
            500_000,
            id="基準額もふたたび効き、1円未満を切り捨てる",
        ),
    ],
)
def test_the_formula_again_on_actual_figures_then_the_lesser(facts, fixed):
    found = fixed_again(facts, decided_grant=900_000, actual_eligible_cost=2_000_001, rate=HALF)
    assert found.amount == fixed


@pytest.mark.rule("R6")
def test_per_category_the_lesser_and_one_cut_of_their_sum():
    rows = [
        CategoryResult("設備", 500, 1_201),
        CategoryResult("工事", 500, 333),
        CategoryResult("試験", 9, 3),
    ]
    found = fixed_per_category(rows, rate=HALF)
    assert found.amount == 500 + 168  # 166と1/2 と 1と1/2 を足してから切り捨てる
    assert ("工事", "実績 333円 × 1/2 と決定 500円の少ない方：166と1/2円") in found.trace[0].inputs
    assert fixed_per_category(rows, rate=HALF, cut_to=100).amount == 600


@pytest.mark.rule("R6")
def test_what_one_category_saves_pays_for_no_other():
    rows = [CategoryResult("設備", 500, 2_000), CategoryResult("工事", 500, 0)]
    assert fixed_per_category(rows, rate=HALF).amount == 500


@pytest.mark.rule("S15", "S18")
def test_what_was_paid_is_set_against_what_was_fixed():
    more, less = settled(152, paid=100), settled(152, paid=160)
    assert (more.to_pay, more.to_return) == (52, 0)
    assert (less.to_pay, less.to_return) == (0, 8)
    assert [line.article for line in less.trace] == ["適正化法15条", "適正化法18条2項"]


@pytest.mark.rule("R6", "S15")
def test_the_trace_ends_with_the_fixing_and_its_article():
    found = fixed_in_proportion(decided_eligible_cost=200, decided_grant=160, actual_eligible_cost=190)
    reckoned, fixed = found.trace
    assert (reckoned.rule, reckoned.value, reckoned.rounding) == ("R6", 152, "1円未満切捨て")
    assert (fixed.rule, fixed.article, fixed.value) == ("S15", "適正化法15条", 152)


# What may never be false


@given(decided=st.integers(1, 10**13), grant=SUMS, less=SUMS, more=SUMS, cut_to=st.sampled_from([1, 1000]))
def test_more_cost_never_fixes_less_and_never_above_the_decision(decided, grant, less, more, cut_to):
    less, more = sorted((less, more))
    first = proportional(less, decided=decided, grant=grant, cut_to=cut_to)
    then = proportional(more, decided=decided, grant=grant, cut_to=cut_to)
    assert 0 <= first <= then <= grant


@given(amount=SUMS, paid=SUMS)
def test_paying_and_returning_settle_the_amount(amount, paid):
    found = settled(amount, paid=paid)
    assert paid + found.to_pay - found.to_return == amount
    assert not (found.to_pay and found.to_return)


@given(rows=st.lists(st.tuples(SUMS, SUMS), min_size=1, max_size=8), cut_to=st.sampled_from([1, 10, 1000]))
def test_per_category_never_exceeds_what_was_decided_or_the_rate(rows, cut_to):
    found = fixed_per_category([CategoryResult("x", *row) for row in rows], rate=HALF, cut_to=cut_to).amount
    assert found <= sum(grant for grant, _actual in rows)
    assert 2 * found <= sum(actual for _grant, actual in rows)
