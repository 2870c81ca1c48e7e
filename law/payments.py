"""What a grant is paid for: the two kinds of payment, and the days on which banks work."""

from datetime import date
from enum import StrEnum

from .accounts import Kind
from .deadlines import DayTest, national_holiday
from .text import ja


class PaymentKind(StrEnum):
    """概算払 is paid before 額の確定, from what is committed; 精算払 after it, from what is payable."""

    ADVANCE = "advance"
    FIXED = "fixed"


KIND_LABELS = {PaymentKind.ADVANCE: ja("概算払"), PaymentKind.FIXED: ja("精算払")}
PAID_FROM = {PaymentKind.ADVANCE: Kind.COMMITTED, PaymentKind.FIXED: Kind.PAYABLE}


def is_banking_day(day: date, holidays: DayTest = national_holiday) -> bool:
    """銀行法施行令5条: no Saturday, Sunday or holiday, nor 31 December to 3 January."""
    new_year = (day.month, day.day) in ((12, 31), (1, 1), (1, 2), (1, 3))
    return day.weekday() < 5 and not new_year and not holidays(day)
