"""Chains what has been committed, so that no act waits for another's audit line.

The chain follows the order of sealing, not of ids: on PostgreSQL a smaller id may commit after a
larger one was sealed. Two sealers at once are harmless: `seq` is unique, the slower one's batch
falls as a whole.
"""

from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from common import canonical

from . import head
from .models import AuditEvent, AuditSeal

BATCH = 500
ROUNDS = 20
# An event that commits after this many later ones were sealed is found by the hourly whole pass.
LOOK_BACK = 10_000
WHOLE_PASS_SECONDS = 3600
FIELDS = (
    "id",
    "actor_id",
    "membership_id",
    "role",
    "act",
    "subject_type",
    "subject_id",
    "from_state",
    "to_state",
)


def seal() -> int:
    """Seal what is waiting; how many were sealed."""
    whole = cache.add("audit-whole-pass", value=True, timeout=WHOLE_PASS_SECONDS)
    sealed = 0
    for _ in range(ROUNDS):
        count = _seal_batch(whole=whole)
        sealed += count
        if count < BATCH:
            break
    return sealed


def _seal_batch(*, whole: bool) -> int:
    try:
        with transaction.atomic():
            last = AuditSeal.objects.order_by("-seq").first()
            events = list(_waiting(after=0 if whole or last is None else _floor(last))[:BATCH])
            AuditSeal.objects.bulk_create(_links(last, events))
            return len(events)
    except IntegrityError:  # another sealer was quicker
        return 0


def _floor(last: AuditSeal) -> int:
    seal = AuditSeal.objects.filter(seq=last.seq - LOOK_BACK).first()
    return seal.event_id if seal else 0


def _waiting(*, after: int) -> QuerySet[AuditEvent]:
    """Both sides are bounded, else every round would read the whole chain."""
    sealed = AuditSeal.objects.filter(event_id__gt=after, event_id=OuterRef("pk"))
    return AuditEvent.objects.filter(~Exists(sealed), id__gt=after).order_by("id")


def _links(last: AuditSeal | None, events: list[AuditEvent]) -> list[AuditSeal]:
    seq, previous = (last.seq, last.hash) if last else (0, head.GENESIS)
    links = []
    for event in events:
        seq += 1
        link = AuditSeal(seq=seq, event=event, previous=previous, hash=link_hash(previous, event))
        links.append(link)
        previous = link.hash
    return links


def link_hash(previous: str, event: AuditEvent) -> str:
    return canonical.sha256_hex(previous.encode() + canonical.dumps(content(event)))


def content(event: AuditEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in FIELDS} | {
        "at": event.at.isoformat(),
        "case_id": str(event.case_id) if event.case_id else None,
        "facts": event.facts,
    }
