"""Days: the fiscal year, the era, the offices' holidays, periods, and the processing clock.

Nothing here asks what day it is; every function is given its days.
"""

import calendar
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise

import jpholiday

from .acts import Reason, Refused
from .rules import rule
from .text import ja

DayTest = Callable[[date], bool]
ONE_DAY = timedelta(days=1)


# The fiscal year is named by its first calendar year (財政法11条: 4月1日から翌年3月31日まで)


def fiscal_year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_span(year: int) -> tuple[date, date]:
    return date(year, 4, 1), date(year + 1, 3, 31)


@rule("Y4")
def last_payment_of_year(year: int) -> date:
    """予決令4条: an appropriation of a fiscal year is paid until 30 April after it."""
    return date(year + 1, 4, 30)


def fiscal_year_label(year: int) -> str:
    # By the era of its autumn: the year that began on 2019-04-01 is 令和元年度, not 平成31年度.
    return era_year(date(year, 10, 1)) + ja("度")


# Eras


@dataclass(frozen=True)
class Era:
    name: str
    letter: str
    first_day: date


ERAS = (
    Era(ja("明治"), "M", date(1868, 1, 25)),
    Era(ja("大正"), "T", date(1912, 7, 30)),
    Era(ja("昭和"), "S", date(1926, 12, 25)),
    Era(ja("平成"), "H", date(1989, 1, 8)),
    Era(ja("令和"), "R", date(2019, 5, 1)),
)
WEEKDAYS = (ja("月"), ja("火"), ja("水"), ja("木"), ja("金"), ja("土"), ja("日"))
_TYPED_DATE = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和|[MTSHR])(?P<number>元|\d{1,3})|(?P<year>\d{4}))"
    r"[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?",
    re.IGNORECASE,
)


def era_of(day: date) -> tuple[Era, int]:
    for named in reversed(ERAS):
        if named.first_day <= day:
            return named, day.year - named.first_day.year + 1
    raise Refused(Reason("before_eras", ja("明治より前の日は和暦で表せません。"), (("day", day),)))


def era_year(day: date) -> str:
    named, number = era_of(day)
    return f"{named.name}{ja('元') if number == 1 else number}{ja('年')}"


def era(day: date) -> str:
    return f"{era_year(day)}{day.month}{ja('月')}{day.day}{ja('日')}"


def weekday_label(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def parse_era(text: str) -> date:
    """Read a typed day: 令和8年11月21日, R8.11.21, 2026-11-21, also in full width.

    A year past the era's end is read on (statutes themselves print 平成三十六年); a day before the
    era began is refused.
    """
    typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _TYPED_DATE.fullmatch(typed)
    if found is None:
        raise _unreadable(text)
    named = _era_named(found["era"]) if found["era"] else None
    day = _day_of(text, found, named)
    if named is not None and day < named.first_day:
        raise _before_the_era(text, named)
    return day


def _day_of(text: str, found: re.Match[str], named: Era | None) -> date:
    try:
        return date(_year_of(found, named), int(found["month"]), int(found["day"]))
    except ValueError:
        sentence = ja("「{text}」という日はありません。日付を確かめてください。")
        raise Refused(Reason("no_such_day", sentence.format(text=text))) from None


def _era_named(name: str) -> Era:
    return next(found for found in ERAS if name.upper() in (found.name, found.letter))


def _year_of(found: re.Match[str], named: Era | None) -> int:
    if named is None:
        return int(found["year"])
    number = 1 if found["number"] == "元" else int(found["number"])
    if number == 0:
        raise ValueError("an era has no year 0")
    return named.first_day.year + number - 1


def _unreadable(text: str) -> Refused:
    sentence = ja("「{text}」は日付として読み取れません。")
    remedy = ja("「令和8年11月21日」または「2026-11-21」のように入力してください。")
    return Refused(Reason("date_unreadable", sentence.format(text=text) + remedy))


def _before_the_era(text: str, named: Era) -> Refused:
    sentence = ja("「{text}」は{era}の始まり（{first}）より前の日です。元号を確かめてください。")
    filled = sentence.format(text=text, era=named.name, first=named.first_day.isoformat())
    return Refused(Reason("before_the_era", filled))


# The offices' holidays


@cache
def national_holiday(day: date) -> bool:
    """国民の祝日に関する法律に規定する休日 (substitute and in-between days too)."""
    return bool(jpholiday.is_holiday(day))


@rule("H1")
def is_business_day(day: date, holidays: DayTest = national_holiday) -> bool:
    """Not a day off of the offices (行政機関の休日に関する法律1条1項).

    「日曜日及び土曜日」、「国民の祝日に関する法律…に規定する休日」、「十二月二十九日から翌年の一月三日までの日」.
    """
    turn_of_the_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not turn_of_the_year and not holidays(day)


def next_business_day(day: date, holidays: DayTest = national_holiday) -> date:
    """The first business day after `day`."""
    following = day + ONE_DAY
    while not is_business_day(following, holidays):
        following += ONE_DAY
    return following


def years_after(day: date, years: int) -> date:
    """応当日: a period of `years` from `day` ends on the day before it (民法143条2項)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February: the period ends with the month's last day
        return date(day.year + years, 3, 1)


def add_business_days(day: date, count: int, holidays: DayTest = national_holiday) -> date:
    """The `count`-th business day after `day`."""
    for _step in range(count):
        day = next_business_day(day, holidays)
    return day


@rule("H1")
def shift(day: date, *, enabled: bool, holidays: DayTest = national_holiday) -> date:
    """A deadline that falls on a day off moves to the next business day, where the law lets it.

    Each deadline says so for itself: 行政機関の休日に関する法律2条 covers 「国の行政庁…に対する申請、届出その他の行為の
    期限で法律又は法律に基づく命令で規定する期間…をもつて定めるもの」; not a calendar date (10 April), and not what is
    due at NIBN.
    """
    if not enabled or is_business_day(day, holidays):
        return day
    return next_business_day(day, holidays)


# Periods


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day(first: date, *, months: int = 0, days: int = 0) -> date:
    """The last day of a period whose first counted day is `first` (民法143条).

    It ends the day before the corresponding day, or, where there is none, on the month's last day.
    """
    corresponding = months_after(first, months)
    if months and corresponding.day < first.day:
        return corresponding + timedelta(days=days)
    return corresponding + timedelta(days=days) - ONE_DAY


def last_day_from_next(event: date, *, months: int = 0, days: int = 0) -> date:
    """The same where the day of the event does not count (民法140条: 初日不算入; 翌日から起算して)."""
    return last_day(event + ONE_DAY, months=months, days=days)


@rule("R3")
def withdrawal_until(received_on: date, days: int) -> date:
    """受けた日から起算してその日数を経過した日: the day of receipt counts, and the day is the one after they passed."""
    return last_day(received_on, days=days) + ONE_DAY


# The processing clock


class Tick(StrEnum):
    """What the clock hears. An inquiry is heard and changes nothing."""

    ARRIVED_AT_INTERMEDIARY = "arrived_at_intermediary"
    ARRIVED = "arrived"
    CORRECTION_REQUESTED = "correction_requested"
    CORRECTION_ENDED = "correction_ended"
    CORRECTION_WITHDRAWN = "correction_withdrawn"
    INQUIRY_SENT = "inquiry_sent"
    INQUIRY_ENDED = "inquiry_ended"
    ENDED = "ended"  # decided or withdrawn


@dataclass(frozen=True)
class ClockEvent:
    tick: Tick
    on: date


@dataclass(frozen=True)
class ClockReading:
    """Days spent: at the deciding office, at the intermediary, waiting for a correction."""

    elapsed: int
    at_intermediary: int
    paused: int
    running: bool


def every_day(_day: date) -> bool:
    return True


@rule("A6", "A7", "A32")
def processing_days(events: Iterable[ClockEvent], today: date, counts: DayTest = every_day) -> ClockReading:
    """Read the clock of 行政手続法6条 on `today`; `counts` says which days count.

    It starts on the day after arrival. Waiting for a 補正 stops it, unless the
    office takes that request back; a 照会 is voluntary and never does.
    Events of one day are taken in the order given.
    """
    heard = sorted((event for event in events if event.on <= today), key=lambda event: event.on)
    spent: Counter[_Hand] = Counter()
    clock = _Clock()
    for event, following in pairwise([*_standing(heard), ClockEvent(Tick.ENDED, today)]):
        clock = clock.after(event.tick)
        spent[clock.hand] += _days_between(event.on, following.on, counts)
    return ClockReading(
        elapsed=spent[_Hand.OFFICE],
        at_intermediary=spent[_Hand.INTERMEDIARY],
        paused=spent[_Hand.APPLICANT],
        running=clock.hand in (_Hand.OFFICE, _Hand.INTERMEDIARY),
    )


def _standing(heard: Iterable[ClockEvent]) -> list[ClockEvent]:
    """Without the requests that were taken back: nobody was to wait for what had not to be asked."""
    kept: list[ClockEvent] = []
    for event in heard:
        if event.tick is not Tick.CORRECTION_WITHDRAWN:
            kept.append(event)
            continue
        asked = [place for place, each in enumerate(kept) if each.tick is Tick.CORRECTION_REQUESTED]
        if asked:
            del kept[asked[-1]]
    return kept


class _Hand(StrEnum):
    """In whose hands the application lies."""

    NOBODY = "nobody"
    INTERMEDIARY = "intermediary"
    OFFICE = "office"
    APPLICANT = "applicant"


@dataclass(frozen=True)
class _Clock:
    at: _Hand = _Hand.NOBODY
    corrections: int = 0

    @property
    def hand(self) -> _Hand:
        waits = self.corrections > 0 and self.at is not _Hand.NOBODY
        return _Hand.APPLICANT if waits else self.at

    def after(self, tick: Tick) -> "_Clock":
        open_corrections = max(0, self.corrections + _CORRECTIONS.get(tick, 0))
        return _Clock(_PLACES.get(tick, self.at), open_corrections)


_PLACES = {
    Tick.ARRIVED_AT_INTERMEDIARY: _Hand.INTERMEDIARY,
    Tick.ARRIVED: _Hand.OFFICE,
    Tick.ENDED: _Hand.NOBODY,
}
_CORRECTIONS = {Tick.CORRECTION_REQUESTED: 1, Tick.CORRECTION_ENDED: -1}


def _days_between(start: date, end: date, counts: DayTest) -> int:
    """Days after `start`, up to and with `end`, that count."""
    if counts is every_day:  # a list reads thousands of clocks
        return max(0, (end - start).days)
    return sum(counts(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
