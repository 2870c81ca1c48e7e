"""What people type into sums, dates and codes, and the sentences they get back."""

from contextlib import suppress
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import cn

from common import corporate_number
from common.forms import (
    CorporateNumberField,
    EraDateField,
    FullWidthIntegerField,
    YenField,
    normalise,
    parse_date,
    parse_yen,
)
from law.deadlines import era

YEN = {
    "0": 0,
    "12,345,000": 12_345_000,
    "１２３４５": 12_345,
    "￥1,234": 1_234,
    "1,234円": 1_234,
    " 1 234 ": 1_234,
    "5千円": 5_000,
    "１，２３４千円": 1_234_000,
    "3百万円": 3_000_000,
    "2千万円": 20_000_000,
    "3億5,000万円": 350_000_000,
    "1.5億円": 150_000_000,
    "1.23456億円": 123_456_000,
    "10兆円": 10**13,
    "12、345": 12_345,
}
REFUSED = {
    "-5": "yen_negative",
    "ー5": "yen_negative",
    "△5": "yen_negative",
    "￥▲5": "yen_negative",
    "10兆1円": "yen_absurd",
    "99999999999999": "yen_absurd",
    "0.5円": "yen_fraction",
    "12,34": "yen_unreadable",
    "abc": "yen_unreadable",
    "円": "yen_unreadable",
    "約100万円": "yen_unreadable",
    "5千3億円": "yen_units",
    "1" * 5000: "yen_unreadable",
}


@pytest.mark.parametrize(("typed", "yen"), YEN.items())
def test_a_sum_is_understood(typed, yen):
    assert parse_yen(typed) == yen


@pytest.mark.parametrize(("typed", "code"), REFUSED.items(), ids=[str(each)[:12] for each in REFUSED])
def test_a_sum_is_refused_with_a_sentence(typed, code):
    with pytest.raises(ValidationError) as refused:
        parse_yen(typed)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith("。")


@given(st.integers(0, 10**13))
def test_every_sum_we_write_is_read_back(yen):
    field = YenField()
    assert field.clean(field.widget.format_value(yen)) == yen


@pytest.mark.parametrize(
    "field", [YenField(), FullWidthIntegerField(), EraDateField(), CorporateNumberField()]
)
@given(text=st.text(max_size=40))
def test_no_text_breaks_a_field(field, text):
    with suppress(ValidationError):
        field.clean(text)


def test_a_sum_typed_badly_is_shown_as_typed():
    form = forms.Form({"sum": "-5"})
    form.fields["sum"] = YenField(label="額")
    html = form["sum"].as_field_group()
    assert 'value="-5"' in html
    assert 'aria-invalid="true"' in html
    assert "マイナスの金額は入力できません" in html


@pytest.mark.parametrize(("typed", "number"), [("１，２３４", 1234), ("12", 12), ("-3", -3), ("ー３", -3)])
def test_an_integer_in_any_width(typed, number):
    assert FullWidthIntegerField().clean(typed) == number


def test_an_integer_keeps_its_limits():
    with pytest.raises(ValidationError, match="0以上の数を入力してください"):
        FullWidthIntegerField(min_value=0).clean("-1")
    with pytest.raises(ValidationError, match="99以下の数を入力してください"):
        FullWidthIntegerField(max_value=99).clean("１００")
    with pytest.raises(ValidationError, match="数として読み取れません"):
        FullWidthIntegerField().clean("1.5")


DATES = [
    "令和8-11-21",
    "R8.11.21",
    "Ｒ８／１１／２１",
    "2026-11-21",
    "2026年11月21日",
    "令和８年１１月２１日",
]


@pytest.mark.parametrize("typed", DATES)
def test_a_date_in_either_calendar(typed):
    assert parse_date(typed) == date(2026, 11, 21)


WRONG_DATES = {
    "8-11-21": "date_era",
    "令和8--21": "date_missing",
    "2026-2-30": "no_such_day",
    "2026-1_1-1": "date_unreadable",
    "来年": "date_unreadable",
    "平成元-1-7": "before_the_era",
    "0000-1-1": "no_such_day",
    "0001-1-1": "date_far",
    "1868-1-24": "date_far",
    "2101-1-1": "date_far",
    "9999-12-31": "date_far",
    "令和999-1-1": "date_far",
    "99999-1-1": "date_unreadable",
    "9" * 400 + "-1-1": "date_unreadable",
}


@pytest.mark.parametrize(("typed", "code"), WRONG_DATES.items())
def test_a_date_is_refused_with_a_sentence(typed, code):
    with pytest.raises(ValidationError) as refused:
        parse_date(typed)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith("。")


@given(st.dates(date(1868, 1, 25), date(2100, 12, 31)))
def test_every_day_we_write_is_read_back(day):
    assert parse_date(era(day)) == day


class DateForm(forms.Form):
    day = EraDateField(label="開始日")


def test_three_boxes_are_one_field_kept_as_typed():
    form = DateForm({"day_year": "R8", "day_month": "", "day_day": "21"})
    assert form["day"].data == "R8--21"
    assert not form.is_valid()
    html = form["day"].as_field_group()
    assert 'name="day_year" value="R8"' in html
    assert "「月」が入力されていません" in html


def test_a_stored_text_fills_the_boxes_and_says_its_day():
    html = str(DateForm(initial={"day": "令和8-11-21"})["day"])
    assert 'name="day_year" value="令和8"' in html
    assert "令和8年11月21日（土）" in html


def test_a_date_fills_the_boxes_and_posts_back():
    assert 'value="2026"' in str(DateForm(initial={"day": date(2026, 11, 21)})["day"])
    assert DateForm({"day": "2026-11-21"}).is_valid()


@given(st.integers(10**11, 10**12 - 1).map(str))
def test_the_check_digit_agrees_with_another_implementation(base):
    number = corporate_number.with_check_digit(base)
    assert cn.is_valid(number)
    assert CorporateNumberField().clean(number) == number


@given(st.integers(0, 10**13 - 1).map(lambda number: f"{number:013}"))
def test_a_number_is_valid_here_when_it_is_valid_there(number):
    assert corporate_number.is_valid(number) == cn.is_valid(number)


@pytest.mark.parametrize("typed", ["７０００ー０１２０ー５０００２", "7000-0120-50002", " 7000012050002 "])
def test_a_corporate_number_in_any_dress(typed):
    assert CorporateNumberField().clean(typed) == "7000012050002"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("7000012050003", "corporate_number_check_digit"), ("70000120500", "corporate_number_length")],
)
def test_a_corporate_number_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        CorporateNumberField().clean(typed)
    assert refused.value.code == code


@pytest.mark.parametrize("dash", "-‐‑‒–—―−ー－ｰ─")
def test_every_dash_is_a_hyphen(dash):
    assert normalise(f"１２{dash} ａ") == "12-a"
