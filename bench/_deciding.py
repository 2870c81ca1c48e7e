"""The office of this measurement: it approves one decision after another and lets a worker seal each.

A sealed decision is voided before the next is drafted, so two plans give any number of letters, all
through the services: `python -m bench._process _deciding ROUNDS DOCUMENTS`.
"""

import json
import sys
from datetime import timedelta
from multiprocessing import get_context
from statistics import mean
from typing import Any

from common import clock, jobs
from decisions.demo.acting import Case, actor_of, member, moment
from decisions.demo.building import taken_up
from decisions.demo.office import ensure_office
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import void_decision

from ._sealing import Sealed, work

WARM = 2  # decisions before the measured ones
FIRST = 50  # the letter after which memory is taken for the first time
PLANS = {"one_company": ("minohon",), "three_companies": ("yoshino", "minohon", "takasaki")}


def prepared(title: str, lead: str, *partners: str) -> Case:
    """A plan that is ready to be certified."""
    day = clock.today() - timedelta(days=40)
    case = taken_up(ensure_office(), day, title, lead, partners)
    with clock.at(moment(day + timedelta(days=1))):
        case.consult("mof", days=14)
    with clock.at(moment(day + timedelta(days=30))):
        case.find()
    jobs.run_pending()
    return case


class Worker:
    """One process that is never recycled."""

    def __init__(self, *, with_floor: bool) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs,), kwargs={"with_floor": with_floor})

    def __enter__(self) -> "Worker":
        self.process.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.pipe.send(None)
        self.process.join()

    def seal(self, case: Case) -> Sealed:
        """Approve, let it seal, and drop the decision again."""
        decision = case.draft(Decision.Outcome.CERTIFICATION)
        approve_decision(decision=decision, membership=member("decider"))
        self.pipe.send(str(decision.pk))
        sealed: Sealed = self.pipe.recv()
        decision.refresh_from_db()
        void_decision(decision=decision, note="測定のため", actor=actor_of(member("officer")))
        return sealed


def measure_ratio(case: Case, rounds: int) -> dict[str, Any]:
    with Worker(with_floor=True) as worker:
        sealed = [worker.seal(case) for _ in range(WARM + rounds)][WARM:]
    decision, floor = (mean(getattr(each, name) for each in sealed) for name in ("cpu", "floor"))
    return {
        "rounds": rounds,
        "letters": sealed[0].letters,
        "decision_cpu_ms": _ms(decision),
        "floor_cpu_ms": _ms(floor),
        "ratio": round(decision / floor, 3),
        "ratio_of_rounds": sorted(round(each.cpu / each.floor, 3) for each in sealed),
    }


def measure_memory(case: Case, documents: int) -> dict[str, Any]:
    letters, resident = 0, {}
    with Worker(with_floor=False) as worker:
        while letters < documents:
            sealed = worker.seal(case)
            letters += sealed.letters
            resident[letters] = sealed.resident
    first, last = (min(at for at in resident if at >= wanted) for wanted in (FIRST, documents))
    return {
        "documents": [first, last],
        "resident_mb": [resident[first] >> 20, resident[last] >> 20],
        "growth": round(resident[last] / resident[first], 3),
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def main(rounds: int, documents: int) -> None:
    cases = {name: prepared("製造設備の更新", *who) for name, who in PLANS.items()}
    figures = {name: measure_ratio(case, rounds) for name, case in cases.items()}
    figures["memory"] = measure_memory(cases["one_company"], documents)
    json.dump(figures, sys.stdout)
