"""The second door: each letter is printed from the snapshot alone, signed, looked at, stored.

Runs in the worker; no lock is held while it prints and signs.
"""

import json
from collections.abc import Callable
from typing import Any

from common import canonical, clock, files, jobs
from common.models import StoredFile
from common.transitions import SYSTEM_ACTOR, lock, perform
from law.states import DecisionState

from ..about import about
from ..models import Decision, Document
from ..pdf import render
from ..signing import check_own, sign
from .telling import tell_drafter


class SnapshotDiffers(Exception):
    """The snapshot isn't what was approved; nothing is signed."""


def seal(decision: Decision) -> Callable[[], object] | None:
    """Print and sign every letter of an approved decision; returns what stores them."""
    if decision.state != DecisionState.APPROVED:
        return None
    _refuse_unapproved(decision)
    # Stored when all are drawn: a worker that dies before that leaves no signed letter behind.
    drawn = [(document, _drawn(document)) for document in decision.documents.all()]
    sealed = [(document, files.store_bytes(pdf, kind="pdf")) for document, pdf in drawn]
    return lambda: _keep(decision, sealed)


def _refuse_unapproved(decision: Decision) -> None:
    digest = canonical.sha256_hex(decision.snapshot.encode())
    if digest != decision.approval.snapshot_sha256:
        raise SnapshotDiffers(str(decision.pk))
    approved = {letter["document_id"]: letter for letter in json.loads(decision.snapshot)["letters"]}
    for document in decision.documents.all():
        content = json.loads(document.content)
        if content.pop("snapshot_sha256") != digest:
            raise SnapshotDiffers(document.number)
        if {**content, "snapshot_sha256": approved[document.public_id]["snapshot_sha256"]} != approved[
            document.public_id
        ]:
            raise SnapshotDiffers(document.number)


def _drawn(document: Document) -> bytes:
    content = json.loads(document.content)
    return seal_content(content, key=document.issuer_id, reason=document.get_kind_display())


def seal_content(content: dict[str, Any], *, key: str, reason: str) -> bytes:
    """One signed letter; the own signature is validated before anyone gets it."""
    pdf = sign(render(content), key=key, reason=str(reason))
    check_own(pdf, key)
    return pdf


def _keep(decision: Decision, sealed: list[tuple[Document, StoredFile]]) -> None:
    lock(about(decision).subject)
    row = perform(
        lifecycle=decision.lifecycle,
        act="seal_decision",
        subject=decision,
        actor=SYSTEM_ACTOR,
        facts={},
    )
    now = clock.now()
    for document, stored in sealed:
        Document.objects.filter(pk=document.pk).update(file=stored, sealed_at=now)
    if decision.ranking_id is not None:
        return
    tell_drafter(decision, row, SYSTEM_ACTOR)
    if decision.issue_at is not None and decision.issue_at <= now:
        jobs.enqueue(
            kind="issue",
            key=f"issue:{decision.pk}",
            payload={"decision": str(decision.pk)},
            case_id=decision.case_id,
        )
