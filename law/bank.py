"""A fund's account at the bank: months, and how far apart one sum may lie in the book and at the bank."""

from datetime import date, timedelta
from enum import StrEnum

from .acts import practice
from .deadlines import era_year, months_after
from .text import ja

# A bank works a day or two after the book, a holiday season more; beyond it only a person says what is what.
WINDOW = timedelta(days=7)
WINDOW_OF_PRACTICE = practice("明細と帳簿の日付の差が7日以内で金額が同じものを候補に示す（会計の実務）")


class StatementForm(StrEnum):
    """How a statement came."""

    ZENGIN = "zengin"
    SHEET = "sheet"
    TYPED = "typed"
    PROGRAM = "program"


FORM_LABELS = {
    StatementForm.ZENGIN: ja("全銀協「入出金取引明細」"),
    StatementForm.SHEET: ja("CSV・Excel"),
    StatementForm.TYPED: ja("入力"),
    StatementForm.PROGRAM: ja("API"),
}


# Words by which banks head a column; and what they write where there is no sum.
# fmt: off
HEADINGS = {
    "on":          (ja("日付"), ja("取引日"), ja("勘定日"), ja("年月日"), ja("入出金日")),
    "came_in":     (ja("入金"), ja("預入"), ja("預り"), ja("受入")),
    "went_out":    (ja("出金"), ja("引出"), ja("支払"), ja("払戻")),
    "balance":     (ja("残高"),),
    "counterpart": (ja("相手"), ja("依頼人"), ja("振込人"), ja("取引先")),
    "remark":      (ja("摘要"), ja("備考"), ja("内容"), ja("メモ")),
}
# fmt: on
NOT_A_SUM = (ja("円"), "-", "－", "―", "—")


class Leg(StrEnum):
    """An investment leaves the account, and comes back to it."""

    PLACED = "placed"
    RETURNED = "returned"


class Known(StrEnum):
    """What is done with lines that look like those taken in before."""

    SKIP = "skip"
    KEEP = "keep"


KNOWN_LABELS = {
    Known.SKIP: ja("取込済みの行を飛ばし、続きだけを取り込む"),
    Known.KEEP: ja("同じ内容の別の取引として、すべて取り込む"),
}


def month_of(day: date) -> date:
    """A month is named by its first day."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    return months_after(month, 1) - timedelta(days=1)


def next_month(month: date) -> date:
    return months_after(month, 1)


def month_label(month: date) -> str:
    return ja("{year}{month}月").format(year=era_year(month), month=month.month)
