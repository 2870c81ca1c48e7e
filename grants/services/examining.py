"""審査: taken up, checked line by line against the plan, sent back with all remarks at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import CostLine
from common import clock
from common.transitions import lock
from law.acts import Reason, Refused
from law.money import yen

from ..models import Disposal, Grant, GrantChange, GrantVersion, LineCheck, PerformanceReport, Remark
from ..selectors import checks_of, latest_grant_version, line_label, lines_of, open_remarks
from .moving import move, tell_both
from .telling import tell_company


@transaction.atomic
def take_up_grant(*, grant: Grant, membership: Membership) -> Grant:
    row = move(grant, "take_up_grant", membership, changes=lambda: {"assignee": membership})
    tell_company(grant, row)
    return grant


@transaction.atomic
def check_lines(*, grant: Grant, checks: Mapping[int, tuple[int, str]], membership: Membership) -> Grant:
    """`checks`: line of the latest version → (what is found good, why not all). What changed is written."""
    lock(grant)
    grant.refresh_from_db()
    version = latest_grant_version(grant)
    new = new_checks(grant, version, checks, membership)
    said = {"lines": [check.line_id for check in new], "version": version.number if version else 0}
    move(grant, "check_lines", membership, audit=said)
    LineCheck.objects.bulk_create(new)
    return grant


def new_checks(
    grant: Grant,
    version: GrantVersion | None,
    checks: Mapping[int, tuple[int, str]],
    membership: Membership,
) -> list[LineCheck]:
    """Of a filed version's lines, an application's or a report's: what differs from what stands."""
    lines = {line.pk: line for line in lines_of(version)} if version else {}
    standing = checks_of(version) if version else {}
    new = [
        LineCheck(
            line=_line(lines, pk),
            asked=lines[pk].eligible_cost,
            assessed=assessed,
            reason=reason.strip(),
            by=membership,
            at=clock.now(),
        )
        for pk, (assessed, reason) in checks.items()
        if pk not in standing or (standing[pk].assessed, standing[pk].reason) != (assessed, reason.strip())
    ]
    for check in new:
        _refuse_unsound(grant, check)
    return new


def _line(lines: Mapping[int, object], pk: int):
    if pk not in lines:
        text = _("提出された内容が直されました。画面を開き直して、最新の版を査定してください。")
        raise Refused(Reason("stale_line", text))
    return lines[pk]


def _refuse_unsound(grant: Grant, check: LineCheck) -> None:
    words = {"line": line_label(grant, check.line.cost_line), "asked": yen(check.asked)}
    if not 0 <= check.assessed <= check.asked:
        text = _("%(line)s：認める額は、0円から提出された額（%(asked)s）までにしてください。")
        raise Refused(Reason("above_asked", text % words))
    if check.is_reduced and not check.reason:
        text = _("%(line)s：提出された額より少なくするときは、理由を書いてください。通知書に記載します。")
        raise Refused(Reason("no_line_reason", text % words))


@transaction.atomic
def ask_grant_correction(
    *, grant: Grant, items: Sequence[tuple[CostLine | None, str]], due_on: date, membership: Membership
) -> Grant:
    """All remarks at once; only the lines they name open again."""
    row = move(
        grant,
        "ask_grant_correction",
        membership,
        facts={"items": items, "due_on": due_on, "today": clock.today()},
        audit={"due_on": due_on, "lines": [line.pk if line else None for line, _text in items]},
    )
    write_remarks(grant, None, items, due_on, membership)
    tell_company(grant, row)
    return grant


def write_remarks(
    grant: Grant,
    on: PerformanceReport | GrantChange | Disposal | None,
    items: Sequence[tuple[CostLine | None, str]],
    due_on: date,
    membership: Membership,
) -> None:
    """`on`: the report, the change or the disposal that is remarked on; none for the application."""
    Remark.objects.bulk_create(
        Remark(
            grant=grant,
            report=on if isinstance(on, PerformanceReport) else None,
            change=on if isinstance(on, GrantChange) else None,
            disposal=on if isinstance(on, Disposal) else None,
            cost_line=line,
            text=text,
            due_on=due_on,
            asked_by=membership,
            asked_at=clock.now(),
        )
        for line, text in items
    )


@transaction.atomic
def close_grant_correction(*, grant: Grant, membership: Membership) -> Grant:
    """The office takes its remarks back; what stands filed is examined on."""
    row = move(grant, "close_grant_correction", membership)
    open_remarks(grant).update(closed_at=clock.now())
    tell_both(grant, row, membership)
    return grant
