"""The one place that asks what time it is.

Legal dates follow Asia/Tokyo and can be moved in tests and in the demo. Leases, sessions and
signatures ask `real_now`, which nobody can move.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

TOKYO = ZoneInfo("Asia/Tokyo")
_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def real_now() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    return _moved.get() or real_now()


def today() -> date:
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """`moment` as a clock in Tokyo shows it."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(TOKYO)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Stand still at `moment`. Where real decisions are made nobody may move the clock."""
    if not settings.DEMO:
        raise RuntimeError("the clock moves in tests and in the demo only")
    token = _moved.set(local(moment).astimezone(UTC))
    try:
        yield now()
    finally:
        _moved.reset(token)
