"""A change of a grant from its start to NIBN's draft of the decision on it."""

from typing import Any

from decisions.models import Decision
from decisions.services import drafting
from grants.changes import latest_change_version
from grants.models import GrantChange
from grants.services import changing
from grants.services import examining_changes as examining

from .asked import Asked
from .grants import changes_in, items_in, saved_or_refused


def start_change(asked: Asked) -> GrantChange:
    return changing.start_change(grant=asked.on, membership=asked.membership, **asked.said)


def save_change(asked: Asked) -> GrantChange:
    """All of it or nothing, as of an application for a grant."""
    saved = changing.save_change(change=asked.on, changes=changes_in(asked), membership=asked.membership)
    saved_or_refused(saved)
    return asked.on


def discard_change(asked: Asked) -> None:
    changing.discard_change(change=asked.on, membership=asked.membership)


def notify_change(asked: Asked) -> GrantChange:
    return _filed(asked, changing.notify_change)


def file_change(asked: Asked) -> GrantChange:
    return _filed(asked, changing.file_change)


def correct_change(asked: Asked) -> GrantChange:
    return _filed(asked, changing.correct_change)


def _filed(asked: Asked, act: Any) -> GrantChange:
    act(change=asked.on, membership=asked.membership, arrived_at=asked.arrived_at)
    return asked.on


def withdraw_change(asked: Asked) -> GrantChange:
    return changing.withdraw_change(change=asked.on, membership=asked.membership)


def ask_change_correction(asked: Asked) -> GrantChange:
    return _sent_back(asked, examining.ask_change_correction)


def require_approval(asked: Asked) -> GrantChange:
    return _sent_back(asked, examining.require_approval)


def _sent_back(asked: Asked, act: Any) -> GrantChange:
    items = items_in(asked, latest_change_version(asked.on))
    act(change=asked.on, items=items, due_on=asked.said["due_on"], membership=asked.membership)
    return asked.on


def close_change_correction(asked: Asked) -> GrantChange:
    return examining.close_change_correction(change=asked.on, membership=asked.membership)


def draft_change(asked: Asked) -> Decision:
    return _drafted(asked, Decision.Outcome.CHANGE, "")


def draft_change_refusal(asked: Asked) -> Decision:
    return _drafted(asked, Decision.Outcome.CHANGE_REFUSAL, asked.said["reasons"])


def _drafted(asked: Asked, outcome: str, reasons: str) -> Decision:
    said = asked.take("dated_on", "document_number", "issue_at")
    return drafting.draft_change_decision(
        change=asked.on, outcome=outcome, reasons=reasons, membership=asked.membership, **said
    )


def redraft_change(asked: Asked) -> Decision:
    said = asked.take("dated_on", "document_number", "issue_at", "note", "reasons")
    return drafting.redraft_decision(
        decision=asked.on, outcome=asked.on.outcome, membership=asked.membership, **said
    )
