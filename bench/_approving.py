"""The whole decision: eight deciders approve a grant each, at once, of one fund's money and of eight funds'.

`python -m bench._process _approving ROUNDS`. A round begins when all have drafted; only approvals are timed.
What is approved is dropped again, which gives the money back, so that eight grants are decided many times.
"""

import json
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from typing import Any

from django.db import connection

from applications.models import Plan, PlanVersion
from common import clock, jobs
from common.actor import actor_of
from decisions.about import DECISION_PARTS
from decisions.demo.acting import member, on
from decisions.demo.building import taken_up
from decisions.demo.grants import Asking
from decisions.demo.office import ensure_office
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import void_decision
from funds.models import Fund, Scheme, SchemeVersion
from grants.models import Grant

from ._booking import opened
from ._racing import PROCESSES, racing

MONEY = 10**13
YEARS = 5
LOCKED = "FROM funds_account"
APPLICANTS = ("lead", "yoshino", "minohon", "takasaki")


def prepared(place: int) -> Asking:
    """A certified plan of one company, whose grant is examined."""
    who, day = APPLICANTS[place % len(APPLICANTS)], clock.today() - timedelta(days=40)
    case = taken_up(ensure_office(), day, f"製造設備の更新その{place}", who)
    with on(day + timedelta(days=1)):
        case.consult("mof", days=14)
    with on(day + timedelta(days=20)):
        case.find()
        case.decide(Decision.Outcome.CERTIFICATION)
    with on(day + timedelta(days=21)):
        asking = Asking(case.fresh, who)
        asking.file()
        asking.take_up()
        asking.check()
    jobs.run_pending()
    return asking


def spread(askings: list[Asking]) -> None:
    """Each grant's plan under a scheme, a fund and a book of its own; the terms are the same."""
    for place, asking in enumerate(askings[1:], start=1):
        version = _copied(asking.fresh.basis.scheme_version, place)
        opened(version.scheme.fund_id, MONEY, YEARS)
        with connection.cursor() as cursor:  # no act does this: a plan keeps its scheme
            cursor.execute("SET session_replication_role = replica")
            Plan.objects.filter(pk=asking.grant.plan_id).update(scheme=version.scheme)
            PlanVersion.objects.filter(plan=asking.grant.plan_id).update(scheme_version=version)
            cursor.execute("SET session_replication_role = DEFAULT")


def _copied(version: SchemeVersion, place: int) -> SchemeVersion:
    scheme, code = version.scheme, f"bench-{place}"
    fund = Fund.objects.create(code=code, name=f"測定の基金{place}", law_fund=scheme.fund.law_fund)
    own = Scheme.objects.create(code=code, fund=fund, kind=scheme.kind, name=f"測定の制度{place}")
    document = version.document | {"code": code, "prefix": f"B{place}"}
    return SchemeVersion.objects.create(
        scheme=own,
        number=1,
        document=document,
        sha256=uuid.uuid4().hex * 2,
        valid_from=version.valid_from,
        drafted_by=version.drafted_by,
        published_by=version.published_by,
        published_at=version.published_at,
    )


class Stopwatch:
    """When the accounts were locked, on the way to the database."""

    def __init__(self) -> None:
        self.locked_at: float | None = None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        if self.locked_at is None and LOCKED in sql and "FOR NO KEY UPDATE" in sql:
            self.locked_at = time.perf_counter()
        return answer


@contextmanager
def locks() -> Iterator[Stopwatch]:
    watch = Stopwatch()
    with connection.execute_wrapper(watch):
        yield watch


def _approve(barrier: Any, grant: uuid.UUID, rounds: int) -> list[tuple[float, float, float]]:
    """Per round: when the approval began and ended, and for how long its accounts were locked."""
    head, desk = member("nibn_decider"), actor_of(member("nibn_officer"))
    told = []
    for _ in range(rounds + 1):
        decision = _drafted(grant)
        barrier.wait()
        began = time.perf_counter()
        with locks() as watch:
            approve_decision(decision=decision, membership=head)
        ended = time.perf_counter()
        told.append((began, ended, ended - (watch.locked_at or ended)))
        barrier.wait()
        void_decision(decision=_whole(decision), note="測定のため", actor=desk)
    return told[1:]  # the first one warms up


def _drafted(grant: uuid.UUID) -> Decision:
    asking = Asking.__new__(Asking)
    asking.who, asking.grant = "", Grant.objects.get(pk=grant)
    return _whole(asking.draft())


def _whole(decision: Decision) -> Decision:
    return Decision.objects.select_related(*DECISION_PARTS, "approval", "drafted_by").get(pk=decision.pk)


def measured(grants: list[uuid.UUID], rounds: int) -> dict[str, Any]:
    told = racing(_approve, [(grant, rounds) for grant in grants])
    walls = []
    for rows in zip(*told, strict=True):
        walls.append(max(ended for _began, ended, _held in rows) - min(began for began, _e, _h in rows))
    held = [held for each in told for _began, _ended, held in each]
    return {
        "per_second": round(len(grants) / median(walls), 1),
        "locked_ms": {"median": round(median(held) * 1000, 1), "most": round(max(held) * 1000, 1)},
    }


def main(rounds: int) -> None:
    ensure_office()
    opened("generic-base", MONEY, YEARS)
    askings = [prepared(place) for place in range(PROCESSES)]
    grants = [asking.grant.pk for asking in askings]
    alone = measured(grants[:1], rounds)
    one = measured(grants, rounds)
    spread(askings)
    eight = measured(grants, rounds)
    figures = {
        "processes": PROCESSES,
        "rounds": rounds,
        "per_second": {
            "alone": alone["per_second"],
            "one_book": one["per_second"],
            "eight_books": eight["per_second"],
        },
        "locked_ms": {
            "alone": alone["locked_ms"],
            "one_book": one["locked_ms"],
            "eight_books": eight["locked_ms"],
        },
    }
    json.dump(figures, sys.stdout)
