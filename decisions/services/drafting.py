"""起案: drafting, returning and voiding a decision."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import latest_version
from applications.services.starting import actor_of
from common import clock, numbers
from common.actor import Actor
from common.transitions import begin, lock, perform
from grants.assets.reading import latest_disposal_version
from grants.changes import latest_change_version
from grants.models import Disposal, Grant, GrantChange, GrantVersion
from grants.selectors import latest_grant_version
from law.acts import Reason, Refused

from ..about import about
from ..about.fixing import accepted_completion
from ..models import Decision
from ..selectors import latest_basis
from .telling import tell_deciders, tell_drafter


@transaction.atomic
def draft_decision(
    *,
    plan: Plan,
    outcome: str,
    conditions: list[str],
    reasons: str,
    weighing: dict[str, str],
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft a decision on the plan's latest version. The law's guards must all be content."""
    decision = Decision(
        plan=plan,
        outcome=outcome,
        conditions=conditions,
        reasons=reasons,
        weighing=weighing,
        dated_on=dated_on,
        document_number=document_number or None,
        issue_at=issue_at,
    )
    about(decision).hold()
    decision.version = latest_version(plan)
    return _begun(decision, membership)


@transaction.atomic
def draft_grant_decision(
    *,
    grant: Grant,
    outcome: str,
    conditions: list[dict[str, Any]],
    reasons: str,
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft 交付決定 or 不交付 on the grant's latest version, from the 査定 as it stands."""
    decision = Decision(
        grant=grant,
        outcome=outcome,
        conditions=conditions,
        reasons=reasons,
        dated_on=dated_on,
        issue_at=issue_at,
    )
    return _on_grant(decision, partial(latest_grant_version, grant), document_number, membership)


@transaction.atomic
def draft_fixing(
    *,
    grant: Grant,
    finding: str,
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft 額の確定 on the accepted report on completion; `finding` is what was examined (適正化法15条)."""
    fixing = Decision.Outcome.FIXING
    decision = Decision(
        grant=grant, outcome=fixing, reasons=finding.strip(), dated_on=dated_on, issue_at=issue_at
    )
    return _on_grant(decision, partial(accepted_completion, grant), document_number, membership)


@transaction.atomic
def draft_change_decision(
    *,
    change: GrantChange,
    outcome: str,
    reasons: str,
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft the approval of a change, or its refusal, on what was filed last (適正化法7条1項)."""
    decision = Decision(
        grant=change.grant,
        grant_version=latest_change_version(change),
        outcome=outcome,
        reasons=reasons.strip(),
        dated_on=dated_on,
        issue_at=issue_at,
    )

    def filed_last() -> GrantVersion | None:
        change.refresh_from_db()
        return latest_change_version(change)

    return _on_grant(decision, filed_last, document_number, membership)


@transaction.atomic
def draft_return_order(
    *,
    grant: Grant,
    reasons: str,
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft 返還命令 (適正化法18条) of what was paid above what stands; the sum is reckoned, never told."""
    order = Decision.Outcome.RETURN_ORDER
    decision = Decision(
        grant=grant, outcome=order, reasons=reasons.strip(), dated_on=dated_on, issue_at=issue_at
    )
    return _on_grant(decision, partial(latest_basis, grant), document_number, membership)


@transaction.atomic
def draft_cancellation(
    *,
    grant: Grant,
    ground: str,
    fact: str,
    reasons: str,
    sums: dict[int, int],
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft 取消し (適正化法17条); `sums`: fiscal year → yen that it takes of what stands."""
    decision = Decision(
        grant=grant,
        outcome=Decision.Outcome.CANCELLATION,
        reasons=reasons.strip(),
        particulars={
            "ground": ground,
            "fact": fact.strip(),
            "sums": {str(year): amount for year, amount in sorted(sums.items()) if amount},
        },
        dated_on=dated_on,
        issue_at=issue_at,
    )
    return _on_grant(decision, partial(latest_basis, grant), document_number, membership)


@transaction.atomic
def draft_disposal_decision(
    *,
    disposal: Disposal,
    outcome: str,
    conditions: list[str],
    repays: bool,
    reasons: str,
    dated_on: date,
    membership: Membership,
    document_number: str = "",
    issue_at: datetime | None = None,
) -> Decision:
    """Draft the approval of a disposal (適正化法22条), or its refusal, on what was filed last.

    `repays`: whether a repayment is a condition; its sum is reckoned, never told.
    """
    decision = Decision(
        grant=disposal.grant,
        disposal_version=latest_disposal_version(disposal),
        outcome=outcome,
        conditions=[each.strip() for each in conditions if each.strip()],
        particulars={"repays": repays},
        reasons=reasons.strip(),
        dated_on=dated_on,
        issue_at=issue_at,
    )

    def basis() -> GrantVersion | None:
        disposal.refresh_from_db()
        decision.disposal_version = latest_disposal_version(disposal)
        return latest_basis(disposal.grant)

    return _on_grant(decision, basis, document_number, membership)


OF_GRANT: dict[str, Callable[..., Decision]] = {
    Decision.Outcome.FIXING: draft_fixing,
    Decision.Outcome.RETURN_ORDER: draft_return_order,
    Decision.Outcome.CANCELLATION: draft_cancellation,
}


def _on_grant(
    decision: Decision,
    basis: Callable[[], GrantVersion | None],
    document_number: str,
    membership: Membership,
) -> Decision:
    """`basis`: what it is decided on, read once the grant is held."""
    decision.document_number = document_number or None
    about(decision).hold()
    decision.grant_version = basis()
    return _begun(decision, membership)


def _begun(decision: Decision, membership: Membership) -> Decision:
    """The case is held by the caller."""
    _refuse_second(decision)
    decision.drafted_by, decision.drafted_at = membership, clock.now()
    if decision.document_number:
        numbers.claim_entered(number=decision.document_number, kind="decision", subject=decision.pk)
    actor = actor_of(membership)
    row = begin(
        lifecycle=decision.lifecycle,
        act=_draft_of(decision),
        subject=decision,
        actor=actor,
        facts=about(decision).facts(membership),
    )
    tell_deciders(decision, row, actor)
    return decision


def _draft_of(decision: Decision) -> str:
    """What is decided case by case, under its own scheme's law; the rest comes with a ranking."""
    terms, subject = decision.terms, about(decision).subject
    own = terms.of_grant or terms.kind == subject.scheme.kind
    if terms.draft is None or not own:
        text = _("「%(outcome)s」は、この申請について起案するものではありません。")
        raise Refused(Reason("other_kind", text % {"outcome": decision.get_outcome_display()}))
    return terms.draft


def _refuse_second(decision: Decision) -> None:
    """One draft at a time: another officer may have been quicker."""
    if about(decision).live is not None:
        text = _("この申請には、すでに起案された処分があります。画面を開き直して確かめてください。")
        raise Refused(Reason("drafted_already", text))


@transaction.atomic
def redraft_decision(*, decision: Decision, note: str, membership: Membership, **draft: Any) -> Decision:
    """Drop a draft that was returned or overtaken and draft anew, in one step or not at all."""
    void_decision(decision=decision, note=note, actor=actor_of(membership))
    if decision.terms.changes:
        change = decision.grant_version.change
        return draft_change_decision(change=change, membership=membership, **draft)
    if decision.terms.disposes:
        disposal = decision.disposal_version.disposal
        return draft_disposal_decision(disposal=disposal, membership=membership, **draft)
    if decision.terms.of_grant:
        again = OF_GRANT.get(decision.outcome, draft_grant_decision)
        return again(grant=decision.grant, membership=membership, **draft)
    return draft_decision(plan=decision.plan, membership=membership, **draft)


@transaction.atomic
def return_decision(*, decision: Decision, note: str, membership: Membership) -> Decision:
    """The decider gives the draft back with a word."""
    _refuse_silent(note, _("差し戻す理由を書いてください。"))
    return _perform(decision, "return_decision", actor_of(membership), {"note": note})


@transaction.atomic
def void_decision(*, decision: Decision, note: str, actor: Actor) -> Decision:
    """Drop a decision before it is issued. Its number, once drawn, stays unused with the reason (欠番)."""
    _refuse_silent(note, _("廃案とする理由を書いてください。"))
    _perform(decision, "void_decision", actor, {"note": note})
    about(decision).unbind(actor)
    return decision


def _refuse_silent(note: str, text: str) -> None:
    if not note.strip():
        raise Refused(Reason("no_note", text))


def _perform(decision: Decision, act: str, actor: Actor, changes: dict[str, Any]) -> Decision:
    lock(about(decision).subject)
    row = perform(
        lifecycle=decision.lifecycle,
        act=act,
        subject=decision,
        actor=actor,
        facts={"with_ranking": False},
        changes=changes,
    )
    tell_drafter(decision, row, actor)
    return decision
