"""The shapes that bodies are made of: days, texts, and things named by their public ids."""

import re
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common import clock
from common.forms.dates import LAST
from common.text import is_fit

FIRST_DAY = date(1989, 1, 8)
SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Text(serializers.CharField):
    default_error_messages = {
        "invalid": _("文字で入れてください。"),
        "unfit": _("使えない文字（制御文字、文字の向きを変える符号など）があります。取り除いてください。"),
    }

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if not is_fit(data):
            self.fail("unfit")
        return super().to_internal_value(data)


class Note(Text):
    """A longer text: reasons, opinions, answers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 4000} | kwargs)


class Day(serializers.DateField):
    """YYYY-MM-DD, from 平成元年 on: no day of these procedures lies before it."""

    default_error_messages = {"range": _("%(first)s から %(last)s までの日を入れてください。")}

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str) or not SHAPE.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        day = super().to_internal_value(value)
        _refuse_far(self, day)
        return day


class Moment(serializers.DateTimeField):
    """An instant with its offset; without one it is the time of Tokyo."""

    default_error_messages = Day.default_error_messages

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DDThh:mm:ss+09:00")
        moment = super().to_internal_value(value)
        _refuse_far(self, moment.date())
        return moment

    def default_timezone(self) -> Any:
        return clock.TOKYO


def _refuse_far(field: serializers.Field, day: date) -> None:
    if not FIRST_DAY <= day <= LAST:
        words = {"first": FIRST_DAY.isoformat(), "last": LAST.isoformat()}
        raise serializers.ValidationError(str(field.error_messages["range"]) % words)


class Yes(serializers.BooleanField):
    """true or false and nothing that is merely like it, save in a form, where all is text."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool) and not hasattr(self.root.initial_data, "getlist"):
            self.fail("invalid", input=type(data).__name__)
        return bool(super().to_internal_value(data))


class Whole(serializers.IntegerField):
    """A whole number; "3" and true are none."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.UUID)
class Named(serializers.UUIDField):
    """A thing by its public id, out of those that may be named here."""

    default_error_messages = {"unknown": _("この ID のものはありません。")}

    def __init__(self, rows: QuerySet[Any], by: str = "public_id", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=type(data).__name__)
        found = self.rows.all().filter(**{self.by: super().to_internal_value(data)}).first()
        if found is None:
            self.fail("unknown")
        return found


@extend_schema_field(OpenApiTypes.OBJECT)
class Document(serializers.JSONField):
    """An object with a schema of its own (docs/schemas); what it says is checked by who takes it in."""

    default_error_messages = {"no_object": _("オブジェクトで入れてください。")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            self.fail("no_object")
        return data


class Scan(serializers.FileField):
    """A copy of a paper that came or went: PDF, PNG or JPEG, 20 MB at most."""
