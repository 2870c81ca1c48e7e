"""Yen, rates and rounding: whole yen in, whole yen out, and nothing is a float."""

import re
from enum import StrEnum
from fractions import Fraction

from ..acts import Reason, Refused
from ..text import ja

MOST_YEN = 10**13
_TYPED_RATE = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


def yen(amount: int) -> str:
    return f"{amount:,}{ja('円')}"


def whole_yen(amount: object, label: str) -> int:
    """`amount` if it is whole yen between 0 and 10 兆; refused otherwise, saying what to mend."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise refused("yen_not_whole", ja("{label}は、円単位の整数で入力してください。"), label)
    if amount < 0:
        sentence = ja("{label}に負の金額は入力できません。0円以上で入力してください。")
        raise refused("yen_negative", sentence, label)
    if amount > MOST_YEN:
        sentence = ja("{label}が10兆円を超えています。桁数と単位（円）を確かめてください。")
        raise refused("yen_absurd", sentence, label)
    return amount


def parse_rate(text: str) -> Fraction:
    """Read "1/2". A rate is above 0 and at most 1."""
    typed = _TYPED_RATE.fullmatch(text)
    above, below = (int(number) for number in typed.groups()) if typed else (0, 0)
    if not 0 < above <= below:
        sentence = ja(
            "補助率「{label}」は読み取れません。「1/2」のように、0より大きく1以下で入力してください。"
        )
        raise refused("rate_unreadable", sentence, text)
    return Fraction(above, below)


def rate_text(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


def fraction_text(amount: Fraction) -> str:
    """1,234 or 1,234と1/2: exact, for a figure that is not cut here."""
    whole, rest = divmod(amount, 1)
    return f"{whole:,}" + (f"{ja('と')}{rate_text(rest)}" if rest else "")


def refused(code: str, sentence: str, label: str) -> Refused:
    return Refused(Reason(code, sentence.format(label=label), (("label", label),)))


class Rounding(StrEnum):
    CUT = "cut"


ROUNDING_LABELS = {Rounding.CUT: ja("{unit}円未満切捨て")}


def rounded(amount: Fraction, *, unit: int, rounding: Rounding) -> int:
    match rounding:
        case Rounding.CUT:
            return int(amount // unit) * unit
