"""Figures of the law, each with the day from which it holds and its article.

Only what a statute or an order fixes stands here. Rates, caps, units and periods that a call sets
belong to the scheme's version.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from .acts import Reason, Refused, Source, article
from .text import ja

Figure = TypeVar("Figure", int, date, Fraction)


@dataclass(frozen=True)
class Parameter(Generic[Figure]):
    """One figure over time; `values` run from the earliest day to the latest."""

    name: str
    label: str
    unit: str
    values: tuple[tuple[date, Figure, Source], ...]

    def on(self, day: date) -> Figure:
        return self._row(day)[1]

    def source_on(self, day: date) -> Source:
        return self._row(day)[2]

    def _row(self, day: date) -> tuple[date, Figure, Source]:
        for row in reversed(self.values):
            if row[0] <= day:
                return row
        raise Refused(self._before_its_time(day))

    def _before_its_time(self, day: date) -> Reason:
        sentence = ja("{day}の時点では、{label}の定めがありません（{first}から）。日付を確かめてください。")
        first = self.values[0][0]
        return Reason(
            "figure_not_in_force",
            sentence.format(day=day.isoformat(), label=self.label, first=first.isoformat()),
            (("parameter", self.name), ("day", day), ("first", first)),
        )


ENFORCED_ON = date(2025, 11, 20)
"""令和7年法律37号の関係規定、令和7年政令357号、令和7年厚労省令104号の施行の日."""

SUNSET_GENERICS = Parameter(
    "sunset_generics",
    ja("後発医薬品製造基盤整備基金による支援の最後の日"),
    "日",
    ((ENFORCED_ON, date(2031, 3, 31), article("基盤研法附則17条2項", "N1")),),
)
SUNSET_INNOVATION = Parameter(
    "sunset_innovation",
    ja("革新的医薬品等実用化支援基金による支援の最後の日"),
    "日",
    ((ENFORCED_ON, date(2036, 3, 31), article("基盤研法附則17条1項", "N1")),),
)
SUNSETS = {"generics": SUNSET_GENERICS, "innovation": SUNSET_INNOVATION}

REVIEW_AROUND = Parameter(
    "review_around",
    ja("基金の在り方の検討の目途（施行後3年）"),
    "日",
    ((ENFORCED_ON, date(2028, 11, 20), article("令和7年法律37号附則2条1項", "N20")),),
)

JFTC_LARGER_SALES = Parameter(
    "jftc_larger_sales",
    ja("公正取引委員会への協議の基準となる国内売上高合計額（一方の会社）"),
    "円",
    ((ENFORCED_ON, 20_000_000_000, article("基盤研法施行令附則17条2号", "O4")),),
)
JFTC_OTHER_SALES = Parameter(
    "jftc_other_sales",
    ja("公正取引委員会への協議の基準となる国内売上高合計額（他の会社）"),
    "円",
    ((ENFORCED_ON, 5_000_000_000, article("基盤研法施行令附則17条2号", "O4")),),
)

# Counted from the day after: 行政不服審査法 says so itself, 行政事件訴訟法 through 民法140条.
APPEAL_MONTHS = Parameter(
    "appeal_months",
    ja("審査請求の期間（知った日の翌日から）"),
    "月",
    ((date(2016, 4, 1), 3, article("行政不服審査法18条1項", "T1")),),
)
APPEAL_YEARS = Parameter(
    "appeal_years",
    ja("審査請求の期間（処分の日の翌日から）"),
    "年",
    ((date(2016, 4, 1), 1, article("行政不服審査法18条2項", "T1")),),
)
SUIT_MONTHS = Parameter(
    "suit_months",
    ja("取消訴訟の出訴期間（知った日から）"),
    "月",
    ((date(2005, 4, 1), 6, article("行政事件訴訟法14条1項", "T2")),),
)
SUIT_YEARS = Parameter(
    "suit_years",
    ja("取消訴訟の出訴期間（処分の日から）"),
    "年",
    ((date(2005, 4, 1), 1, article("行政事件訴訟法14条2項", "T2")),),
)

# 日歩三銭 until then (昭和45年法律13号 turned it into a rate per year).
RATES_PER_YEAR_SINCE = date(1970, 4, 1)
SURCHARGE_RATE = Parameter(
    "surcharge_rate",
    ja("加算金の年率"),
    "",
    ((RATES_PER_YEAR_SINCE, Fraction(1095, 10_000), article("適正化法19条1項", "S19")),),
)
LATE_CHARGE_RATE = Parameter(
    "late_charge_rate",
    ja("延滞金の年率"),
    "",
    ((RATES_PER_YEAR_SINCE, Fraction(1095, 10_000), article("適正化法19条2項", "S19b")),),
)
DAYS_OF_A_YEAR = Parameter(
    "days_of_a_year",
    ja("年率の計算での一年の日数（うるう年も同じ）"),
    "日",
    ((RATES_PER_YEAR_SINCE, 365, article("年利建て移行法25条", "R2")),),
)

PARAMETERS: tuple[Parameter[date] | Parameter[int] | Parameter[Fraction], ...] = (
    SUNSET_GENERICS,
    SUNSET_INNOVATION,
    REVIEW_AROUND,
    JFTC_LARGER_SALES,
    JFTC_OTHER_SALES,
    APPEAL_MONTHS,
    APPEAL_YEARS,
    SUIT_MONTHS,
    SUIT_YEARS,
    SURCHARGE_RATE,
    LATE_CHARGE_RATE,
    DAYS_OF_A_YEAR,
)
