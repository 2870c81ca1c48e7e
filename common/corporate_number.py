"""法人番号: twelve digits with a check digit in front (法人番号の指定等に関する省令2条)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_digit(base: str) -> int:
    """9 − (Σ Pn × Qn mod 9); n counts from the right, Qn is 1 where n is odd, else 2."""
    weighted = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base)))
    return 9 - weighted % 9


def with_check_digit(base: str) -> str:
    return f"{check_digit(base)}{base}"


def is_valid(number: str) -> bool:
    shaped = len(number) == 13 and number.isascii() and number.isdigit()
    return shaped and number == with_check_digit(number[1:])


def validate(number: str) -> None:
    if len(number) != 13 or not (number.isascii() and number.isdigit()):
        message = _(
            "法人番号は13桁の数字です。国税庁の通知のとおりに入力してください。"
            "登記の会社法人等番号（12桁）とは異なります。"
        )
        raise ValidationError(message, code="corporate_number_length")
    if not is_valid(number):
        message = _(
            "この法人番号は存在しません（検査用数字が合いません）。打ち間違いがないか、確かめてください。"
        )
        raise ValidationError(message, code="corporate_number_check_digit")
