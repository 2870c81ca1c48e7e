"""The side bar's work lists, counted once and only where a frame shows them."""

from datetime import date
from functools import cache, lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.middleware import Standing
from accounts.models import Membership
from common import clock
from common.paging import CountEach, Counted
from law.roles import ROLES, Role

from .queues import Queue, queues_of
from .worklist import READERS

MOST = 99


def worklists(request: HttpRequest) -> dict:
    membership = getattr(request, "standing", Standing()).membership
    if membership is None:
        return {}
    if membership.role == Role.REVIEWER:
        return {"worklists": [_own_cases(request)]}
    return {"worklists": cache(lambda: _lists(request, membership))} if membership.role in READERS else {}


def _own_cases(request: HttpRequest) -> dict:
    home = reverse("pairings")
    return {"label": _("割り当てられた申請"), "url": home, "count": None, "current": request.path == home}


def _lists(request: HttpRequest, membership: Membership) -> list[dict]:
    home = reverse("worklist")
    here = request.GET.get("queue", "") if request.path == home else None
    queues = queues_of(membership.role)
    counts = _counts(membership, queues)
    lists = [
        {
            "label": each.label,
            "url": f"{home}?queue={each.code}",
            "count": counts[each.code].count,
            "more": counts[each.code].more,
            "current": here == each.code,
            "own": membership.role in each.turn,
        }
        for each in queues
    ]
    # Not counted: the whole only grows, and nobody works through it.
    return [*lists, {"label": _("すべて"), "url": home, "count": None, "current": here == ""}]


def _counts(membership: Membership, queues: list[Queue]) -> dict[str, Counted]:
    """All in one query, each told up to a bound: whoever has a hundred waiting needs no more."""
    if not queues:
        return {}
    role = Role(membership.role)
    # What the others may see hangs on the instant, not on the day, so their question is written anew.
    question = _question if ROLES[role].sees_all else _question.__wrapped__
    counts = question(membership, membership.organisation_id, role, clock.today()).ask()
    return {each.code: count for each, count in zip(queues, counts, strict=True)}


@lru_cache(maxsize=1_000)
def _question(membership: Membership, _organisation: int, role: Role, _day: date) -> CountEach:
    """The same words for the same person all day; to write them takes as long as thirty rows of a list."""
    return CountEach.of([each.found(membership) for each in queues_of(role)], MOST)
