"""What the office and the applicant are told of the consultation with the 公正取引委員会."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.competition import jftc_trigger
from law.makers import Notification
from tests.law.makers import MERGER, OKU, ON, maker, plain, without

SALES = st.sampled_from([0, 50 * OKU, 50 * OKU + 1, 200 * OKU, 200 * OKU + 1])


def test_the_office_is_told_with_figures():
    filed = (MERGER, Notification("16-2"))
    trigger = jftc_trigger([maker("甲", 300, structural="ヘカ", notifications=filed), plain("乙", 60)], ON)
    assert trigger.office == (
        "事業再編（産業競争力強化法2条17項）を伴います：甲（1号ヘ・カ、2号ロ）。",
        "1号：事前の届出を要します。甲：独占禁止法15条2項（合併）（令和8年10月1日届出、公企結第１２号、"
        "令和8年10月31日まで待機）、独占禁止法16条2項（事業等の譲受け）（未届出）。",
        "2号：一の会社が200億円を、他の会社が50億円を超え、同じ企業結合集団だけではありません"
        "（甲 30,000,000,000円（令和7年度）、乙 6,000,000,000円（令和7年度））。",
    )


@pytest.mark.parametrize(
    ("makers", "sentence"),
    [
        pytest.param([plain("甲", 1)], "両方に当たるもの）を伴う会社はありません", id="事業再編でない"),
        pytest.param(
            [maker("甲", 1)], "1号：独占禁止法による事前の届出を要する会社はありません", id="届出がない"
        ),
        pytest.param([maker("甲", 1)], "2号：単独の申請です", id="単独"),
        pytest.param(
            [maker("甲", 1, group="親"), maker("乙", 1, group="親")], "すべての会社が同じ", id="同じ集団"
        ),
        pytest.param([maker("甲", 1), maker("乙", 1)], "他の会社の組がありません", id="超えない"),
        pytest.param([maker("甲", 300), without("乙", 0, domestic_sales=None)], "乙 未回答", id="未回答"),
        pytest.param(
            [maker("甲", 1, notifications=(Notification("16-2"),))],
            "16条2項（事業等の譲受け）（未届出）",
            id="未届出",
        ),
    ],
)
def test_the_office_is_told_why_not(makers, sentence):
    assert sentence in "".join(jftc_trigger(makers, ON).office)


def test_an_applicant_is_told_the_limb_and_no_figure():
    trigger = jftc_trigger([maker("甲", 300), maker("乙", 60)], ON)
    assert trigger.applicant == (
        "認定の前に、厚生労働大臣が公正取引委員会と協議します"
        "（国内売上高合計額が一定の額を超える会社が共同して行う製造基盤整備措置（施行令附則17条2号））。"
    )
    assert [limb.holds for limb in trigger.limbs] == [False, True]


@pytest.mark.parametrize(
    ("makers", "sentence"),
    [
        pytest.param([plain("甲", 1)], "公正取引委員会への協議を要する場合には当たりません。", id="要しない"),
        pytest.param(
            [without("甲", 1, notifications=None)],
            "公正取引委員会への協議の要否は、各社の入力がそろうと判定されます。",
            id="まだ分からない",
        ),
    ],
)
def test_an_applicant_is_told_when_there_is_no_consultation(makers, sentence):
    assert jftc_trigger(makers, ON).applicant == sentence


@given(SALES, SALES)
def test_no_figure_ever_reaches_an_applicant(sales, other):
    told = jftc_trigger([maker("甲", 0, sales=sales), maker("乙", 0, sales=other)], ON).applicant
    assert "億" not in told
    assert "," not in told


def test_two_answers_of_one_group_that_differ_are_told_and_the_larger_counts():
    trigger = jftc_trigger([maker("甲", 300, group="親"), maker("乙", 10, group="親"), maker("丙", 60)], ON)
    assert [str(doubt) for doubt in trigger.doubts] == [
        "甲と乙は同じ企業結合集団ですが、国内売上高合計額が異なります。"
    ]
    assert trigger.required is True
