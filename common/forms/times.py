"""A time of day as people type it: 9:00, ９時３０分, 17:00."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .codes import normalise

_TIME = re.compile(r"([01]?\d|2[0-3])[:時](?:([0-5]?\d)分?)?")


class TimeField(forms.CharField):
    """`cleaned` is a time to the minute, or None where nothing need be typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"data-width": "s"}))
        super().__init__(max_length=10, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        typed = normalise(super().clean(value))
        found = _TIME.fullmatch(typed)
        if typed and not found:
            raise ValidationError(_("時刻は「14:00」のように入力してください。"))
        return time(int(found[1]), int(found[2] or 0)) if found else None
