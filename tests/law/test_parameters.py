"""Figures of the law on their days."""

from datetime import date

import pytest

from law.acts import Refused, article
from law.parameters import (
    APPEAL_MONTHS,
    APPEAL_YEARS,
    ENFORCED_ON,
    JFTC_LARGER_SALES,
    JFTC_OTHER_SALES,
    PARAMETERS,
    REVIEW_AROUND,
    SUIT_MONTHS,
    SUIT_YEARS,
    SUNSETS,
    Parameter,
)

TODAY = date(2026, 11, 21)


@pytest.mark.rule("N1")
@pytest.mark.parametrize(
    ("fund", "last_day"),
    [
        pytest.param("generics", date(2031, 3, 31), id="後発医薬品製造基盤整備基金は令和13年3月31日まで"),
        pytest.param("innovation", date(2036, 3, 31), id="革新的医薬品等実用化支援基金は令和18年3月31日まで"),
    ],
)
def test_support_ends_with_the_fund(fund, last_day):
    assert SUNSETS[fund].on(TODAY) == last_day


@pytest.mark.rule("N20")
def test_the_funds_are_reviewed_about_three_years_after_enforcement():
    review = REVIEW_AROUND.on(TODAY)
    assert review == date(2028, 11, 20) == ENFORCED_ON.replace(year=2028)


@pytest.mark.rule("O4")
def test_the_jftc_figures_are_twenty_and_five_thousand_million_yen():
    assert (JFTC_LARGER_SALES.on(TODAY), JFTC_OTHER_SALES.on(TODAY)) == (20_000_000_000, 5_000_000_000)


@pytest.mark.rule("T1")
def test_an_appeal_is_open_for_three_months_and_at_most_one_year():
    assert (APPEAL_MONTHS.on(TODAY), APPEAL_YEARS.on(TODAY)) == (3, 1)


@pytest.mark.rule("T2")
def test_a_suit_is_open_for_six_months_and_at_most_one_year():
    assert (SUIT_MONTHS.on(TODAY), SUIT_YEARS.on(TODAY)) == (6, 1)


def test_a_figure_holds_from_its_first_day():
    assert SUNSETS["generics"].on(ENFORCED_ON) == date(2031, 3, 31)


def test_before_its_first_day_a_figure_is_refused_with_a_sentence():
    with pytest.raises(Refused) as refused:
        JFTC_LARGER_SALES.on(date(2025, 11, 19))
    assert "2025-11-19の時点では" in str(refused.value)
    assert "2025-11-20から" in str(refused.value)
    assert refused.value.reasons[0].code == "figure_not_in_force"


def test_an_amended_figure_changes_on_its_day_and_keeps_its_past():
    old, new = article("旧条文"), article("新条文")
    figure = Parameter("x", "例", "円", ((date(2026, 4, 1), 10, old), (date(2027, 4, 1), 20, new)))
    assert [figure.on(date(2027, 3, 31)), figure.on(date(2027, 4, 1))] == [10, 20]
    assert figure.source_on(date(2027, 3, 31)) is old
    assert figure.source_on(date(2028, 1, 1)) is new


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.name)
def test_every_figure_stands_in_the_order_of_its_days_and_under_an_article(parameter):
    days = [day for day, _value, _source in parameter.values]
    assert days == sorted(set(days))
    assert all(source.basis == "article" and source.rules for _day, _value, source in parameter.values)
