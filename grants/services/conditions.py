"""The conditions of a decision (適正化法7条): set at its issue, reported on, confirmed, missed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from common import clock, files
from common.actor import Actor, actor_of
from common.models import StoredFile
from common.transitions import begin, perform
from law.lifecycle import CONDITION
from law.states import ConditionState

from ..models import Condition, Grant
from .telling import tell_company, tell_desk

EVIDENCE = files.Limits(
    max_bytes=20 * 1024 * 1024,
    kinds=frozenset({files.Kind.PDF, files.Kind.PNG, files.Kind.JPEG, files.Kind.XLSX}),
)


@dataclass(frozen=True)
class Evidence:
    """A paper that shows it: stored already, with the name it came under."""

    file: StoredFile
    name: str


def set_conditions(*, grant: Grant, decision: UUID, said: Sequence[dict[str, Any]], actor: Actor) -> None:
    """Each condition of the letter becomes an object of its own. Runs in the transaction of the issue."""
    lifecycle = grant.under(CONDITION)
    for order, row in enumerate(said, start=1):
        condition = Condition(
            grant=grant,
            decision=decision,
            order=order,
            kind=row["kind"],
            text=row["text"],
            due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
            missed=row["missed"],
        )
        begin(lifecycle=lifecycle, act="set_condition", subject=condition, actor=actor, facts={})


@transaction.atomic
def report_condition(
    *, condition: Condition, report: str, membership: Membership, evidence: Evidence | None = None
) -> Condition:
    """The company says how the condition was met, with the paper that shows it."""
    kept = {"evidence": evidence.file, "evidence_name": evidence.name} if evidence else {}
    return _move(
        condition,
        "report_condition",
        actor_of(membership),
        facts={"report": report},
        changes={
            "report": report,
            "note": "",
            "reported_at": clock.now(),
            "reported_by": membership,
            **kept,
        },
    )


@transaction.atomic
def return_condition_report(*, condition: Condition, note: str, membership: Membership) -> Condition:
    return _move(
        condition,
        "return_condition_report",
        actor_of(membership),
        facts={"note": note},
        changes={"note": note},
    )


@transaction.atomic
def confirm_condition(*, condition: Condition, membership: Membership) -> Condition:
    changes = {"settled_at": clock.now(), "settled_by": membership}
    return _move(condition, "confirm_condition", actor_of(membership), changes=changes)


@transaction.atomic
def miss_condition(*, condition: Condition, membership: Membership) -> Condition:
    """Recorded, not punished: what follows is an act of its own (適正化法17条)."""
    facts = {"due_on": condition.due_on, "today": clock.today()}
    return _move(condition, "miss_condition", actor_of(membership), facts=facts)


def end_conditions(*, grant: Grant, actor: Actor) -> None:
    """The decision is deemed never made (適正化法9条2項), and its conditions with it."""
    lifecycle = grant.under(CONDITION)
    for condition in grant.conditions.exclude(state__in=[ConditionState.MET, ConditionState.ENDED]):
        perform(lifecycle=lifecycle, act="end_condition", subject=condition, actor=actor, facts={})


def _move(
    condition: Condition,
    act: str,
    actor: Actor,
    *,
    facts: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
) -> Condition:
    row = perform(
        lifecycle=condition.grant.under(CONDITION),
        act=act,
        subject=condition,
        actor=actor,
        facts=facts or {},
        changes=changes,
    )
    tell_company(condition.grant, row)
    tell_desk(condition.grant, row, actor)
    return condition
