"""Dates in three boxes 年 月 日, in the Japanese or the western calendar, kept as typed until read."""

import json
import re
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from law.acts import Refused
from law.deadlines import ERAS, parse_era

from .codes import normalise

BOXES = ("year", "month", "day")
_SEPARATORS = re.compile(r"[年月/.]")
_AMBIGUOUS_YEAR = re.compile(r"[0-9]{1,3}")
FIRST, LAST = ERAS[0].first_day, date(2100, 12, 31)  # no term of ours is reckoned from a day beyond


def parse_date(text: str) -> date:
    """「令和8-11-21」「R8.11.21」「2026年11月21日」, or a sentence that says how to mend it."""
    boxes = _split(normalise(text))
    if len(boxes) == len(BOXES):
        _refuse_missing(boxes)
        _refuse_ambiguous(boxes[0])
    try:
        day = parse_era("-".join(boxes))
    except Refused as refused:
        raise ValidationError(str(refused), code=refused.reasons[0].code) from None
    if not FIRST <= day <= LAST:
        raise ValidationError(
            _("「%(typed)s」は、入力できる範囲の日付ではありません。年を確かめて、入力し直してください。"),
            code="date_far",
            params={"typed": text},
        )
    return day


def _split(text: str) -> list[str]:
    return _SEPARATORS.sub("-", text).removesuffix("日").split("-")


def _refuse_missing(boxes: list[str]) -> None:
    labels = (_("年"), _("月"), _("日"))
    missing = [label for label, box in zip(labels, boxes, strict=True) if not box]
    if missing:
        raise ValidationError(
            _("日付の「%(missing)s」が入力されていません。年・月・日をすべて入力してください。"),
            code="date_missing",
            params={"missing": "」「".join(missing)},
        )


def _refuse_ambiguous(year: str) -> None:
    if _AMBIGUOUS_YEAR.fullmatch(year):
        raise ValidationError(
            _(
                "「%(year)s年」が令和か西暦か分かりません。「令和%(year)s」または「2026」のように入力してください。"
            ),
            code="date_era",
            params={"year": year},
        )


class EraDateWidget(forms.Widget):
    """Three boxes posted as <name>_year, _month, _day; its value is one text, as typed."""

    template_name = "components/date.html"
    use_fieldset = True

    def format_value(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(value.year), str(value.month), str(value.day)]
        boxes = _split(str(value or ""))
        return boxes if len(boxes) == len(BOXES) else [str(value or ""), "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["boxes"] = dict(zip(BOXES, widget["value"], strict=True))
        widget["beside"] = _beside(value)
        widget["eras"] = _eras()
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        boxes = [data.get(f"{name}_{box}", "") for box in BOXES]
        return "-".join(boxes) if any(boxes) else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{box}" in data for box in BOXES)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_year" if id_ else id_


def _beside(value: Any) -> date | None:
    """The day the three boxes mean, or nothing while they can't be read."""
    try:
        return value if isinstance(value, date) else parse_date(str(value or ""))
    except ValidationError:
        return None


@cache
def _eras() -> str:
    """For the script beside the boxes: what to add to a year of each era."""
    before = {word: era.first_day.year - 1 for era in ERAS for word in (era.name, era.letter)}
    return json.dumps(before, ensure_ascii=False)


class EraDateField(forms.Field):
    widget = EraDateWidget

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        return value if isinstance(value, date) else parse_date(str(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
