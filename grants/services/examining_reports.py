"""NIBN's check of a performance report: line by line, sent back with all remarks at once, accepted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import CostLine
from common import clock
from common.actor import actor_of
from common.transitions import Values, lock, perform
from law.acts import Act, Reason, Refused
from law.lifecycle import PERFORMANCE_REPORT

from ..evidence.rows import covered_by, remarks_on_rows
from ..models import EvidenceCheck, LineCheck, PerformanceReport
from ..reports import checking_facts, latest_report_version, open_report_remarks
from .examining import new_checks, write_remarks
from .telling import tell_company, tell_desk


@transaction.atomic
def check_report_lines(
    *, report: PerformanceReport, checks: Mapping[int, tuple[int, str]], membership: Membership
) -> PerformanceReport:
    """`checks`: line of the latest version → (what of its cost is found good, why not all)."""
    lock(report)
    report.refresh_from_db()
    version = latest_report_version(report)
    new = new_checks(report.grant, version, checks, membership)
    said = {"lines": [check.line_id for check in new], "version": version.number if version else 0}
    _move(report, "check_report_lines", membership, audit=said)
    LineCheck.objects.bulk_create(new)
    return report


@transaction.atomic
def check_evidence(
    *, report: PerformanceReport, marks: Mapping[UUID, str], membership: Membership
) -> PerformanceReport:
    """`marks`: row of the latest version → what is asked about it, empty where it was only seen."""
    lock(report)
    report.refresh_from_db()
    version = latest_report_version(report)
    known = set(covered_by(version).values_list("pk", flat=True)) if version else set()
    if not marks or set(marks) - known:
        text = _("この実績報告の証憑を、一件以上選んでください。画面を開き直して確かめてください。")
        raise Refused(Reason("unknown_evidence", text))
    said = {"rows": len(marks), "asks": sum(bool(asks) for asks in marks.values())}
    _move(report, "check_evidence", membership, audit=said)
    EvidenceCheck.objects.bulk_create(
        EvidenceCheck(evidence_id=row, asks=asks, by=membership, at=clock.now())
        for row, asks in marks.items()
    )
    return report


@transaction.atomic
def ask_report_correction(
    *,
    report: PerformanceReport,
    items: Sequence[tuple[CostLine | None, str]],
    due_on: date,
    membership: Membership,
) -> PerformanceReport:
    """All remarks at once; only the lines they name open again. What is asked about evidence rides along."""
    items = _with_evidence(report, items)
    row = _move(
        report,
        "ask_report_correction",
        membership,
        facts={"items": items, "due_on": due_on, "today": clock.today()},
        audit={"due_on": due_on, "lines": [line.pk if line else None for line, _text in items]},
    )
    write_remarks(report.grant, report, items, due_on, membership)
    tell_company(report.grant, row)
    return report


def _with_evidence(
    report: PerformanceReport, items: Sequence[tuple[CostLine | None, str]]
) -> list[tuple[CostLine | None, str]]:
    """Each line's remark, and below it what stands asked about its rows; where there is none, that alone."""
    version = latest_report_version(report)
    asked = remarks_on_rows(version) if version else {}
    found = [(line, "\n".join([text, *asked.pop(line.pk, [])]) if line else text) for line, text in items]
    rest = CostLine.objects.filter(pk__in=list(asked)).order_by("fiscal_year", "pk")
    return [*found, *((line, "\n".join(asked[line.pk])) for line in rest)]


@transaction.atomic
def close_report_correction(*, report: PerformanceReport, membership: Membership) -> PerformanceReport:
    """The office takes its remarks back; what stands filed is checked on."""
    row = _move(report, "close_report_correction", membership)
    open_report_remarks(report).update(closed_at=clock.now())
    _tell(report, row, membership)
    return report


@transaction.atomic
def accept_report(*, report: PerformanceReport, membership: Membership) -> PerformanceReport:
    """Checked, every line of it; 額の確定 may rest on it. It fixes nothing itself."""
    row = _move(
        report,
        "accept_report",
        membership,
        facts=lambda: checking_facts(report),
        changes=lambda: {"accepted_at": clock.now(), "accepted_by": membership},
    )
    _tell(report, row, membership)
    return report


def _move(
    report: PerformanceReport,
    act: str,
    membership: Membership,
    *,
    facts: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
    changes: Values = None,
    audit: Values = None,
) -> Act:
    lock(report.grant)
    return perform(
        lifecycle=report.grant.under(PERFORMANCE_REPORT),
        act=act,
        subject=report,
        actor=actor_of(membership),
        facts=facts or {},
        changes=changes,
        audit=audit,
    )


def _tell(report: PerformanceReport, row: Act, membership: Membership) -> None:
    tell_company(report.grant, row)
    tell_desk(report.grant, row, actor_of(membership))
