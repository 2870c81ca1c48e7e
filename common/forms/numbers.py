"""Whole numbers, sums of money and corporate numbers, as typed by a person."""

import re
from fractions import Fraction
from math import prod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import corporate_number
from .codes import normalise

CEILING = 10**13
SMALL = {"十": 10, "百": 100, "千": 1_000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
MOST_FIGURES = 30
_NUMBER = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,{MOST_FIGURES}}})(?:\.[0-9]{{1,9}})?"
_UNIT = f"(?:[{''.join(SMALL)}]?[{''.join(LARGE)}]|[{''.join(SMALL)}])"
_TERM = re.compile(rf"({_NUMBER})({_UNIT})?")
# Only the last number may stand without a unit, so the pattern reads any text in linear time.
_SUM = re.compile(rf"¥?((?:{_NUMBER}{_UNIT})*(?:{_NUMBER})?)円?")
_INTEGER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")
FIGURES = {"inputmode": "numeric", "autocomplete": "off"}
_MINUS_SIGNS = ("-", "△", "▲")


def parse_yen(text: str) -> int:
    """「１，２３４千円」「3億5,000万円」「￥1,234」 in whole yen, or a sentence that helps."""
    typed = normalise(text).replace("、", ",")
    if len(typed) <= MOST_FIGURES and typed.isascii() and typed.isdigit():
        return _whole_yen(int(typed))
    _refuse_negative(typed)
    found = _SUM.fullmatch(typed)
    if found is None or not found[1]:
        raise ValidationError(
            _("金額「%(typed)s」を読み取れませんでした。12,345,000 のように、数字で入力してください。"),
            code="yen_unreadable",
            params={"typed": text},
        )
    return _whole_yen(sum(_terms(found[1], text)))


def _refuse_negative(typed: str) -> None:
    if typed.startswith(_MINUS_SIGNS) or typed.startswith(("¥-", "¥△", "¥▲")):
        raise ValidationError(
            _("マイナスの金額は入力できません。0以上の金額を入力してください。"), code="yen_negative"
        )


def _terms(typed: str, original: str) -> list[Fraction]:
    """The parts of 「3億5,000万」; each unit must be smaller than the one before it."""
    terms = [(Fraction(n.replace(",", "")), _value_of(unit)) for n, unit in _TERM.findall(typed)]
    units = [unit for _number, unit in terms]
    if sorted(set(units), reverse=True) != units:
        raise ValidationError(
            _("金額「%(typed)s」の単位の順序が正しくありません。3億5,000万円 のように入力してください。"),
            code="yen_units",
            params={"typed": original},
        )
    return [number * unit for number, unit in terms]


def _value_of(unit: str) -> int:
    """百万 is 100 × 10,000; no unit is 1."""
    return prod((SMALL | LARGE)[sign] for sign in unit)


def _whole_yen(amount: Fraction | int) -> int:
    if amount > CEILING:
        raise ValidationError(
            _("金額が10兆円を超えています。桁数と単位（円・千円・百万円）を確かめて、入力し直してください。"),
            code="yen_absurd",
        )
    if amount.denominator != 1:
        raise ValidationError(
            _("1円未満の端数があります。円の単位までの金額を入力してください。"), code="yen_fraction"
        )
    return int(amount)


class YenInput(forms.TextInput):
    """A right-aligned box with 円 behind it; what was typed badly is shown as typed."""

    template_name = "components/yen_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(FIGURES | {"data-kind": "yen"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return f"{value:,}" if isinstance(value, int) else super().format_value(value)


class YenField(forms.Field):
    widget = YenInput

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        return _whole_yen(value) if isinstance(value, int) else parse_yen(str(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class FullWidthIntegerField(forms.IntegerField):
    """An integer typed in any width, with or without commas."""

    default_error_messages = {
        "min_value": gettext_lazy("%(limit_value)s以上の数を入力してください。"),
        "max_value": gettext_lazy("%(limit_value)s以下の数を入力してください。"),
    }
    widget = forms.TextInput(attrs=FIGURES | {"data-kind": "number", "data-width": "m"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else int(value)
        typed = normalise(str(value)).replace("、", ",")
        if not _INTEGER.fullmatch(typed):
            raise ValidationError(
                _("「%(typed)s」を数として読み取れませんでした。1,200 のように、整数で入力してください。"),
                code="integer_unreadable",
                params={"typed": value},
            )
        return super().to_python(typed.replace(",", ""))


class CorporateNumberField(forms.CharField):
    """法人番号: 13 digits whose first one checks the rest."""

    widget = forms.TextInput(attrs=FIGURES | {"data-kind": "code", "data-width": "m"})

    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value) or "").replace("-", "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            corporate_number.validate(value)
