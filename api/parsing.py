"""Reads a body in bounded time and memory, and takes only JSON that means one thing (RFC 7493)."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from common.text import is_fit

from .middleware import MOST_JSON
from .problems import Problem

MOST_MEMBERS = 5_000
DEEPEST = 20
MOST_DIGITS = 15


class BoundedJSON(BaseParser):
    """Strict UTF-8, whole numbers only, no name twice, no text that reads as another."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        content = stream.read(MOST_JSON + 1)
        if len(content) > MOST_JSON:
            raise Problem("too-large")
        if not content.strip():
            return {}  # an act that asks for nothing may be asked with nothing
        read = loads(content)
        _judge(read)
        return read


def loads(content: bytes) -> Any:
    try:
        return json.loads(
            content.decode("utf-8"),
            parse_int=_whole,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        _refuse(_("UTF-8 として読み取れません。"))
    except RecursionError:
        _refuse(_("入れ子が深すぎます。%(most)s段までです。") % {"most": DEEPEST})
    except ValueError as error:
        _refuse(_("JSON として読み取れません（%(where)s）。") % {"where": str(error)[:80]})


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        _refuse(_("数が大きすぎます。%(most)s桁までです。") % {"most": MOST_DIGITS})
    return int(digits)


def _no_fraction(text: str) -> NoReturn:
    _refuse(_("小数・指数・NaN は使えません。金額は円の整数で書いてください。"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_MEMBERS:
        _refuse(_("項目が多すぎます。一度に%(most)s件までです。") % {"most": f"{MOST_MEMBERS:,}"})
    found = dict(pairs)
    if len(found) < len(pairs):
        _refuse(_("同じ名前の項目が二つあります。"))
    return found


def _judge(read: Any) -> None:
    """Not recursive: as deep as it is, it costs no stack."""
    unfit = []
    left: list[tuple[str, int, Any]] = [("", 0, read)]
    while left:
        place, depth, value = left.pop()
        if depth > DEEPEST:
            _refuse(_("入れ子が深すぎます。%(most)s段までです。") % {"most": DEEPEST})
        if isinstance(value, str) and not is_fit(value):
            unfit.append(place)
        left += ((where, depth + 1, each) for where, each in _inside(place, value))
    if unfit:
        raise Problem("invalid", errors=[{"field": place, "text": _sentence()} for place in unfit[:20]])


def _inside(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if not is_fit(key):
                _refuse(_("項目の名前に使えない文字があります。"))
            yield f"{place}.{key[:60]}" if place else key[:60], each
    elif isinstance(value, list):
        if len(value) > MOST_MEMBERS:
            _refuse(_("項目が多すぎます。一度に%(most)s件までです。") % {"most": f"{MOST_MEMBERS:,}"})
        for number, each in enumerate(value):
            yield f"{place}.{number}" if place else str(number), each


def _sentence() -> str:
    return _(
        "使えない文字（制御文字、対にならないサロゲート、文字の向きを変える符号）があります。取り除いてください。"
    )


def _refuse(detail: str) -> NoReturn:
    raise Problem("malformed", detail)
