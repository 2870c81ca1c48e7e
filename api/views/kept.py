"""How a list and a thing are answered: with their shape in the schema."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema

from common.files.kinds import CONTENT_TYPES

from ..paging import WAYS
from ..serializers.shapes import Shape, list_of, page_of

Decorator = Callable[[Any], Any]
CURSORS = [
    OpenApiParameter(
        way, str, description=_("next・previous のアドレスにある目印。自分で作ることはできません。")
    )
    for way in WAYS
]


def shows(shape: type[Shape], name: str, summary: str, tag: str, **more: Any) -> Decorator:
    return extend_schema(operation_id=name, summary=summary, tags=[tag], responses=shape, **more)


def lists(shape: type[Shape], name: str, summary: str, tag: str, *asked: OpenApiParameter) -> Decorator:
    return shows(list_of(shape), name, summary, tag, parameters=list(asked))


def pages(shape: type[Shape], name: str, summary: str, tag: str, *asked: Any) -> Decorator:
    return shows(page_of(shape), name, summary, tag, parameters=[*CURSORS, *asked])


def hands_out(name: str, summary: str, tag: str) -> Decorator:
    """A file, as it was stored."""
    kinds = [*CONTENT_TYPES.values(), "application/octet-stream"]
    answers = {(200, kind.partition(";")[0]): OpenApiTypes.BINARY for kind in kinds}
    return extend_schema(operation_id=name, summary=summary, tags=[tag], responses=answers)
