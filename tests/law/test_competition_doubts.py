"""Answers that the officer must look at before the trigger is believed."""

from datetime import date

import pytest

from law.competition import jftc_trigger
from law.groups import Parent

from .makers import MERGER, OKU, ON, maker, plain, without


@pytest.mark.rule("O4")
@pytest.mark.parametrize(
    ("year", "filed_on", "doubted"),
    [
        pytest.param(2025, date(2026, 11, 21), False, id="直前に終わった年度"),
        pytest.param(2025, date(2026, 4, 1), False, id="終わった翌日から"),
        pytest.param(2025, date(2026, 3, 31), True, id="まだ終わっていない年度"),
        pytest.param(2024, date(2026, 3, 31), False, id="年度の末日には、その前の年度"),
        pytest.param(2010, date(2026, 11, 21), True, id="ずっと前の年度"),
        pytest.param(None, date(2026, 11, 21), False, id="未回答"),
    ],
)
def test_a_figure_of_another_year_is_doubted_by_the_day_of_filing_and_still_counts(year, filed_on, doubted):
    one = without("甲", 300, sales_fiscal_year=year)
    trigger = jftc_trigger([one, without("乙", 60, sales_fiscal_year=None)], ON, filed_on)
    assert [doubt.code for doubt in trigger.doubts] == ["sales_of_another_year"] * doubted
    assert trigger.required is True


def test_the_doubt_names_both_years():
    [doubt] = jftc_trigger([without("甲", 300, sales_fiscal_year=2010)], ON).doubts
    assert "甲の国内売上高合計額は平成22年度の額" in str(doubt)
    assert "（令和7年度）" in str(doubt)


@pytest.mark.rule("O3", "N9")
@pytest.mark.parametrize(
    ("makers", "doubted"),
    [
        pytest.param(
            [maker("甲", 1), plain("乙", 1, notifications=(MERGER,))], True, id="別の会社が届け出る"
        ),
        pytest.param(
            [maker("甲", 1, notifications=(MERGER,)), plain("乙", 1)], False, id="同じ会社が届け出る"
        ),
        pytest.param(
            [maker("甲", 1, notifications=(MERGER,)), plain("乙", 1, notifications=(MERGER,))],
            False,
            id="双方が届け出る",
        ),
    ],
)
def test_a_notification_of_another_maker_consults_and_is_doubted(makers, doubted):
    trigger = jftc_trigger(makers, ON)
    assert trigger.required is True
    assert [doubt.code for doubt in trigger.doubts] == ["notified_by_another"] * doubted
    assert all("事業再編を伴うとした会社（甲）" in str(doubt) for doubt in trigger.doubts)


@pytest.mark.rule("O4")
@pytest.mark.parametrize(
    ("names", "doubted"),
    [
        pytest.param(("見本HD株式会社", "見本ＨＤ㈱"), False, id="書き方が違うだけ"),
        pytest.param(("見本HD株式会社", "髙﨑HD株式会社"), True, id="別の名称"),
        pytest.param(("見本HD株式会社", ""), False, id="番号だけ"),
    ],
)
def test_one_number_under_two_names_is_doubted(names, doubted):
    makers = [without(one, 300, parent=Parent("親", name)) for one, name in zip("甲乙", names, strict=True)]
    trigger = jftc_trigger(makers, ON)
    assert trigger.required is False
    assert [doubt.code for doubt in trigger.doubts] == ["group_parents_differ"] * doubted


@pytest.mark.parametrize(
    ("makers", "asked"),
    [
        pytest.param([maker("甲", 300), maker("乙", 0, sales=8_000_000)], ["乙"], id="80億円を千円で"),
        pytest.param([maker("甲", 600), maker("乙", 0, sales=120_000_000)], ["乙"], id="500分の1"),
        pytest.param([maker("甲", 600), maker("乙", 0, sales=120_000_001)], [], id="500分の1を超える"),
        pytest.param([maker("甲", 0, sales=OKU)], [], id="ちょうど1億円"),
        pytest.param([maker("甲", 0, sales=OKU - 1)], ["甲"], id="1億円に満たない"),
        pytest.param([maker("甲", 0, sales=0), maker("乙", 300)], [], id="売上がない"),
        pytest.param([plain("甲", 300), plain("乙", 0, sales=8_000_000)], [], id="事業再編を伴わない"),
    ],
)
def test_a_figure_that_may_be_in_thousands_is_asked_about(makers, asked):
    trigger = jftc_trigger(makers, ON)
    assert [str(doubt).split("の国内")[0] for doubt in trigger.doubts] == asked
    assert "千円" not in (trigger.applicant or "")
