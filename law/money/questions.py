"""Questions about typed sums: asked, never refused."""

from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median_high, median_low

from ..acts import Reason
from ..deadlines import era, fiscal_year_label, fiscal_year_span
from ..rules import rule
from ..text import ja

LEAST_RATIO, MOST_RATIO = 500, 2_000


def odd_sums(amounts: Mapping[str, int], labels: Mapping[str, str]) -> dict[str, str]:
    """Which of these like sums may stand in 千円 among sums in 円, or the other way round.

    A sum is odd when it is 500 to 2,000 times, or that small a part of, the median of the others;
    of two sums only the larger is named. Sums of 0 are left out.
    """
    sums = {key: amount for key, amount in amounts.items() if amount > 0}
    questions = {}
    for key, amount in sums.items():
        question = _oddness(amount, [other for other_key, other in sums.items() if other_key != key])
        if question:
            questions[key] = question.format(label=labels[key])
    return questions


def _oddness(amount: int, others: list[int]) -> str:
    # Where two stand in the middle, the one nearer to `amount` is asked: one odd sum makes no second one odd.
    if others and _about_a_thousand_times(amount, median_high(others)):
        return ja("{label}が他の金額の約1,000倍です。千円単位で入力した欄がないか確かめてください。")
    if len(others) > 1 and _about_a_thousand_times(median_low(others), amount):
        return ja("{label}が他の金額の約1,000分の1です。千円単位で入力していませんか。")
    return ""


def _about_a_thousand_times(larger: int, smaller: int) -> bool:
    return LEAST_RATIO * smaller <= larger <= MOST_RATIO * smaller


@rule("N1", "N19")
def unpayable_years(
    fiscal_years: Iterable[int], *, last_work_day: date, last_payment_day: date
) -> dict[int, Reason]:
    """What of these years' costs the fund can no longer pay, by year; said when it is typed."""
    found = {year: _unpayable(year, last_work_day, last_payment_day) for year in sorted(set(fiscal_years))}
    return {year: reason for year, reason in found.items() if reason is not None}


def _unpayable(year: int, last_work_day: date, last_payment_day: date) -> Reason | None:
    first, last = fiscal_year_span(year)
    if first > last_payment_day:
        sentence = ja("{year}の費用は、基金の最後の支払日（{day}）より後に生じるため、支払えません。")
        return _year_reason("after_last_payment", sentence, year, last_payment_day)
    if first > last_work_day:
        sentence = ja(
            "{year}の費用は、補助事業の最後の日（{day}）より後に生じるため、補助の対象になりません。"
        )
        return _year_reason("after_last_work", sentence, year, last_work_day)
    if last > last_work_day:
        sentence = ja("{year}の費用は、補助事業の最後の日（{day}）までに生じるものだけが補助の対象です。")
        return _year_reason("year_cut_short", sentence, year, last_work_day)
    return None


def _year_reason(code: str, sentence: str, year: int, day: date) -> Reason:
    return Reason(
        code,
        sentence.format(year=fiscal_year_label(year), day=era(day)),
        (("fiscal_year", year), ("day", day)),
    )
