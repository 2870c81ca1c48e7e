"""Caps, years that are not paid for, contracts without a rate."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.money import Cap, Cell, expected_subsidy
from law.words import COMMISSION

EQUIPMENT = {"equipment": Fraction(1, 2)}


def cell(total, eligible, *, year=2027, party="alice"):
    return Cell(year, "building", party, "equipment", total, eligible)


def capped(cells, caps, **more):
    return expected_subsidy(cells, [], rates=EQUIPMENT, cut_to=1000, caps=caps, **more)


@pytest.mark.parametrize(
    ("cap", "amounts"),
    [
        pytest.param(Cap(60_000), [20_000, 40_000], id="the whole"),
        pytest.param(Cap(60_000, menu="equipment"), [20_000, 40_000], id="its menu"),
        pytest.param(Cap(60_000, menu="survey"), [50_000, 100_000], id="another menu"),
        pytest.param(Cap(60_000, per=("party",)), [50_000, 60_000], id="each party"),
        pytest.param(Cap(60_000, per=("year",)), [20_000, 40_000], id="each year"),
        pytest.param(Cap(150_000), [50_000, 100_000], id="just reached"),
    ],
)
@pytest.mark.rule("R5")
def test_a_cap_takes_from_all_of_its_sum_alike(cap, amounts):
    cells = [cell(100_000, 100_000, party="alice"), cell(200_000, 200_000, party="bob")]
    subsidy = capped(cells, [cap])
    assert [unit.amount for unit in subsidy.units] == amounts
    assert subsidy.amount == sum(amounts)


def test_a_cap_says_in_the_trace_what_it_took():
    subsidy = capped([cell(200_000, 200_000)], [Cap(60_000)])
    (unit,) = subsidy.units
    line = unit.trace[-1]
    assert line.label.endswith("上限額以内とした額")
    assert line.inputs == (("補助金の見込額", 100_000), ("上限がかかる額の合計", 100_000), ("上限額", 60_000))


def test_several_caps_hold_one_after_another():
    cells = [cell(100_000, 100_000, party="alice"), cell(200_000, 200_000, party="bob")]
    subsidy = capped(cells, [Cap(60_000, per=("party",)), Cap(55_000)])
    assert subsidy.amount <= 55_000
    assert all(unit.amount <= 60_000 for unit in subsidy.units)


def test_a_cap_is_whole_yen():
    with pytest.raises(Refused, match="上限額"):
        capped([cell(1, 1)], [Cap(-1)])


def test_a_year_that_is_not_paid_for_comes_to_nothing_and_says_why():
    cells = [cell(100_000, 100_000, year=2027), cell(100_000, 100_000, year=2028)]
    subsidy = capped(cells, [], payable_years=[2027])
    assert subsidy.by_year == {2027: 50_000, 2028: 0}
    assert subsidy.units[1].trace[-1].label.endswith("支払の対象でない年度のため")


def test_a_contract_pays_the_sum_itself_and_never_speaks_of_a_subsidy():
    subsidy = expected_subsidy(
        [cell(100_001, 90_001)], [], rates={"equipment": None}, cut_to=1, words=COMMISSION
    )
    assert subsidy.amount == 90_001
    told = "".join(f"{line.label}{line.article}{line.inputs}" for line in subsidy.trace)
    assert "補助" not in told
    assert "委託費の見込額" in told


@given(amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=8), most=st.integers(1, 10**9))
def test_no_sum_goes_beyond_its_cap_and_none_grows(amounts, most):
    cells = [cell(each, each, party=f"p{place}") for place, each in enumerate(amounts)]
    free, held = capped(cells, []), capped(cells, [Cap(most)])
    assert held.amount <= max(most, 0)
    assert all(small.amount <= great.amount for small, great in zip(held.units, free.units, strict=True))
