"""The worker of this measurement: seals what it is told to, and draws the same letters on the floor."""

import json
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NamedTuple

import psutil

from common.jobs.running import attempt
from common.models import Job
from decisions.models import Decision, Document
from decisions.pdf import floor
from law.states import DecisionState


class Sealed(NamedTuple):
    letters: int
    cpu: float  # seconds, from the claim of the Job to its commit
    floor: float
    resident: int  # bytes


def work(pipe: Connection, *, with_floor: bool) -> None:
    while (decision := pipe.recv()) is not None:
        pipe.send(_seal(decision, with_floor=with_floor))


def _seal(decision: str, *, with_floor: bool) -> Sealed:
    """The floor is measured before and after: what changes on the machine meanwhile weighs on both."""
    documents = list(Document.objects.filter(decision=decision))
    job = str(Job.objects.get(key=f"seal:{decision}").pk)
    bare = [_prepared(each) for each in documents] if with_floor else []
    before = _cpu(lambda: [floor.run(each) for each in bare])
    cpu = _cpu(lambda: attempt(job))
    after = _cpu(lambda: [floor.run(each) for each in bare])
    if not Decision.objects.filter(pk=decision, state=DecisionState.SEALED).exists():
        raise RuntimeError(f"decision {decision} was not sealed")
    return Sealed(len(documents), cpu, (before + after) / 2, psutil.Process().memory_info().rss)


def _prepared(document: Document) -> floor.Prepared:
    content = json.loads(document.content)
    return floor.prepare(content, key=document.issuer_id, reason=document.get_kind_display())


def _cpu(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start
