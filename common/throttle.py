"""So many requests of a kind per address and minute; the cache is shared by all processes."""

from django.core.cache import cache

from . import clock

MINUTE = 60


def allows(*, action: str, address: str, most: int) -> bool:
    """Count this request. A window is a minute of the real clock."""
    window = int(clock.real_now().timestamp()) // MINUTE
    key = f"throttle:{action}:{address}:{window}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the window was swept away meanwhile
        return True
