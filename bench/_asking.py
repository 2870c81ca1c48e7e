"""One process that asks pages of its own database through the whole middleware and tells how long each took.

`python -m bench._process _asking N`: seeds N plans, prints what it can ask, then answers one line with one.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils.http import urlencode

from api.paging import closed
from api.views import plans as api_plans
from applications.filters import narrowed
from applications.models import Plan
from applications.queues import queues_of
from applications.selectors import plans_visible_to
from applications.worklist import SORTS
from common import clock
from common.paging import Counted, Mark, Order
from decisions.demo.acting import member
from decisions.demo.building import taken_up
from decisions.demo.office import ensure_office
from law.roles import Role
from law.states import PlanState

from ._seeding import COMMON_TITLE, SEEDED, seed

WARM = 2
SAMPLE, SAMPLE_LEAST = 2_000, 30
UUID_MAX = UUID(int=2**128 - 1)
LONG, LONG_HOME = 100, 24  # more than fits on two pages of the office, on one of the portal
OTHERS = ("decider", "clerk", "nibn_officer")  # whose lists of work are other ones than the officer's


SEARCHES = {
    "number": "GB2026-5000",
    "company": "見本製薬株式会社",
    "common title": COMMON_TITLE,
    "one letter": "薬",
}


def lists() -> dict[str, str]:
    """Every sort, filter and search that the work list and the API offer, as their address has it."""
    day = clock.today()
    return {
        "all": "",
        **{f"sort {sign}{name}": f"sort={sign}{name}" for name in SORTS for sign in ("", "-")},
        **{f"state {state}": f"state={state}" for state in PlanState if state in SEEDED},
        **{f"state correction, sort {name}": f"state=correction&sort={name}" for name in SORTS},
        **{f"list {each.code}": f"queue={each.code}" for each in queues_of("officer")},
        **{f"assignee me, sort {name}": f"assignee=me&sort={name}" for name in SORTS},
        "assignee none": "assignee=none",
        "scheme": "scheme=other-base",
        "channel": "channel=paper",
        "arrived from": f"arrived_from={day.replace(year=day.year - 2)}",
        "arrived to": f"arrived_to={day.replace(year=day.year - 2)}",
        **{f"search {name}": f"q={words}" for name, words in SEARCHES.items()},
    }


def of_all() -> dict[str, str]:
    """The work list begins with what is under way; the same, with what has ended (the API begins with it)."""
    whole = ("all", "sort", "assignee", "scheme", "channel", "arrived")
    return {
        f"of all, {name}": f"state=all&{typed}".rstrip("&")
        for name, typed in lists().items()
        if name.startswith(whole)
    }


def page_list(typed: str, who: str = "officer") -> tuple[QuerySet[Plan], Order, str]:
    """The work list at an address, its order, and who asks."""
    found, order = narrowed(QueryDict(typed), member(who))
    return found.qs, order, who


def api_list(typed: str, who: str = "officer") -> tuple[QuerySet[Plan], Order, str]:
    """The same of the API."""
    asker = SimpleNamespace(membership=member(who), query_params=QueryDict(typed))
    return *api_plans.narrowed(asker, sees_clock=True), who


def portal_list(typed: str) -> tuple[QuerySet[Plan], Order, str]:
    return plans_visible_to(member("lead")), Order("started_at", falling=True), "lead"


Listed = Callable[[str], tuple[QuerySet[Plan], Order, str]]


def first_and_middle(
    name: str, address: str, typed: str, listed: Listed, mark: Callable[[str], str] = str
) -> dict[str, tuple[str, str]]:
    """The first page, and one in the middle unless there is one page only."""
    plans, order, who = listed(typed)
    found = {name: (who, f"{address}?{typed}")}
    if Counted.of(plans, LONG_HOME if who == "lead" else LONG).more:
        there = mark(Mark.at(_in_the_middle(plans, order), order))
        found[f"{name}, middle"] = (who, f"{address}?" + f"{typed}&{urlencode({'after': there})}".lstrip("&"))
    return found


def _in_the_middle(plans: QuerySet[Plan], order: Order) -> Plan:
    """Of a sample, for the whole would have to be sorted: the keys are spread evenly."""
    share = SAMPLE / max(Plan.objects.count(), SAMPLE)
    sample = plans.filter(pk__lte=UUID(int=min(int(share * UUID_MAX.int), UUID_MAX.int)))
    rows = list((sample if sample.count() >= SAMPLE_LEAST else plans).order_by(*order.columns()))
    return rows[len(rows) // 2]


def pages(plan: str) -> dict[str, tuple[str, str]]:
    """name → who asks, address."""
    home, api = reverse("worklist"), reverse("api_plans")
    found = {
        "P work list": ("officer", "/bench/worklist/"),
        "work list": ("officer", home),
        "P portal": ("lead", "/bench/portal/"),
        **first_and_middle("portal", reverse("portal"), "", portal_list),
        "P plan": ("lead", f"/bench/plan/{plan}/"),
        "plan": ("lead", reverse("plan", args=[plan])),
        "P api": ("officer", "/bench/api/"),
        "api": ("officer", api),
    }
    for name, typed in (lists() | of_all() | {"due within": "due_within=30"}).items():
        found |= first_and_middle(f"list: {name}", home, typed, page_list)
    for who in OTHERS:
        queues = queues_of(Role(member(who).role))
        for name, typed in {"all": "", **{each.code: f"queue={each.code}" for each in queues}}.items():
            found |= first_and_middle(f"list of {who}: {name}", home, typed, partial(page_list, who=who))
    soon = {"due by": f"due_by={clock.today() + timedelta(days=30)}"}
    for name, typed in (lists() | soon).items():
        found |= first_and_middle(f"api: {name}", api, typed, api_list, closed)
    for name in ("", *SORTS):
        typed = f"sort={name}" if name else ""
        mine = partial(api_list, who="lead")
        found |= first_and_middle(f"api: my plans {name}".strip(), api, typed, mine, closed)
    return found


def signed_in(who: str) -> Client:
    client = Client()
    client.post(reverse("demo_sign_in", args=[who]))
    return client


def measure(client: Client, address: str) -> dict[str, Any]:
    cpu, wall = time.process_time(), time.perf_counter()
    response = client.get(address)
    figures = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return figures


def main(n: int) -> None:
    hosts = ["testserver", *settings.ALLOWED_HOSTS]
    with override_settings(ROOT_URLCONF="bench._floor", ALLOWED_HOSTS=hosts):
        answer(n)


def answer(n: int) -> None:
    started = time.monotonic()
    yesterday = clock.today() - timedelta(days=1)  # of today, the hour of filing may not have come
    case = taken_up(ensure_office(), yesterday, "製造設備の更新", "lead", ("takasaki",))
    seed(n)
    seeded = time.monotonic() - started
    asked = pages(str(case.plan.pk))
    clients = {who: signed_in(who) for who in ("officer", "lead", *OTHERS)}
    for _ in range(WARM):
        for who, address in asked.values():
            measure(clients[who], address)
    _say({"pages": list(asked), "seconds_to_seed": round(seeded)})
    for line in sys.stdin:
        who, address = asked[line.strip()]
        _say(measure(clients[who], address))


def _say(word: Any) -> None:
    sys.stdout.write(json.dumps(word) + "\n")
    sys.stdout.flush()
