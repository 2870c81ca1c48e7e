"""Whose turn it is with each of many plans, in one query.

Only the app that holds a draft, a consultation or a sheet can tell that one is awaited. So each names
its conditions in a `waits.py` of its own, and no list here has to look upward.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import compress
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q

from accounts.models import Membership
from law.turn import AWAITING, Turn, Wait, turn_of

from .models import Plan
from .sight import viewer_of_visible

Condition = Callable[[], Q]
_conditions: dict[Wait, Condition] = {}


def awaited(wait: Wait) -> Callable[[Condition], Condition]:
    """Register when `wait` holds, as a condition on plans."""

    def register(condition: Condition) -> Condition:
        if wait in _conditions:
            raise ValueError(f"two conditions for {wait}")
        _conditions[wait] = condition
        return condition

    return register


def turns_of(plans: Iterable[Plan], membership: Membership) -> dict[UUID, Turn | None]:
    """What an official reads of each plan; the applicants' pages know only what they are asked for."""
    plans = list(plans)
    waits = _waits([plan.pk for plan in plans if plan.status in AWAITING])
    return {
        plan.pk: turn_of(plan.status, waits.get(plan.pk, ()), viewer_of_visible(plan, membership).sees)
        for plan in plans
    }


def _waits(plans: list[UUID]) -> dict[UUID, set[Wait]]:
    if not plans:
        return {}
    sql, params = _question()
    keys = [Plan._meta.pk.get_db_prep_value(each, connection) for each in plans]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(keys))
        cursor.execute(f"SELECT * FROM ({sql}) AS asked WHERE pk IN ({marks})", [*params, *keys])  # noqa: S608  (Django's own SQL)
        return {UUID(str(pk)): set(compress(_conditions, held)) for pk, *held in cursor.fetchall()}


@cache
def _question() -> tuple[str, tuple[Any, ...]]:
    """Asked of any plans in the same words, so written once: that takes longer than drawing twenty rows."""
    asked = {
        f"waits_{wait}": ExpressionWrapper(condition(), output_field=BooleanField())
        for wait, condition in _conditions.items()
    }
    found: tuple[str, tuple[Any, ...]] = (
        Plan.objects.order_by().annotate(**asked).values("pk", *asked).query.sql_with_params()
    )
    return found
