"""Keyset pages, both ways: no offset, so the thousandth page costs what the first does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import F, Model, Q, QuerySet

from .written import filled

SIZE = 50
COUNTED = 500
JOINT = "~"


@dataclass(frozen=True)
class Order:
    """A column of a list and its direction; the primary key breaks ties.

    What has no value yet (null) stands after every value: last when rising, first when falling.
    """

    column: str = "pk"
    falling: bool = False

    @classmethod
    def of(cls, text: str, allowed: Mapping[str, str], default: str) -> "Order":
        """`-due` from an address; a name outside the allow-list is the default."""
        wanted = text if text.removeprefix("-") in allowed else default
        return cls(allowed[wanted.removeprefix("-")], wanted.startswith("-"))

    def turned(self) -> "Order":
        return Order(self.column, not self.falling)

    def columns(self) -> list[Any]:
        names = [self.column] if self.column == "pk" else [self.column, "pk"]
        if self.falling:
            return [F(name).desc(nulls_first=True) for name in names]
        return [F(name).asc(nulls_last=True) for name in names]

    def stretches(self, model: type[Model], mark: "Mark | None") -> list[Q]:
        """What comes after `mark`, cut so that an index leads straight to each stretch.

        The `lte` / `gte` is implied by what follows it, but only it tells a database where to begin;
        and no range of an index holds both values and nulls.
        """
        if mark is None:
            return [Q()]
        side = "lt" if self.falling else "gt"
        if self.column == "pk":
            return [Q(**{f"pk__{side}": mark.pk})]
        is_null = f"{self.column}__isnull"
        if mark.value is None:
            rest = Q(**{is_null: True, f"pk__{side}": mark.pk})
            return [rest, Q(**{is_null: False})] if self.falling else [rest]
        tie = Q(**{self.column: mark.value, f"pk__{side}": mark.pk})
        rest = Q(**{f"{self.column}__{side}e": mark.value}) & (
            Q(**{f"{self.column}__{side}": mark.value}) | tie
        )
        nulls_follow = not self.falling and _field(model, self.column).null
        return [rest, Q(**{is_null: True})] if nulls_follow else [rest]


@dataclass(frozen=True)
class Mark:
    """The row a page begins after, as an address carries it: value~key."""

    value: Any
    pk: Any

    @classmethod
    def read(cls, text: str, model: type[Model], order: Order) -> "Mark | None":
        value, _joint, key = text.rpartition(JOINT)
        try:
            pk = _field(model, "pk").to_python(key)
            return cls(_field(model, order.column).to_python(value or None), pk) if key else None
        except (ValidationError, ValueError, OverflowError):
            return None

    @staticmethod
    def at(row: Model, order: Order) -> str:
        value = _field(type(row), order.column).value_from_object(row)
        return f"{_text(value)}{JOINT}{row.pk}"


@dataclass(frozen=True)
class Page:
    """`before` and `after` are marks for the neighbouring pages, or None where there is none."""

    rows: list[Any]
    before: str | None
    after: str | None

    @classmethod
    def of(
        cls, queryset: QuerySet[Any], params: Mapping[str, str], order: Order | None = None, size: int = SIZE
    ) -> "Page":
        order = order or Order(falling=True)
        backwards = "before" in params
        mark = Mark.read(params.get("before") or params.get("after") or "", queryset.model, order)
        way = order.turned() if backwards and mark else order
        rows = _taken(queryset.order_by(*way.columns()), way.stretches(queryset.model, mark), size + 1)
        more = len(rows) > size
        rows = rows[:size] if way is order else rows[:size][::-1]
        return cls._between(rows, order, *((mark is not None, more) if way is order else (more, True)))

    @classmethod
    def first(cls, rows: list[Any], order: Order, size: int = SIZE) -> "Page":
        """Of rows asked for elsewhere, in this order: the page and one more, if there is one."""
        return cls._between(rows[:size], order, False, len(rows) > size)

    @classmethod
    def _between(cls, rows: list[Any], order: Order, is_before: bool, is_after: bool) -> "Page":
        return cls(
            rows,
            before=Mark.at(rows[0], order) if rows and is_before else None,
            after=Mark.at(rows[-1], order) if rows and is_after else None,
        )


@dataclass(frozen=True)
class Counted:
    """How many there are, told exactly up to a bound: counting a million serves nobody."""

    count: int
    more: bool

    @classmethod
    def of(cls, queryset: QuerySet[Any], most: int = COUNTED, along: Order | None = None) -> "Counted":
        """`along` the order of the page, where another table tells which rows belong: a database that
        expects few of them would read that table whole."""
        ordered = queryset.order_by(*along.columns()) if along else queryset.order_by()
        rows = ordered.values("pk")[: most + 1]
        return cls.cut(rows.count(), most)

    @classmethod
    def cut(cls, found: int, most: int) -> "Counted":
        return cls(min(found, most), found > most)


@dataclass(frozen=True)
class CountEach:
    """Several lists counted in one query; as Subquery annotations, building it took twice the time.

    It holds the question and not its answer, so it may be kept and asked again.
    """

    sql: str
    params: list[Any]
    most: int
    using: str

    @classmethod
    def of(cls, querysets: Sequence[QuerySet[Any]], most: int) -> "CountEach":
        parts = [each.order_by().values("pk")[: most + 1].query.sql_with_params() for each in querysets]
        counts = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS bounded)" for sql, _params in parts)  # noqa: S608  (Django's own SQL)
        params = [each for _sql, params in parts for each in params]
        return cls(f"SELECT {counts}", params, most, querysets[0].db)

    def ask(self, **values: Any) -> list[Counted]:
        connection = connections[self.using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled(self.params, values, connection))
            return [Counted.cut(found, self.most) for found in cursor.fetchone()]


def count_each(querysets: Sequence[QuerySet[Any]], most: int) -> list[Counted]:
    return CountEach.of(querysets, most).ask()


def _taken(queryset: QuerySet[Any], stretches: list[Q], size: int) -> list[Any]:
    rows: list[Any] = []
    for stretch in stretches:
        if len(rows) < size:
            rows += queryset.filter(stretch)[: size - len(rows)]
    return rows


def _field(model: type[Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value.isoformat() if hasattr(value, "isoformat") else value)
