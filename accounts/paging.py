"""A page of a list ordered by a falling id: no count, no offset, the same cost on every page."""

from dataclasses import dataclass

from django.db.models import QuerySet

SIZE = 20


@dataclass(frozen=True)
class Page:
    rows: list
    before: int | None

    @classmethod
    def of(cls, queryset: QuerySet, before: str | None, size: int = SIZE) -> "Page":
        if before and before.isascii() and before.isdigit():
            queryset = queryset.filter(pk__lt=int(before[:18]))
        rows = list(queryset.order_by("-pk")[: size + 1])
        more = len(rows) > size
        return cls(rows[:size], rows[size - 1].pk if more else None)
