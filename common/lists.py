"""A list stands in its address: what narrows it, how it is ordered. The heads and chips of every list."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.forms import CharField
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PAGING = ("before", "after")
MOST_WORDS = 100
ALL = gettext_lazy("すべて")


class Sortable(Protocol):
    """A column's label, and its name in the list's allow-list of orders (none: it does not sort)."""

    @property
    def label(self) -> str | Promise: ...
    @property
    def sort(self) -> str: ...


class WordsField(CharField):
    """What is searched for. Each pair of letters is one more condition, so there is an end to it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_WORDS, **kwargs)
        text = _("検索の言葉は%(most)s字までです。短くして、もう一度お試しください。")
        self.error_messages["max_length"] = text % {"most": MOST_WORDS}


def cleaned(typed: QueryDict) -> QueryDict:
    """The filters and the order that were given: no empty ones, no place in the pages."""
    query = QueryDict(mutable=True)
    for name, value in typed.items():
        if value and name not in PAGING:
            query[name] = str(value)
    return query


def address(request: HttpRequest, name: str, value: str) -> str:
    """The list as it is, but for one of its conditions."""
    query = cleaned(request.GET)
    query.pop(name, None)
    if value:
        query[name] = value
    return f"{request.path}?{query.urlencode()}"


def chips(request: HttpRequest, name: str, choices: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    current = request.GET.get(name, "")
    return [
        {
            "label": _(str(label)) if label else "",
            "url": address(request, name, value),
            "current": value == current,
        }
        for value, label in [("", ALL), *choices]
    ]


def heads(request: HttpRequest, columns: Sequence[Sortable], sort: str) -> list[dict[str, Any]]:
    """Column heads; one that sorts turns the order round when the list is already by it."""
    return [
        {
            "label": column.label,
            "url": address(request, "sort", f"-{column.sort}" if sort == column.sort else column.sort),
            "order": {column.sort: "up", f"-{column.sort}": "down"}.get(sort, ""),
            "sorts": bool(column.sort),
        }
        for column in columns
    ]
