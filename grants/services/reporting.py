"""実績報告 by the company: begun, written, with its papers, filed (適正化法14条), mended."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.saving import Changes, Saved
from common import audit, clock, files
from common.actor import actor_of
from common.models import StoredFile
from common.transitions import begin, lock, perform
from law.acts import Act, Reason, Refused
from law.deadlines import fiscal_year_span
from law.lifecycle import PERFORMANCE_REPORT
from law.reports import ReportKind
from law.states import ReportState

from ..models import Grant, GrantVersion, PerformanceReport, ReportPaper
from ..money import Amounts
from ..reports import (
    Draft,
    filing_facts,
    open_report_remarks,
    papers_of,
    starting_facts,
)
from .boxes import save_boxes
from .evidence import evidence_content, freeze_evidence
from .freezing import Filed, freeze, line_content, unit_content
from .telling import tell_company, tell_desk

SCHEMA, SCHEMA_VERSION = "kikin/performance_report", 1
OPEN = (ReportState.DRAFT, ReportState.CORRECTION)
MOST_PAPERS = 100


@transaction.atomic
def start_report(
    *, grant: Grant, kind: str, membership: Membership, fiscal_year: int | None = None
) -> PerformanceReport:
    """Begin one of the reports that the grant owes; of a year only once it has ended."""
    lock(grant)
    grant.refresh_from_db()
    report = PerformanceReport(
        grant=grant,
        kind=kind,
        fiscal_year=fiscal_year,
        started_at=clock.now(),
        started_by=membership,
    )
    begin(
        lifecycle=grant.under(PERFORMANCE_REPORT),
        act="start_report",
        subject=report,
        actor=actor_of(membership),
        facts=starting_facts(grant, kind, fiscal_year),
    )
    return report


@transaction.atomic
def save_report(*, report: PerformanceReport, changes: Changes, membership: Membership) -> Saved:
    """Save the boxes whose stored value is still what the writer saw; report the others."""
    _hold(report)
    draft = Draft(report)
    return save_boxes(
        draft=report,
        form=draft.form,
        opened=draft.opened,
        changes=changes,
        act="save_report",
        membership=membership,
    )


@transaction.atomic
def discard_report(*, report: PerformanceReport, membership: Membership) -> None:
    """Really delete a draft that was never filed. An audit line remains."""
    _hold(report)
    if report.state != ReportState.DRAFT:
        raise Refused(Reason("not_a_draft", _("提出した実績報告は削除できません。")))
    audit.record(act="discard_report", subject=report, actor=actor_of(membership), facts={})
    report.papers.all().delete()
    report.delete()


# Papers


@transaction.atomic
def add_report_paper(
    *, report: PerformanceReport, file: StoredFile, name: str, membership: Membership
) -> ReportPaper:
    _hold(report)
    _refuse_closed(report)
    if report.papers.count() >= MOST_PAPERS:
        text = _("添付できる書類は%(most)s点までです。まとめて一つのファイルにしてください。")
        raise Refused(Reason("too_many_papers", text % {"most": MOST_PAPERS}))
    paper = ReportPaper.objects.create(
        report=report, file=file, name=files.label(name), added_at=clock.now(), added_by=membership
    )
    facts = {"paper": paper.pk, "sha256": file.sha256}
    audit.record(act="add_report_paper", subject=report, actor=actor_of(membership), facts=facts)
    return paper


@transaction.atomic
def remove_report_paper(*, paper: ReportPaper, membership: Membership) -> None:
    """Until a version is filed with it."""
    report = paper.report
    _hold(report)
    _refuse_closed(report)
    paper.refresh_from_db()
    if paper.is_filed:
        raise Refused(
            Reason("paper_is_filed", _("提出した書類は取り除けません。新しい書類を加えてください。"))
        )
    facts = {"paper": paper.pk, "sha256": paper.file.sha256}
    audit.record(act="remove_report_paper", subject=report, actor=actor_of(membership), facts=facts)
    paper.delete()


def _refuse_closed(report: PerformanceReport) -> None:
    if report.state not in OPEN:
        text = _("提出した実績報告の書類は、直しを求められたときだけ変えられます。")
        raise Refused(Reason("report_closed", text))


def _hold(report: PerformanceReport) -> None:
    """Locked, then read anew; the grant before its report, as every act does."""
    lock(report.grant)
    lock(report)
    report.refresh_from_db()


# Filed


@transaction.atomic
def file_report(*, report: PerformanceReport, membership: Membership, arrived_at: datetime) -> GrantVersion:
    """適正化法14条. It arrives when the whole request was in (26条の3)."""
    return _file(report, "file_report", membership, arrived_at)


@transaction.atomic
def correct_report(
    *, report: PerformanceReport, membership: Membership, arrived_at: datetime
) -> GrantVersion:
    """The next version, with what was remarked on mended; the first arrival stays."""
    return _file(report, "correct_report", membership, arrived_at)


def _file(report: PerformanceReport, act: str, membership: Membership, arrived_at: datetime) -> GrantVersion:
    _hold(report)
    draft = Draft(report)
    row = perform(
        lifecycle=report.grant.under(PERFORMANCE_REPORT),
        act=act,
        subject=report,
        actor=actor_of(membership),
        facts=filing_facts(draft, clock.local(arrived_at).date()),
        changes={} if report.arrived_at else {"arrived_at": arrived_at},
    )
    open_report_remarks(report).update(closed_at=clock.now())
    version = _freeze(draft, row, membership, arrived_at)
    report.papers.filter(is_filed=False).update(is_filed=True)
    freeze_evidence(version, draft.lines)
    tell_company(report.grant, row)
    tell_desk(report.grant, row, actor_of(membership))
    return version


def _freeze(draft: Draft, row: Act, membership: Membership, arrived_at: datetime) -> GrantVersion:
    report, amounts = draft.report, draft.amounts
    if amounts is None:
        raise LookupError(report.pk)
    number = report.versions.count() + 1
    return freeze(
        form=draft.form,
        content=report_content(draft, amounts, number),
        schema="performance_report.v1",
        amounts=amounts,
        filed=Filed(report.grant, number, row.name, membership, arrived_at, report),
        period=_period(draft),
    )


def _period(draft: Draft) -> Any:
    """As told on completion; of a year that ended, the year."""
    if draft.report.kind == ReportKind.YEAR_END:
        return fiscal_year_span(draft.report.fiscal_year)
    return draft.form.cleaned_data["starts_on"], draft.form.cleaned_data["ends_on"]


def report_content(draft: Draft, amounts: Amounts, number: int) -> dict[str, Any]:
    report, form, values = draft.report, draft.form, draft.form.checked.values
    starts_on, ends_on = _period(draft)
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "grant": report.grant.number,
        "report": str(report.pk),
        "kind": report.kind,
        "fiscal_year": report.fiscal_year,
        "version": number,
        "content": values["content"] or "",
        "other": values["other"] or "",
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "lines": [
            line_content(line, form.costs()[line.pk]) | {"granted": draft.granted.lines.get(line.pk, 0)}
            for line in form.own_lines
        ],
        "units": [unit_content(form, unit) for unit in amounts.units],
        "papers": [
            {"name": paper.name, "sha256": paper.file.sha256, "size": paper.file.size}
            for paper in papers_of(report)
        ],
        "evidence": evidence_content(report.grant, draft.lines),
        "amount": amounts.total,
    }
