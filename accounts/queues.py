"""The work lists of the office: a name, the rows that wait, whose turn they are and where they are listed.

Every app names its own in its queues.py: of plans, of grants, of what is paid. So what is one's turn is
counted alike wherever it lies, and no list has to look upward.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from common import clock
from common.paging import CountEach, Counted
from law.roles import ROLES, Role

from .models import Membership

MOST = 99
Rows = Callable[[Membership], QuerySet[Any]]


@dataclass(frozen=True)
class Queue:
    """`page` names the list that shows it; `place` orders the side bar, and which of one's own comes first;
    `turn`: whose own work it is, not only theirs to watch; `subject` heads them where there are others;
    `retires`: beside so many other lists, it is shown while it holds something."""

    code: str
    label: str | Promise
    page: str
    roles: frozenset[Role]
    place: int
    found: Rows
    turn: frozenset[Role] = frozenset()
    subject: str | Promise = ""
    retires: bool = False

    @property
    def url(self) -> str:
        return f"{reverse(self.page)}?queue={self.code}"


_queues: dict[str, Queue] = {}


def register(queue: Queue) -> None:
    if queue.code in _queues:
        raise ValueError(f"two work lists called {queue.code}")
    _queues[queue.code] = queue


def queues_of(role: str, page: str = "") -> list[Queue]:
    """What this role may open, of one page or of all."""
    found = [each for each in _queues.values() if role in each.roles and page in ("", each.page)]
    return sorted(found, key=lambda each: each.place)


def queue_called(code: str, role: str, page: str) -> Queue | None:
    return next((each for each in queues_of(role, page) if each.code == code), None)


def side_queues(role: str, page: str) -> list[Queue]:
    """What stands beside every page: all of `page`, and of the others what is one's own turn."""
    return [each for each in queues_of(role) if each.page == page or role in each.turn]


def own_queues(role: str) -> list[Queue]:
    return [each for each in queues_of(role) if role in each.turn]


def counts_of(membership: Membership, queues: list[Queue]) -> dict[str, Counted]:
    """All in one query, each told up to a bound: whoever has a hundred waiting needs no more."""
    if not queues:
        return {}
    role = Role(membership.role)
    # What the others may see hangs on the instant, not on the day, so their question is written anew.
    question = _question if ROLES[role].sees_all else _question.__wrapped__
    asked = tuple(each.code for each in queues)
    counts = question(membership, membership.organisation_id, asked, clock.today()).ask()
    return {each.code: count for each, count in zip(queues, counts, strict=True)}


def first_turn(membership: Membership) -> Queue | None:
    """Where this person's own work begins."""
    queues = own_queues(membership.role)
    counts = counts_of(membership, queues)
    return next((each for each in queues if counts[each.code].count), None)


@lru_cache(maxsize=1_000)
def _question(membership: Membership, _organisation: int, codes: tuple[str, ...], _day: date) -> CountEach:
    """The same words for the same person all day; to write them takes as long as thirty rows of a list."""
    return CountEach.of([_queues[code].found(membership) for code in codes], MOST)
