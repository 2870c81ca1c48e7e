"""One process that asks pages of its own database through the whole middleware and tells how long each took.

`python -m bench._asking N`: seeds N plans, prints what it can ask, then answers one line with one.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.http import urlencode  # noqa: E402

from applications.filters import narrowed  # noqa: E402
from applications.models import Plan  # noqa: E402
from applications.queues import queues_of  # noqa: E402
from applications.worklist import SORTS  # noqa: E402
from common import clock  # noqa: E402
from common.paging import Mark  # noqa: E402
from decisions.demo.acting import member  # noqa: E402
from decisions.demo.building import taken_up  # noqa: E402
from decisions.demo.office import ensure_office  # noqa: E402
from law.states import PlanState  # noqa: E402

from ._seeding import COMMON_TITLE, seed  # noqa: E402

WARM = 2


def lists() -> dict[str, str]:
    """Every sort, filter and search that the work list offers, as its address has it."""
    day = clock.today()
    member("officer")
    searches = {
        "number": "GB2026-5000",
        "company": "見本製薬株式会社",
        "common title": COMMON_TITLE,
        "one letter": "薬",
    }
    return {
        "all": "",
        **{f"sort {sign}{name}": f"sort={sign}{name}" for name in SORTS for sign in ("", "-")},
        **{f"state {state}": f"state={state}" for state in PlanState if state != PlanState.DRAFT},
        **{f"state correction, sort {name}": f"state=correction&sort={name}" for name in SORTS},
        **{f"list {each.code}": f"queue={each.code}" for each in queues_of("officer")},
        **{f"assignee me, sort {name}": f"assignee=me&sort={name}" for name in SORTS},
        "assignee none": "assignee=none",
        "scheme": "scheme=other-base",
        "channel": "channel=paper",
        "arrived from": f"arrived_from={day.replace(year=day.year - 2)}",
        "arrived to": f"arrived_to={day.replace(year=day.year - 2)}",
        "due within": "due_within=30",
        **{f"search {name}": f"q={words}" for name, words in searches.items()},
    }


def middle(typed: str) -> str:
    """The address of a page in the middle of the list, or nothing when it has one page only."""
    found, order = narrowed(QueryDict(typed), member("officer"))
    plans: QuerySet[Plan] = found.qs.order_by(*order.columns())
    total = plans.count()
    if total <= 100:
        return ""
    row = Plan.objects.get(pk=plans.values_list("pk", flat=True)[total // 2])
    return f"{typed}&{urlencode({'after': Mark.at(row, order)})}".lstrip("&")


def pages(plan: str) -> dict[str, tuple[str, str]]:
    """name → who asks, address."""
    home = reverse("worklist")
    found = {
        "P work list": ("officer", "/bench/worklist/"),
        "work list": ("officer", home),
        "P portal": ("lead", "/bench/portal/"),
        "portal": ("lead", reverse("portal")),
        "P plan": ("lead", f"/bench/plan/{plan}/"),
        "plan": ("lead", reverse("plan", args=[plan])),
    }
    for name, typed in lists().items():
        found[f"list: {name}"] = ("officer", f"{home}?{typed}")
        if there := middle(typed):
            found[f"list: {name}, middle"] = ("officer", f"{home}?{there}")
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
    started = time.monotonic()
    yesterday = clock.today() - timedelta(days=1)  # of today, the hour of filing may not have come
    case = taken_up(ensure_office(), yesterday, "製造設備の更新", "lead", ("takasaki",))
    seed(n)
    seeded = time.monotonic() - started
    asked = pages(str(case.plan.pk))
    clients = {who: signed_in(who) for who in ("officer", "lead")}
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


if __name__ == "__main__":
    with override_settings(
        ROOT_URLCONF="bench._floor", ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS]
    ):
        main(int(sys.argv[1]))
