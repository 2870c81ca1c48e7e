"""The side bar's work lists, counted once and only where a frame shows them."""

from collections.abc import Iterator
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.middleware import Standing
from accounts.models import Membership
from accounts.queues import counts_of, side_queues
from law.roles import Role

from .filters import RUNNING, SCOPES, scope_of
from .queues import PAGE
from .worklist import READERS


def worklists(request: HttpRequest) -> dict:
    membership = getattr(request, "standing", Standing()).membership
    if membership is None:
        return {}
    if membership.role == Role.REVIEWER:
        return {"worklists": [_own_cases(request)]}
    if membership.role not in READERS:
        return {}
    lists = cache(lambda: _lists(request, membership))
    return {
        "worklists": lists,
        "turns": lambda: [each for each in lists() if each.get("own") and each["count"]],
    }


def _own_cases(request: HttpRequest) -> dict:
    home = reverse("pairings")
    return {"label": _("割り当てられた申請"), "url": home, "count": None, "current": request.path == home}


def _lists(request: HttpRequest, membership: Membership) -> list[dict]:
    home = reverse(PAGE)
    asked = request.GET.get("queue", "")
    queues = side_queues(membership.role, PAGE)
    counts = counts_of(membership, queues)
    lists = [
        {
            "label": each.label,
            "url": each.url,
            "count": counts[each.code].count,
            "more": counts[each.code].more,
            "current": asked == each.code and request.path == reverse(each.page),
            "own": membership.role in each.turn,
            "subject": each.subject,
        }
        for each in queues
        if counts[each.code].count or not each.retires or asked == each.code
    ]
    ours = sum(not each["subject"] for each in lists)
    return [*lists[:ours], *_whole(request, home), *lists[ours:]]


def _whole(request: HttpRequest, home: str) -> Iterator[dict]:
    """Not counted: the whole only grows, and nobody works through it."""
    here = scope_of(request.GET) if request.path == home and not request.GET.get("queue") else ""
    for scope, label in SCOPES:
        url = home if scope == RUNNING else f"{home}?state={scope}"
        yield {"label": label, "url": url, "count": None, "subject": "", "current": here == scope}
