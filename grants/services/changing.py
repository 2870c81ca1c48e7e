"""A change by the company: begun from what stands, written, told or asked for, mended, taken back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.saving import Changes, Saved
from common import audit, clock
from common.actor import actor_of
from common.transitions import begin, lock, perform
from law.acts import Act, Reason, Refused
from law.changes import ChangeKind, Scope
from law.lifecycle import GRANT_CHANGE
from law.states import ChangeState

from ..changes import ChangeDraft, filing_facts, open_change_remarks, starting_facts
from ..models import Grant, GrantChange, GrantVersion
from ..money import Amounts
from ..selectors import assessed_costs, incomes_of, standing_version
from .boxes import save_boxes
from .freezing import Filed, freeze, line_content, unit_content
from .starting import boxes_of_day
from .telling import tell_company, tell_desk

SCHEMA, SCHEMA_VERSION = "kikin/grant_change", 1


@transaction.atomic
def start_change(*, grant: Grant, kind: str, membership: Membership) -> GrantChange:
    """Begin a change, filled with what the grant stands on; one at a time."""
    lock(grant)
    grant.refresh_from_db()
    change = GrantChange(
        grant=grant,
        number=_next_number(grant),
        kind=ChangeKind.of(kind),
        started_at=clock.now(),
        started_by=membership,
    )
    if not change.stops and grant.is_decided:
        change.typed = _filled_in(grant)
    begin(
        lifecycle=grant.under(GRANT_CHANGE),
        act="start_change",
        subject=change,
        actor=actor_of(membership),
        facts=starting_facts(grant),
        audit={"kind": change.kind},
    )
    return change


def _next_number(grant: Grant) -> int:
    last = grant.changes.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _filled_in(grant: Grant) -> dict[str, str]:
    """What stands, as it would be typed."""
    version = standing_version(grant)
    typed = boxes_of_day("ends_on", version.ends_on.isoformat()) | {"scope": Scope.NONE.value}
    for line, (total, eligible) in assessed_costs(version).items():
        typed |= {f"total-{line}": f"{total:,}", f"eligible-{line}": f"{eligible:,}"}
    for (year, menu), income in incomes_of(version).items():
        if income:
            typed[f"income-{year}-{menu}"] = f"{income:,}"
    return typed


@transaction.atomic
def save_change(*, change: GrantChange, changes: Changes, membership: Membership) -> Saved:
    """Save the boxes whose stored value is still what the writer saw; report the others."""
    _hold(change)
    draft = ChangeDraft(change)
    return save_boxes(
        draft=change,
        form=draft.form,
        opened=draft.opened,
        changes=changes,
        act="save_change",
        membership=membership,
    )


@transaction.atomic
def discard_change(*, change: GrantChange, membership: Membership) -> None:
    """Really delete a draft that was never filed. An audit line remains."""
    _hold(change)
    if change.state != ChangeState.DRAFT:
        text = _("提出した変更の手続は削除できません。取下げをしてください。")
        raise Refused(Reason("not_a_draft", text))
    audit.record(act="discard_change", subject=change, actor=actor_of(membership), facts={})
    change.delete()


@transaction.atomic
def notify_change(*, change: GrantChange, membership: Membership, arrived_at: datetime) -> GrantVersion:
    """軽微な変更の届出: it stands from here. Refused where approval is needed."""
    return _file(change, "notify_change", membership, arrived_at)


@transaction.atomic
def file_change(*, change: GrantChange, membership: Membership, arrived_at: datetime) -> GrantVersion:
    """変更承認申請 (適正化法7条1項1号・3号): nothing changes before it is approved and told."""
    return _file(change, "file_change", membership, arrived_at)


@transaction.atomic
def correct_change(*, change: GrantChange, membership: Membership, arrived_at: datetime) -> GrantVersion:
    """The next version, with what was remarked on mended; the first arrival stays."""
    return _file(change, "correct_change", membership, arrived_at)


@transaction.atomic
def withdraw_change(*, change: GrantChange, membership: Membership) -> GrantChange:
    """The company's own act, until the decision on it is issued."""
    lock(change.grant)
    lifecycle = change.grant.under(GRANT_CHANGE)
    actor = actor_of(membership)
    row = perform(lifecycle=lifecycle, act="withdraw_change", subject=change, actor=actor, facts={})
    open_change_remarks(change).update(closed_at=clock.now())
    _tell(change, row, membership)
    return change


def withdraw_open_changes(*, grant: Grant, membership: Membership) -> None:
    """With the decision itself (適正化法9条2項) what was asked to be changed of it falls away."""
    for change in grant.changes.filter(state__in=(ChangeState.FILED, ChangeState.CORRECTION)):
        withdraw_change(change=change, membership=membership)


def _hold(change: GrantChange) -> None:
    """Locked, then read anew; the grant before its change, as every act does."""
    lock(change.grant)
    lock(change)
    change.refresh_from_db()
    change.grant.refresh_from_db()


def _file(change: GrantChange, act: str, membership: Membership, arrived_at: datetime) -> GrantVersion:
    _hold(change)
    draft = ChangeDraft(change)
    row = perform(
        lifecycle=change.grant.under(GRANT_CHANGE),
        act=act,
        subject=change,
        actor=actor_of(membership),
        facts=filing_facts(draft),
        changes={} if change.arrived_at else {"arrived_at": arrived_at},
        audit=lambda: {"notice_suffices": draft.suffices},
    )
    open_change_remarks(change).update(closed_at=clock.now())
    version = _freeze(draft, row, membership, arrived_at)
    _tell(change, row, membership)
    return version


def _freeze(draft: ChangeDraft, row: Act, membership: Membership, arrived_at: datetime) -> GrantVersion:
    change, amounts = draft.change, draft.amounts
    if amounts is None:
        raise LookupError(change.pk)
    number = change.versions.count() + 1
    return freeze(
        form=draft.form,
        content=change_content(draft, amounts, number),
        schema="grant_change.v1",
        amounts=amounts,
        filed=Filed(change.grant, number, row.name, membership, arrived_at, change=change),
        period=_period(draft),
    )


def _period(draft: ChangeDraft) -> tuple[date, date]:
    return min(draft.standing.starts_on, draft.ends_on), draft.ends_on


def change_content(draft: ChangeDraft, amounts: Amounts, number: int) -> dict[str, Any]:
    change, form = draft.change, draft.form
    values, (starts_on, ends_on) = form.checked.values, _period(draft)
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "grant": change.grant.number,
        "change": str(change.pk),
        "kind": change.kind,
        "version": number,
        "why": values["why"] or "",
        "scope": form.scope_said,
        "content": values["content"] or "",
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "was_ends_on": draft.standing.ends_on.isoformat(),
        "stop_on": draft.stop_on.isoformat() if draft.stop_on else None,
        "lines": [_line(draft, line) for line in form.own_lines],
        "units": [unit_content(form, unit) for unit in amounts.units],
        "amount": amounts.total,
        "was_amount": draft.was_amounts.total,
        "notice_suffices": draft.suffices,
        "steps": [step.as_json() for step in draft.steps],
    }


def _line(draft: ChangeDraft, line: Any) -> dict[str, Any]:
    total, eligible = draft.was.get(line.pk, (0, 0))
    said = line_content(line, draft.form.costs()[line.pk])
    return said | {"was_total_cost": total, "was_eligible_cost": eligible}


def _tell(change: GrantChange, row: Act, membership: Membership) -> None:
    tell_company(change.grant, row)
    tell_desk(change.grant, row, actor_of(membership))
