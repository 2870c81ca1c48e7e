"""How much: worked examples, what the arithmetic may never do, and questions about typed sums."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.money import (
    MOST_YEN,
    Cell,
    Rounding,
    UnitFacts,
    expected_subsidy,
    odd_sums,
    parse_rate,
    rate_text,
    rounded,
    trace_json,
    unpayable_years,
    whole_yen,
    yen,
)

HALF = Fraction(1, 2)
EQUIPMENT = {"equipment": HALF}


def cell(total, eligible, *, year=2027, category="building", party="alice", menu="equipment", standard=None):
    return Cell(year, category, party, menu, total, eligible, standard)


def facts(*, income=0, standard=None, year=2027, party="alice", menu="equipment"):
    return UnitFacts(party, year, menu, income, standard)


def amount(cells, units=(), *, rates=EQUIPMENT, cut_to=1000):
    return expected_subsidy(cells, units, rates=rates, cut_to=cut_to).amount


# The example of 医療施設等施設整備費補助金


@pytest.mark.rule("R5")
def test_the_ministrys_formula_on_a_large_facility():
    """基準額26億、実支出24億8012万3456円、総事業費27億、寄付金3億、補助率1/2 → 12億円."""
    cells = [cell(2_700_000_000, 2_480_123_456)]
    units = [facts(income=300_000_000, standard=2_600_000_000)]
    assert amount(cells, units) == 1_200_000_000


@pytest.mark.rule("R5")
@pytest.mark.parametrize(
    ("cells", "units", "expected"),
    [
        pytest.param([cell(10_000, 10_000)], [], 5_000, id="補助対象経費の半分"),
        pytest.param([cell(10_000, 8_000)], [], 4_000, id="総事業費ではなく補助対象経費による"),
        pytest.param(
            [cell(10_000, 8_000)], [facts(standard=6_000)], 3_000, id="基準額が小さければ基準額による"
        ),
        pytest.param([cell(10_000, 8_000)], [facts(standard=0)], 0, id="基準額が0円なら補助はない"),
        pytest.param(
            [cell(10_000, 8_000)],
            [facts(income=4_000)],
            3_000,
            id="収入を除いた総事業費が小さければそれによる",
        ),
        pytest.param(
            [cell(10_000, 8_000)], [facts(income=10_000)], 0, id="収入が総事業費に等しければ補助はない"
        ),
        pytest.param(
            [cell(10_000, 8_000)], [facts(income=11_000)], 0, id="収入が総事業費を超えても負にはならない"
        ),
        pytest.param([cell(3_999, 3_999)], [], 1_000, id="千円未満は切り捨てる"),
        pytest.param([cell(1_999, 1_999)], [], 0, id="切り捨てて0円になる"),
        pytest.param([], [facts(income=5_000)], 0, id="費用のない年度の収入は何も生まない"),
        pytest.param([], [], 0, id="何もなければ0円"),
        pytest.param(
            [cell(3_000, 3_000, standard=1_000), cell(5_000, 5_000, category="design")],
            [],
            3_000,
            id="経費区分ごとの基準額はその区分だけを抑える",
        ),
    ],
)
def test_the_lesser_counts_then_the_rate_then_the_cut(cells, units, expected):
    assert amount(cells, units) == expected


@pytest.mark.rule("R5")
def test_the_cut_is_made_once_per_participant_year_and_menu_never_per_cell():
    three_lines = [cell(1_999, 1_999, category=name) for name in ("a", "b", "c")]
    assert amount(three_lines) == 2_000
    two_years = [cell(3_999, 3_999, year=2027), cell(3_999, 3_999, year=2028)]
    assert amount(two_years) == 2_000
    two_parties = [cell(3_999, 3_999, party="alice"), cell(3_999, 3_999, party="bob")]
    assert amount(two_parties) == 2_000
    two_menus = [cell(3_999, 3_999), cell(3_999, 3_999, menu="survey")]
    assert amount(two_menus, rates={"equipment": HALF, "survey": HALF}) == 2_000


@pytest.mark.rule("R5")
def test_each_menu_has_its_own_rate_and_each_scheme_its_own_unit():
    cells = [cell(9_000, 9_000), cell(9_000, 9_000, menu="survey")]
    assert amount(cells, rates={"equipment": Fraction(1, 3), "survey": Fraction(1)}) == 3_000 + 9_000
    assert amount([cell(9_999, 9_999)], cut_to=1) == 4_999


@pytest.mark.rule("R5")
def test_sums_by_year_and_by_party_are_sums_of_what_was_cut():
    cells = [
        cell(3_999, 3_999, year=2028, party="alice"),
        cell(6_000, 6_000, year=2027, party="bob"),
        cell(8_000, 8_000, year=2027, party="alice"),
    ]
    subsidy = expected_subsidy(cells, [], rates=EQUIPMENT, cut_to=1000)
    assert subsidy.by_year == {2027: 7_000, 2028: 1_000}
    assert subsidy.by_party == {"alice": 5_000, "bob": 3_000}
    assert subsidy.amount == 8_000


def test_a_party_is_shown_its_own_rows_and_sums_only():
    cells = [cell(8_000, 8_000, party="alice"), cell(6_000, 6_000, party="bob")]
    names = {"alice": "見本製薬", "bob": "例示薬品"}
    own = expected_subsidy(cells, [], rates=EQUIPMENT, cut_to=1000, names=names).of_party("alice")
    assert (own.amount, own.by_party) == (4_000, {"alice": 4_000})
    assert "例示薬品" not in str(trace_json(own.trace))


# The trace


@pytest.mark.rule("R5")
def test_the_trace_tells_every_step_in_words():
    names = {"alice": "見本製薬", "equipment": "設備整備", "building": "建物", "design": "設計"}
    cells = [cell(7_000, 6_001), cell(1_000, 1_000, category="design")]
    subsidy = expected_subsidy(
        cells, [facts(income=500, standard=7_001)], rates=EQUIPMENT, cut_to=1000, names=names
    )
    told = [(line.label, line.inputs, line.value) for line in subsidy.trace]
    unit = "2027年度・見本製薬・設備整備"
    assert told == [
        (f"{unit}：補助対象経費", (("建物", 6_001), ("設計", 1_000)), 7_001),
        (f"{unit}：基準額以内とした額", (("基準額", 7_001), ("補助対象経費", 7_001)), 7_001),
        (f"{unit}：総事業費", (("建物", 7_000), ("設計", 1_000)), 8_000),
        (f"{unit}：総事業費から収入を除いた額", (("総事業費", 8_000), ("寄付金その他の収入", 500)), 7_500),
        (f"{unit}：少ない方の額", (("対象となる額", 7_001), ("収入を除いた額", 7_500)), 7_001),
        (f"{unit}：補助金の見込額", (("少ない方の額", 7_001), ("補助率", "1/2")), 3_000),
        ("2027年度の見込額", ((unit, 3_000),), 3_000),
        ("見本製薬の見込額", ((unit, 3_000),), 3_000),
        ("見込額の合計", ((unit, 3_000),), 3_000),
    ]
    assert [line.rounding for line in subsidy.trace if line.rounding] == ["1,000円未満切捨て"]
    assert {line.rule for line in subsidy.trace} == {"R5"}


def test_the_trace_as_json_is_strings_and_whole_numbers():
    (line, *_rest) = trace_json(
        expected_subsidy([cell(4_000, 2_000)], [], rates=EQUIPMENT, cut_to=1000).trace
    )
    assert line == {
        "label": "2027年度・alice・equipment：補助対象経費",
        "rule": "R5",
        "article": "公募要領の算定方法（医療施設等施設整備費補助金の例による）",
        "inputs": [{"label": "building", "value": 2_000}],
        "rounding": "",
        "value": 2_000,
    }


# What the arithmetic may never do

PARTIES, YEARS, CATEGORIES = ("alice", "bob", "carol"), (2027, 2028), ("building", "design")
RATES = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)
SUMS = st.integers(0, 10**10)
CELLS = st.lists(
    st.builds(
        Cell,
        st.sampled_from(YEARS),
        st.sampled_from(CATEGORIES),
        st.sampled_from(PARTIES),
        st.just("equipment"),
        SUMS,
        SUMS,
        st.none() | SUMS,
    ),
    max_size=12,
)
UNITS = st.lists(
    st.builds(
        UnitFacts,
        st.sampled_from(PARTIES),
        st.sampled_from(YEARS),
        st.just("equipment"),
        SUMS,
        st.none() | SUMS,
    ),
    max_size=6,
    unique_by=lambda unit: (unit.party, unit.fiscal_year),
)


@pytest.mark.rule("R5")
@given(CELLS, UNITS, RATES, st.sampled_from([1, 1000, 10_000]))
def test_no_unit_gets_more_than_its_bounds_and_every_sum_agrees(cells, units, rate, cut_to):
    subsidy = expected_subsidy(cells, units, rates={"equipment": rate}, cut_to=cut_to)
    said = {(unit.party, unit.fiscal_year): unit for unit in units}
    for unit in subsidy.units:
        own = [one for one in cells if (one.party, one.fiscal_year) == (unit.party, unit.fiscal_year)]
        known = said.get((unit.party, unit.fiscal_year), facts())
        assert unit.amount <= rate * sum(one.eligible_cost for one in own)
        assert unit.amount <= max(0, sum(one.total_cost for one in own) - known.income)
        assert known.standard_amount is None or unit.amount <= rate * known.standard_amount
        assert unit.amount % cut_to == 0
        assert unit.amount >= 0
        assert unit.trace[-1].value == unit.amount
    assert subsidy.amount == sum(unit.amount for unit in subsidy.units) == subsidy.trace[-1].value
    assert sum(subsidy.by_year.values()) == sum(subsidy.by_party.values()) == subsidy.amount


@pytest.mark.rule("R5")
@given(CELLS, UNITS, st.randoms())
def test_the_order_in_which_sums_are_typed_changes_nothing(cells, units, random):
    expected = expected_subsidy(cells, units, rates=EQUIPMENT, cut_to=1000)
    random.shuffle(cells)
    random.shuffle(units)
    shuffled = expected_subsidy(cells, units, rates=EQUIPMENT, cut_to=1000)
    assert (shuffled.amount, shuffled.by_year, shuffled.by_party) == (
        expected.amount,
        expected.by_year,
        expected.by_party,
    )


# What is refused


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param(True, "yen_not_whole", id="真偽値"),
        pytest.param(1000.0, "yen_not_whole", id="小数"),
        pytest.param("1000", "yen_not_whole", id="文字"),
        pytest.param(None, "yen_not_whole", id="空"),
        pytest.param(Fraction(1, 2), "yen_not_whole", id="分数"),
        pytest.param(-1, "yen_negative", id="負の金額"),
        pytest.param(MOST_YEN + 1, "yen_absurd", id="10兆円を超える金額"),
    ],
)
def test_what_is_not_whole_yen_is_refused_and_the_sum_is_named(typed, code):
    with pytest.raises(Refused, match="総事業費") as refused:
        whole_yen(typed, "総事業費")
    assert refused.value.reasons[0].code == code


@pytest.mark.parametrize("typed", [0, 1, MOST_YEN], ids=yen)
def test_whole_yen_up_to_ten_million_million_pass(typed):
    assert whole_yen(typed, "総事業費") == typed


@pytest.mark.parametrize(
    ("cells", "units", "sentence"),
    [
        pytest.param([cell(-1, 0)], [], "2027年度・alice・equipmentの総事業費に負の", id="総事業費"),
        pytest.param([cell(1, 0.5)], [], "補助対象経費は、円単位の整数", id="補助対象経費"),
        pytest.param([cell(1, 1, standard=0.0)], [], "基準額は、円単位の整数", id="経費区分の基準額"),
        pytest.param([cell(1, 1)], [facts(income=False)], "収入は、円単位の整数", id="収入"),
        pytest.param([cell(1, 1)], [facts(standard=-5)], "基準額に負の", id="基準額"),
        pytest.param([cell(1, 1)], [facts(), facts()], "二度入力", id="同じ単位の収入が二度"),
        pytest.param([cell(1, 1, menu="other")], [], "補助率が", id="補助率のないメニュー"),
    ],
)
def test_a_bad_sum_is_refused_where_it_stands(cells, units, sentence):
    with pytest.raises(Refused, match=sentence):
        amount(cells, units)


@pytest.mark.parametrize("rate", [0.5, Fraction(0), Fraction(3, 2), Fraction(-1, 2)], ids=str)
def test_a_rate_is_a_fraction_above_nothing_and_at_most_one(rate):
    with pytest.raises(Refused, match="補助率"):
        amount([cell(1, 1)], rates={"equipment": rate})


@pytest.mark.parametrize("cut_to", [0, -1000, 1000.0])
def test_the_unit_of_the_cut_is_whole_yen_above_nothing(cut_to):
    with pytest.raises(Refused, match="端数処理の単位"):
        amount([cell(1, 1)], cut_to=cut_to)


# Rates and rounding


@pytest.mark.parametrize(("text", "rate"), [("1/2", HALF), ("2/3", Fraction(2, 3)), ("10/10", Fraction(1))])
def test_a_rate_is_read(text, rate):
    assert parse_rate(text) == rate
    assert parse_rate(rate_text(rate)) == rate


@pytest.mark.parametrize("text", ["", "0.5", "1", "1/0", "0/2", "3/2", "-1/2", "1/2/3", "²/3", "半分"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(Refused, match="「1/2」のように"):
        parse_rate(text)


def test_a_fraction_of_a_yen_is_cut_off_never_rounded():
    assert rounded(Fraction(1999, 2), unit=1, rounding=Rounding.CUT) == 999
    assert rounded(Fraction(1999), unit=1000, rounding=Rounding.CUT) == 1000


# 千円 typed for 円


def odd(*amounts):
    keys = [str(position) for position in range(len(amounts))]
    return list(odd_sums(dict(zip(keys, amounts, strict=True)), {key: f"欄{key}" for key in keys}))


@pytest.mark.parametrize(
    ("amounts", "named"),
    [
        pytest.param((5_000, 5_200_000, 4_900_000), ["0"], id="一つだけ千円単位"),
        pytest.param((5_000_000, 5_200, 4_900), ["0"], id="一つだけ円単位"),
        pytest.param((5_000_000, 5_000), ["0"], id="二つなら大きい方だけを尋ねる"),
        pytest.param((5_000_000, 0, 4_000_000), [], id="0円の年度は比べない"),
        pytest.param((5_000_000, 500_000, 50_000_000), [], id="十倍の違いは尋ねない"),
        pytest.param((1_000, 499_000), [], id="499倍は尋ねない"),
        pytest.param((1_000, 500_000), ["1"], id="500倍から尋ねる"),
        pytest.param((1_000, 2_000_000), ["1"], id="2,000倍まで尋ねる"),
        pytest.param((1_000, 2_001_000), [], id="2,001倍は単位の違いではない"),
        pytest.param((7_000,), [], id="一つでは比べられない"),
    ],
)
def test_a_sum_a_thousand_times_its_neighbours_is_asked_about(amounts, named):
    assert odd(*amounts) == named


def test_where_the_sum_stands_among_the_others_does_not_matter():
    for amounts in permutations((5_000, 5_200_000, 4_900_000)):
        assert odd(*amounts) == [str(amounts.index(5_000))]


def test_the_question_names_the_sum_and_the_likely_mistake():
    labels = {"a": "総事業費（2027年度・設備費）", "b": "総事業費（2028年度・設備費）"}
    assert odd_sums({"a": 3_000_000, "b": 3_000}, labels) == {
        "a": "総事業費（2027年度・設備費）が他の金額の約1,000倍です。"
        "千円単位で入力した欄がないか確かめてください。"
    }


# The fund's last year


@pytest.mark.rule("N1", "N19")
@pytest.mark.parametrize(
    ("year", "code"),
    [
        pytest.param(2029, None, id="最後の日より前に終わる年度は支払える"),
        pytest.param(2030, "year_cut_short", id="事業の最後の日を含む年度はその日まで"),
        pytest.param(2031, "after_last_payment", id="最後の支払日の後に始まる年度は支払えない"),
    ],
)
def test_what_the_fund_can_no_longer_pay_is_said(year, code):
    reasons = unpayable_years([year], last_work_day=date(2030, 12, 28), last_payment_day=date(2031, 3, 31))
    assert [reason.code for reason in reasons.values()] == ([code] if code else [])


@pytest.mark.rule("N1", "N19")
def test_work_may_end_a_year_before_payment_does():
    days = {"last_work_day": date(2030, 3, 31), "last_payment_day": date(2031, 3, 31)}
    reasons = unpayable_years([2031, 2030, 2029, 2030], **days)
    assert {year: str(reason) for year, reason in reasons.items()} == {
        2030: "2030年度の費用は、補助事業の最後の日（令和12年3月31日）より後に生じるため、"
        "補助の対象になりません。",
        2031: "2031年度の費用は、基金の最後の支払日（令和13年3月31日）より後に生じるため、支払えません。",
    }
