"""A question to the database whose SQL is written once a process; its answer is never kept.

Django writes the SQL of a queryset anew each time, which takes longer than the database takes to answer.
What differs from one asking to the next stands in the queryset as a `Slot` and is filled when it is asked.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, Field, QuerySet

T = TypeVar("T")


class Slot(Expression):
    """The place of a value that is given when the question is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        return "%s", [self]


def filled(params: Iterable[Any], values: Mapping[str, Any], connection: Any) -> tuple[Any, ...]:
    """The parameters of written SQL, its slots filled."""
    return tuple(
        each.output_field.get_db_prep_value(values[each.name], connection) if isinstance(each, Slot) else each
        for each in params
    )


class Written(Generic[T]):
    """Of a queryset with slots. It holds the words alone, so it may be kept as long as the process lives."""

    def __init__(self, queryset: QuerySet[Any, T]) -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)
        self._sql, self._params = self._compiler.as_sql()

    def ask(self, **values: Any) -> list[T]:
        connection = connections[self._queryset.db]
        params = filled(self._params, values, connection)
        compiler = copy(self._compiler)
        compiler.connection = connection  # of this thread
        compiler.as_sql = lambda *_args, **_options: (self._sql, params)
        asked = self._queryset.all()
        # Of this one query, which nobody else holds: Django has no other way to hand it written SQL.
        asked.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        return list(asked)
