"""Reads JSON that means one thing (RFC 7493), in bounded time and memory.

Strict UTF-8, whole numbers only, no name twice, no text that reads as another.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from .text import is_fit

MOST_MEMBERS = 5_000
DEEPEST = 20
MOST_DIGITS = 15


class Unreadable(ValueError):
    """Why it is no JSON of ours, in a sentence."""


def loads(content: bytes, *, most_members: int = MOST_MEMBERS) -> Any:
    read = _parsed(content, partial(_object, most_members))
    for _place, depth, value in _walked(read):
        if depth > DEEPEST:
            _refuse(_("入れ子が深すぎます。%(most)s段までです。") % {"most": DEEPEST})
        if isinstance(value, list) and len(value) > most_members:
            _too_many(most_members)
    return read


def unfit_places(read: Any) -> list[str]:
    """Where a text holds what no text may; names of members are judged while they are read."""
    return [place for place, _depth, value in _walked(read) if isinstance(value, str) and not is_fit(value)]


def unfit_sentence() -> str:
    return _(
        "使えない文字（制御文字、対にならないサロゲート、文字の向きを変える符号）があります。取り除いてください。"
    )


def _parsed(content: bytes, pairs: Callable[[list[tuple[str, Any]]], Any]) -> Any:
    try:
        return json.loads(
            content.decode("utf-8"),
            parse_int=_whole,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
            object_pairs_hook=pairs,
        )
    except UnicodeDecodeError:
        _refuse(_("UTF-8 として読み取れません。"))
    except RecursionError:
        _refuse(_("入れ子が深すぎます。%(most)s段までです。") % {"most": DEEPEST})
    except json.JSONDecodeError as error:
        words = {"line": error.lineno, "column": error.colno}
        _refuse(_("JSON として読み取れません（%(line)s行の%(column)s文字目）。") % words)


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        _refuse(_("数が大きすぎます。%(most)s桁までです。") % {"most": MOST_DIGITS})
    return int(digits)


def _no_fraction(text: str) -> NoReturn:
    _refuse(_("小数・指数・NaN は使えません。金額は円の整数で書いてください。"))


def _object(most_members: int, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > most_members:
        _too_many(most_members)
    found = dict(pairs)
    if len(found) < len(pairs):
        _refuse(_("同じ名前の項目が二つあります。"))
    if not all(map(is_fit, found)):
        _refuse(_("項目の名前に使えない文字があります。"))
    return found


def _walked(read: Any) -> Iterator[tuple[str, int, Any]]:
    """Every value with its place and depth. Not recursive: as deep as it is, it costs no stack."""
    left: list[tuple[str, int, Any]] = [("", 0, read)]
    while left:
        place, depth, value = left.pop()
        yield place, depth, value
        left += ((where, depth + 1, each) for where, each in _inside(place, value))


def _inside(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        name = str(key)[:60]
        yield f"{place}.{name}" if place else name, each


def _too_many(most: int) -> NoReturn:
    _refuse(_("項目が多すぎます。一度に%(most)s件までです。") % {"most": f"{most:,}"})


def _refuse(sentence: str) -> NoReturn:
    raise Unreadable(sentence)
