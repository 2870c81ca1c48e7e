"""What each of many rows waits for, in one query.

Only the app that holds a thing can tell that it is awaited. So each names its conditions in a `waits.py` of
its own, and no list of a lower app has to look upward.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import compress
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Model, Q

Wait = TypeVar("Wait", bound=str)
Condition = Callable[[], Q]


class Awaited(Generic[Wait]):
    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self._conditions: dict[Wait, Condition] = {}

    def when(self, wait: Wait) -> Callable[[Condition], Condition]:
        """Register when `wait` holds, as a condition on the rows."""

        def register(condition: Condition) -> Condition:
            if wait in self._conditions:
                raise ValueError(f"two conditions for {wait}")
            self._conditions[wait] = condition
            return condition

        return register

    def condition(self, wait: Wait) -> Q:
        return self._conditions[wait]()

    def of(self, keys: Iterable[UUID]) -> dict[UUID, set[Wait]]:
        keys = [self.model._meta.pk.get_db_prep_value(each, connection) for each in keys]
        if not keys:
            return {}
        sql, params = self._question
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(keys))
            cursor.execute(f"SELECT * FROM ({sql}) AS asked WHERE pk IN ({marks})", [*params, *keys])  # noqa: S608  (Django's own SQL)
            return {UUID(str(pk)): set(compress(self._conditions, held)) for pk, *held in cursor.fetchall()}

    @cached_property
    def _question(self) -> tuple[str, tuple[Any, ...]]:
        """The same words for any rows, so written once: that takes longer than drawing twenty of them."""
        asked = {
            f"waits_{wait}": ExpressionWrapper(condition(), output_field=BooleanField())
            for wait, condition in self._conditions.items()
        }
        rows = self.model._default_manager.order_by().annotate(**asked).values("pk", *asked)
        found: tuple[str, tuple[Any, ...]] = rows.query.sql_with_params()
        return found
