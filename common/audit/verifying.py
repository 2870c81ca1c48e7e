"""Walks the whole chain, one row at a time, and says what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from common import clock

from . import head as heads
from .models import AuditEvent, AuditSeal
from .sealing import link_hash

SHOWN = 100
LATE = timedelta(minutes=1)
# Whoever cuts the tail could write such a head beside it.
WORTHLESS = ("bad", "unsigned")


@dataclass
class Report:
    sealed: int = 0
    last_hash: str = heads.GENESIS
    unsealed: int = 0
    late: int = 0
    problem_count: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    head: dict[str, Any] | None = None

    @property
    def ok(self) -> bool:
        return self.problem_count == 0

    def tell(self, code: str, **where: Any) -> None:
        self.problem_count += 1
        if len(self.problems) < SHOWN:
            self.problems.append({"code": code, **where})


def verify(head: dict[str, Any] | None = None, *, expected: bool = False) -> Report:
    """`head` is a published one to hold the chain against; without one, a tail that was cut off can't show:
    where it is `expected`, that is a finding."""
    report = Report()
    for seal in _walk(report):
        if head and seal.seq == head["seq"] and seal.hash != head["hash"]:
            report.tell("differs_from_head", seq=seal.seq)
    _count_unsealed(report)
    if head:
        _compare(report, head)
    elif expected and report.sealed:
        report.tell("head_missing")
    return report


def _walk(report: Report) -> Iterator[AuditSeal]:
    for seal in AuditSeal.objects.select_related("event").order_by("seq").iterator(chunk_size=1000):
        if seal.seq != report.sealed + 1:
            report.tell("missing", first=report.sealed + 1, last=seal.seq - 1)
        elif seal.previous != report.last_hash:
            report.tell("reordered", seq=seal.seq, event=seal.event_id)
        if seal.hash != link_hash(seal.previous, seal.event):
            report.tell("changed", seq=seal.seq, event=seal.event_id)
        report.sealed, report.last_hash = seal.seq, seal.hash
        yield seal


def _count_unsealed(report: Report) -> None:
    waiting = AuditEvent.objects.filter(seal__isnull=True)
    report.unsealed = waiting.count()
    report.late = waiting.filter(at__lt=clock.real_now() - LATE).count()
    if report.late:
        report.tell("unsealed_too_long", events=report.late)


def _compare(report: Report, head: dict[str, Any]) -> None:
    signature = heads.judge(head)
    report.head = {"seq": head["seq"], "hash": head["hash"], "signature": signature}
    if signature in WORTHLESS:
        report.tell(f"head_signature_{signature}")
    if report.sealed < head["seq"]:
        report.tell("cut_off", first=report.sealed + 1, last=head["seq"])
