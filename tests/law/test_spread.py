"""What a cap leaves and who gets it: the default of every choice, the other answers, no yen lost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.money import Cap, CapMethod, Cell, Rest, Spread, Stage, Takes, Ties, expected_subsidy, spread

DEFAULT = CapMethod()
RATES = {"": Fraction(1)}


def shared(amounts, most, *, cut_to=1, **choices):
    return spread(amounts, most, cut_to=cut_to, method=CapMethod(**choices))


@pytest.mark.rule("R5")
@pytest.mark.parametrize(
    ("amounts", "most", "cut_to", "shares"),
    [
        pytest.param([100, 200, 300], 600, 1, [100, 200, 300], id="上限ちょうどなら、そのまま"),
        pytest.param([100, 200, 300], 300, 1, [50, 100, 150], id="額に比例して"),
        pytest.param([1_000, 1_000, 1_000], 2_000, 1_000, [1_000, 1_000, 0], id="同じ端数は記載の順"),
        pytest.param(
            [3_000, 4_000, 3_000], 5_000, 1_000, [2_000, 2_000, 1_000], id="残りは端数の大きい順（1.5が先）"
        ),
        pytest.param([2_000, 5_000], 3_000, 1_000, [1_000, 2_000], id="0.857と0.142では先の方へ"),
        pytest.param([4_000, 2_000], 3_500, 1_000, [2_500, 1_000], id="千円に満たない残りも失われない"),
        pytest.param([5_000, 0], 0, 1_000, [0, 0], id="上限が0円なら何も残らない"),
    ],
)
def test_in_proportion_then_the_rest_to_the_largest_fraction(amounts, most, cut_to, shares):
    assert shared(amounts, most, cut_to=cut_to) == shares


@pytest.mark.rule("R5")
@pytest.mark.parametrize(
    ("choices", "shares"),
    [
        pytest.param({"spread": Spread.ORDER}, [3_000, 2_000, 0], id="記載の順に満たす"),
        pytest.param({"rest": Rest.ORDER}, [2_000, 2_000, 1_000], id="残りは記載の順"),
        pytest.param({"rest": Rest.NOBODY}, [1_000, 2_000, 1_000], id="残りは配らない"),
        pytest.param({"ties": Ties.LARGER_AMOUNT}, [2_000, 2_000, 1_000], id="端数が同じなら額の大きい方"),
    ],
)
def test_a_scheme_may_choose_otherwise(choices, shares):
    assert shared([3_000, 4_000, 3_000], 5_000, cut_to=1_000, **choices) == shares


@pytest.mark.rule("R5")
def test_ties_may_go_to_the_larger_sum():
    """1.5 と 4.5：端数は同じ。"""
    assert shared([3_000, 9_000], 6_000, cut_to=1_000) == [2_000, 4_000]
    assert shared([3_000, 9_000], 6_000, cut_to=1_000, ties=Ties.LARGER_AMOUNT) == [1_000, 5_000]


# Caps one after another


def held(cells, caps, cut_to=1_000, **choices):
    rows = [Cell(year, "", party, "", amount, amount) for year, party, amount in cells]
    subsidy = expected_subsidy(
        rows, [], rates=RATES, cut_to=cut_to, caps=caps, cap_method=CapMethod(**choices)
    )
    return [unit.amount for unit in subsidy.units]


CELLS = [(2026, "甲", 60_000), (2026, "乙", 40_000), (2027, "甲", 60_000), (2027, "乙", 40_000)]


@pytest.mark.rule("R5")
@pytest.mark.parametrize(
    ("caps", "amounts"),
    [
        pytest.param([Cap(150_000)], [60_000, 40_000, 30_000, 20_000], id="全体の上限は最後の年度から"),
        pytest.param([Cap(80_000)], [48_000, 32_000, 0, 0], id="最後の年度で足りなければ、その前の年度も"),
        pytest.param(
            [Cap(90_000, party="甲")], [45_000, 40_000, 45_000, 40_000], id="参加者の上限は年度に比例して"
        ),
        pytest.param([Cap(50_000, year=2026)], [30_000, 20_000, 60_000, 40_000], id="ある年度の上限"),
        pytest.param(
            [Cap(100_000), Cap(80_000, per=("year",)), Cap(60_000, per=("party",))],
            [30_000, 30_000, 20_000, 20_000],
            id="参加者、年度、全体の順：書かれた順ではない",
        ),
    ],
)
def test_by_party_then_by_year_then_in_all(caps, amounts):
    assert held(CELLS, caps) == amounts


@pytest.mark.rule("R5")
def test_a_scheme_may_choose_the_order_and_what_a_total_takes_from():
    caps = [Cap(90_000, party="甲"), Cap(50_000, year=2026)]
    assert held(CELLS, caps) == [26_000, 24_000, 45_000, 40_000]
    year_first = (Stage.YEAR, Stage.PARTY, Stage.TOTAL)
    assert held(CELLS, caps, order=year_first) == [30_000, 20_000, 60_000, 40_000]
    assert held(CELLS, [Cap(100_000)], takes=Takes.ALIKE) == [30_000, 20_000, 30_000, 20_000]


@pytest.mark.rule("R5")
def test_of_one_stage_the_narrower_cap_comes_first():
    rows = [Cell(2026, "", "甲", menu, 100_000, 100_000) for menu in ("設備", "調査")]
    rates = {"設備": Fraction(1), "調査": Fraction(1)}
    caps = [Cap(100_000), Cap(50_000, menu="設備")]
    subsidy = expected_subsidy(rows, [], rates=rates, cut_to=1_000, caps=caps)
    assert [unit.amount for unit in subsidy.units] == [33_000, 67_000]


@pytest.mark.rule("R5")
def test_the_trace_says_how_the_rest_was_given_out():
    cells = [Cell(year, "", "甲", "", 100_000, 100_000) for year in (2026, 2027)]
    subsidy = expected_subsidy(cells, [], rates=RATES, cut_to=1_000, caps=[Cap(150_000)])
    first, last = subsidy.units
    assert first.trace[-1].label.endswith("補助金の見込額")
    assert last.trace[-1].rounding == (
        "最後の年度から減らし、額に比例して配分し、1,000円未満切捨て、残りは端数の大きい順"
    )


@pytest.mark.rule("R5")
def test_choices_are_read_as_a_scheme_says_them():
    assert CapMethod.of({}) == DEFAULT
    said = {"order": ["total", "year", "party"], "spread": "order", "rest": "nobody", "takes": "alike"}
    assert CapMethod.of(said) == CapMethod(
        (Stage.TOTAL, Stage.YEAR, Stage.PARTY), Spread.ORDER, Rest.NOBODY, Ties.ORDER, Takes.ALIKE
    )


# What may never be false

AMOUNTS = st.lists(st.integers(0, 10**10), min_size=1, max_size=12)
METHODS = st.builds(
    CapMethod,
    order=st.permutations(list(Stage)).map(tuple),
    spread=st.sampled_from(Spread),
    rest=st.sampled_from(Rest),
    ties=st.sampled_from(Ties),
    takes=st.sampled_from(Takes),
)
UNITS = st.sampled_from([1, 10, 1_000, 10_000])


@given(amounts=AMOUNTS, most=st.integers(0, 10**11), cut_to=UNITS, method=METHODS)
def test_nobody_gets_more_than_its_own_and_no_yen_is_lost(amounts, most, cut_to, method):
    shares = spread(amounts, most, cut_to=cut_to, method=method)
    assert all(0 <= share <= amount for share, amount in zip(shares, amounts, strict=True))
    if method.rest is Rest.NOBODY and method.spread is Spread.PROPORTION and sum(amounts) > most:
        assert most - cut_to * len(amounts) < sum(shares) <= most
    else:
        assert sum(shares) == min(most, sum(amounts))


@given(amounts=AMOUNTS, most=st.integers(0, 10**11), cut_to=UNITS)
def test_a_share_is_within_one_unit_of_its_proportion(amounts, most, cut_to):
    cut = [amount // cut_to * cut_to for amount in amounts]
    shares = spread(cut, most, cut_to=cut_to, method=DEFAULT)
    if sum(cut) > most:
        for share, amount in zip(shares, cut, strict=True):
            assert abs(share - Fraction(most * amount, sum(cut))) < cut_to


@given(amount=st.integers(0, 10**9), count=st.integers(1, 9), most=st.integers(0, 10**10))
def test_of_equals_the_first_given_is_never_behind(amount, count, most):
    shares = spread([amount] * count, most, cut_to=1, method=DEFAULT)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


CAPS = st.lists(
    st.builds(
        Cap,
        st.integers(0, 10**6),
        per=st.sampled_from([(), ("year",), ("party",), ("year", "party")]),
    ),
    max_size=4,
)
ROWS = st.lists(
    st.tuples(st.integers(2026, 2029), st.sampled_from("甲乙丙"), st.integers(0, 10**6)),
    min_size=1,
    max_size=10,
    unique_by=lambda row: row[:2],
)


@given(rows=ROWS, caps=CAPS, cut_to=UNITS, method=METHODS)
def test_no_cap_is_ever_exceeded_and_sums_are_sums_of_what_is_shown(rows, caps, cut_to, method):
    cells = [Cell(year, "", party, "", amount, amount) for year, party, amount in rows]
    subsidy = expected_subsidy(cells, [], rates=RATES, cut_to=cut_to, caps=caps, cap_method=method)
    for cap in caps:
        sums = {}
        for unit in subsidy.units:
            sums[cap.group(unit)] = sums.get(cap.group(unit), 0) + unit.amount
        assert all(together <= cap.most for together in sums.values())
    assert sum(unit.amount for unit in subsidy.units) == subsidy.amount
    assert sum(subsidy.by_year.values()) == sum(subsidy.by_party.values()) == subsidy.amount


@given(rows=ROWS, most=st.integers(0, 10**6), cut_to=UNITS, more=st.integers(0, 10**6), data=st.data())
def test_a_dearer_cell_never_brings_less_in_all(rows, most, cut_to, more, data):
    at = data.draw(st.integers(0, len(rows) - 1))
    dearer = [
        (year, party, amount + more * (place == at)) for place, (year, party, amount) in enumerate(rows)
    ]
    for caps in ([], [Cap(most)]):
        assert sum(held(rows, caps, cut_to)) <= sum(held(dearer, caps, cut_to))
