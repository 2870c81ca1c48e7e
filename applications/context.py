"""The side bar's work lists, counted once and only where a frame shows them."""

from functools import cache

from django.db.models import IntegerField, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.middleware import Standing
from accounts.models import Membership
from law.roles import Role

from .queues import Queue, queues_of
from .selectors import plans_visible_to
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
            "count": min(counts[each.code], MOST),
            "more": counts[each.code] > MOST,
            "current": here == each.code,
        }
        for each in queues
    ]
    # Not counted: the whole only grows, and nobody works through it.
    return [*lists, {"label": _("すべて"), "url": home, "count": None, "current": here == ""}]


def _counts(membership: Membership, queues: list[Queue]) -> dict[str, int]:
    """All in one query, each told up to a bound: whoever has a hundred waiting needs no more."""
    if not queues:
        return {}
    plans = plans_visible_to(membership).order_by()
    counts = [Bounded(plans.filter(each.condition(membership)).values("pk")[: MOST + 1]) for each in queues]
    row = Membership.objects.filter(pk=membership.pk).values_list(*counts).get()
    return dict(zip((each.code for each in queues), row, strict=True))


class Bounded(Subquery):
    """How many rows a sliced subquery has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"
    output_field = IntegerField()
