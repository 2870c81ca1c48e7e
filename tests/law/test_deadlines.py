"""Days: fiscal years, eras, the offices' days off, periods, the processing clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.deadlines import (
    ClockEvent,
    ClockReading,
    Tick,
    add_business_days,
    era,
    era_of,
    era_year,
    fiscal_year,
    fiscal_year_label,
    fiscal_year_span,
    is_business_day,
    last_day,
    last_day_from_next,
    months_after,
    next_business_day,
    parse_era,
    processing_days,
    shift,
    weekday_label,
)

SATURDAY, SUNDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)


# The fiscal year


@pytest.mark.parametrize(
    ("day", "year"),
    [
        pytest.param(date(2026, 4, 1), 2026, id="4月1日は新しい年度"),
        pytest.param(date(2027, 3, 31), 2026, id="3月31日はまだ前の年度"),
        pytest.param(date(2026, 12, 31), 2026, id="年末は年度の途中"),
        pytest.param(date(2027, 1, 1), 2026, id="年が改まっても年度は変わらない"),
    ],
)
def test_a_fiscal_year_runs_from_april_to_march(day, year):
    assert fiscal_year(day) == year


@pytest.mark.parametrize(
    ("year", "label"),
    [
        pytest.param(2026, "令和8年度", id="2026年度"),
        pytest.param(2019, "令和元年度", id="2019年度は平成31年4月に始まったが令和元年度"),
        pytest.param(2018, "平成30年度", id="2018年度"),
        pytest.param(1988, "昭和63年度", id="1988年度は平成元年3月に終わったが昭和63年度"),
    ],
)
def test_a_fiscal_year_is_called_by_its_era(year, label):
    assert fiscal_year_label(year) == label


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_the_span_of_its_fiscal_year(day):
    first, last = fiscal_year_span(fiscal_year(day))
    assert first <= day <= last


# Eras


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(date(2026, 11, 21), "令和8年11月21日", id="今日"),
        pytest.param(date(2019, 5, 1), "令和元年5月1日", id="令和の最初の日"),
        pytest.param(date(2019, 4, 30), "平成31年4月30日", id="平成の最後の日"),
        pytest.param(date(1989, 1, 7), "昭和64年1月7日", id="昭和の最後の日"),
        pytest.param(date(1926, 12, 25), "昭和元年12月25日", id="昭和の最初の日"),
        pytest.param(date(1912, 7, 29), "明治45年7月29日", id="明治の最後の日"),
    ],
)
def test_a_day_is_written_in_its_era_and_read_back(day, text):
    assert era(day) == text
    assert parse_era(text) == day


def test_a_year_of_an_era_starts_with_gannen():
    assert era_year(date(2019, 12, 31)) == "令和元年"
    assert era_of(date(2026, 1, 1))[1] == 8


def test_days_before_the_eras_are_refused():
    with pytest.raises(Refused, match="和暦で表せません"):
        era(date(1800, 1, 1))


def test_weekdays_have_one_letter():
    assert [weekday_label(day) for day in (SATURDAY, SUNDAY, MONDAY)] == ["土", "日", "月"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param("R8.11.21", date(2026, 11, 21), id="略号と点"),
        pytest.param("r8/11/21", date(2026, 11, 21), id="小文字と斜線"),
        pytest.param("Ｒ８．１１．２１", date(2026, 11, 21), id="全角"),
        pytest.param(" 令和 8 年 11 月 21 日 ", date(2026, 11, 21), id="空白が混じる"),
        pytest.param("㋿8年11月21日", date(2026, 11, 21), id="合字の元号"),
        pytest.param("2026-11-21", date(2026, 11, 21), id="西暦"),
        pytest.param("2026年1月2日", date(2026, 1, 2), id="西暦の年月日"),
        pytest.param("令和8-11-21", date(2026, 11, 21), id="元号とハイフン"),
        pytest.param("平成36年3月31日", date(2024, 3, 31), id="政令が書くとおりの平成36年は読み替える"),
    ],
)
def test_days_are_read_as_people_type_them(typed, day):
    assert parse_era(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "date_unreadable", id="空"),
        pytest.param("来週", "date_unreadable", id="言葉"),
        pytest.param("8.11.21", "date_unreadable", id="元号も西暦もない"),
        pytest.param("令和8年2月29日", "no_such_day", id="平年の2月29日"),
        pytest.param("令和0年5月1日", "no_such_day", id="0年"),
        pytest.param("2026-13-01", "no_such_day", id="13月"),
        pytest.param("令和元年4月30日", "before_the_era", id="令和が始まる前の令和元年"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed, code):
    with pytest.raises(Refused) as refused:
        parse_era(typed)
    assert refused.value.reasons[0].code == code
    assert f"「{typed}」" in str(refused.value)


@given(st.dates(date(1873, 1, 1), date(2100, 12, 31)))
def test_every_day_written_is_read_back(day):
    assert parse_era(era(day)) == day


# The offices' days off


@pytest.mark.rule("H1")
@pytest.mark.parametrize(
    ("day", "open_"),
    [
        pytest.param(date(2026, 11, 20), True, id="金曜日は開いている"),
        pytest.param(SATURDAY, False, id="土曜日は休み"),
        pytest.param(SUNDAY, False, id="日曜日は休み"),
        pytest.param(MONDAY, False, id="勤労感謝の日は休み"),
        pytest.param(date(2026, 9, 22), False, id="祝日に挟まれた日は休み"),
        pytest.param(date(2027, 3, 22), False, id="振替休日は休み"),
        pytest.param(date(2026, 12, 28), True, id="12月28日は御用納め"),
        pytest.param(date(2026, 12, 29), False, id="12月29日から休み"),
        pytest.param(date(2027, 1, 1), False, id="元日は休み"),
        pytest.param(date(2028, 1, 3), False, id="1月3日まで休み"),
        pytest.param(date(2028, 1, 4), True, id="1月4日は御用始め"),
    ],
)
def test_days_off_of_the_offices(day, open_):
    assert is_business_day(day) is open_


@pytest.mark.rule("H1")
def test_a_deadline_on_a_day_off_moves_only_where_its_switch_says_so():
    tenth_of_april = date(2027, 4, 10)
    assert shift(tenth_of_april, enabled=True) == date(2027, 4, 12)
    assert shift(tenth_of_april, enabled=False) == tenth_of_april
    assert shift(date(2027, 4, 9), enabled=True) == date(2027, 4, 9)


@pytest.mark.rule("H1")
def test_over_the_turn_of_the_year_a_deadline_moves_to_the_first_open_day():
    assert shift(date(2026, 12, 29), enabled=True) == date(2027, 1, 4)


def test_business_days_are_counted_from_the_next_open_day():
    friday = date(2026, 11, 20)
    assert next_business_day(friday) == date(2026, 11, 24)
    assert add_business_days(friday, 2) == date(2026, 11, 25)


def test_an_office_may_be_given_its_own_holidays():
    founding_day = date(2026, 11, 24)
    assert not is_business_day(founding_day, lambda day: day == founding_day)


# How a period is counted: 民法140条・143条


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        pytest.param(date(2026, 4, 1), 1, date(2026, 4, 30), id="応当日の前日に満了する"),
        pytest.param(date(2026, 6, 30), 1, date(2026, 7, 29), id="月末から始まっても応当日の前日"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="応当日がない月はその末日"),
        pytest.param(date(2027, 11, 30), 3, date(2028, 2, 29), id="閏年の2月には29日がある"),
        pytest.param(date(2026, 12, 1), 3, date(2027, 2, 28), id="年をまたぐ"),
    ],
)
def test_a_period_of_months_ends_before_its_corresponding_day(first, months, last):
    assert last_day(first, months=months) == last


def test_a_period_of_days_counts_its_first_day():
    assert last_day(date(2026, 4, 1), days=15) == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("known", "last"),
    [
        pytest.param(date(2026, 11, 21), date(2027, 2, 21), id="知った日は数えず翌日から三月"),
        pytest.param(date(2026, 11, 30), date(2027, 2, 28), id="12月1日から三月は2月末日まで"),
        pytest.param(date(2026, 11, 28), date(2027, 2, 28), id="11月29日から三月、2月29日がないので末日"),
    ],
)
def test_the_day_of_the_event_does_not_count(known, last):
    assert last_day_from_next(known, months=3) == last
    assert last_day_from_next(known, days=1) == known.fromordinal(known.toordinal() + 1)


def test_the_same_day_of_a_later_month_or_its_last_one():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 20), 24) == date(2028, 11, 20)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)


# The processing clock (行政手続法6条)


def day(number: int) -> date:
    return date(2026, 6, number)


def events(*heard: tuple[Tick, int]) -> list[ClockEvent]:
    return [ClockEvent(tick, day(number)) for tick, number in heard]


@pytest.mark.rule("A6")
def test_the_clock_starts_on_the_day_after_arrival():
    arrived = events((Tick.ARRIVED, 1))
    assert processing_days(arrived, day(1)) == ClockReading(0, 0, 0, running=True)
    assert processing_days(arrived, day(11)) == ClockReading(10, 0, 0, running=True)


@pytest.mark.rule("A6")
def test_the_intermediarys_days_are_counted_apart():
    filed = events((Tick.ARRIVED_AT_INTERMEDIARY, 1), (Tick.ARRIVED, 6))
    assert processing_days(filed, day(4)) == ClockReading(0, 3, 0, running=True)
    assert processing_days(filed, day(16)) == ClockReading(10, 5, 0, running=True)


@pytest.mark.rule("A7", "A6")
def test_a_correction_that_is_taken_back_never_stopped_the_clock():
    """Nobody had to wait for what had not to be asked: its days are the office's."""
    asked = events((Tick.ARRIVED, 1), (Tick.CORRECTION_REQUESTED, 5))
    assert processing_days(asked, day(10)) == ClockReading(4, 0, 5, running=False)
    taken_back = [*asked, *events((Tick.CORRECTION_WITHDRAWN, 11))]
    assert processing_days(taken_back, day(10)).paused == 5
    assert processing_days(taken_back, day(15)) == ClockReading(14, 0, 0, running=True)
    again = [*taken_back, *events((Tick.CORRECTION_REQUESTED, 15), (Tick.CORRECTION_ENDED, 20))]
    assert processing_days(again, day(21)) == ClockReading(15, 0, 5, running=True)


@pytest.mark.rule("A7")
def test_a_correction_stops_the_clock_until_it_ends():
    asked = events((Tick.ARRIVED, 1), (Tick.CORRECTION_REQUESTED, 5))
    assert processing_days(asked, day(15)) == ClockReading(4, 0, 10, running=False)
    answered = [*asked, *events((Tick.CORRECTION_ENDED, 15))]
    assert processing_days(answered, day(20)) == ClockReading(9, 0, 10, running=True)


@pytest.mark.rule("A7")
def test_of_two_corrections_the_last_to_end_starts_the_clock_again():
    asked = events(
        (Tick.ARRIVED, 1),
        (Tick.CORRECTION_REQUESTED, 3),
        (Tick.CORRECTION_REQUESTED, 4),
        (Tick.CORRECTION_ENDED, 6),
        (Tick.CORRECTION_ENDED, 8),
    )
    assert processing_days(asked, day(10)) == ClockReading(4, 0, 5, running=True)


@pytest.mark.rule("A32")
def test_an_inquiry_never_stops_the_clock():
    asked = events((Tick.ARRIVED, 1), (Tick.INQUIRY_SENT, 3), (Tick.INQUIRY_ENDED, 25))
    assert processing_days(asked, day(30)) == ClockReading(29, 0, 0, running=True)


@pytest.mark.rule("A6")
def test_a_decision_or_withdrawal_ends_it_for_good():
    decided = events((Tick.ARRIVED, 1), (Tick.ENDED, 20))
    assert processing_days(decided, day(30)) == ClockReading(19, 0, 0, running=False)


@pytest.mark.rule("A6")
def test_what_has_not_arrived_or_lies_ahead_is_not_counted():
    assert processing_days([], day(30)) == ClockReading(0, 0, 0, running=False)
    assert processing_days(events((Tick.ARRIVED, 20)), day(10)) == ClockReading(0, 0, 0, running=False)


@pytest.mark.rule("A6")
def test_a_period_in_business_days_counts_those_only():
    arrived = events((Tick.ARRIVED, 1))
    assert processing_days(arrived, day(15), is_business_day).elapsed == 10


@pytest.mark.rule("A6", "A7")
@given(
    st.lists(st.tuples(st.sampled_from(Tick), st.integers(1, 28)), max_size=12),
    st.integers(1, 30),
)
def test_no_day_is_counted_twice(heard, until):
    reading = processing_days(events(*heard), day(until))
    assert 0 <= reading.elapsed + reading.at_intermediary + reading.paused < until
