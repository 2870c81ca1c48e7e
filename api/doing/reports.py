"""実績報告 from its start to NIBN's check of it, and to the draft of what its grant is fixed at."""

from typing import Any

from django.utils.translation import gettext as _

from decisions.models import Decision
from decisions.services import drafting
from grants.models import PerformanceReport
from grants.reports import latest_report_version
from grants.services import examining_reports as examining
from grants.services import reporting

from ..problems import invalid
from .asked import Asked
from .grants import changes_in, checks_in, items_in, saved_or_refused


def start_report(asked: Asked) -> PerformanceReport:
    return reporting.start_report(grant=asked.on, membership=asked.membership, **asked.said)


def save_report(asked: Asked) -> PerformanceReport:
    """All of it or nothing, as of an application for a grant."""
    saved = reporting.save_report(report=asked.on, changes=changes_in(asked), membership=asked.membership)
    saved_or_refused(saved)
    return asked.on


def add_report_paper(asked: Asked) -> PerformanceReport:
    reporting.add_report_paper(
        report=asked.on, file=asked.said["scan"], name=asked.said["name"], membership=asked.membership
    )
    return asked.on


def remove_report_paper(asked: Asked) -> PerformanceReport:
    paper = asked.on.papers.select_related("file", "report__grant").filter(pk=asked.said["paper"]).first()
    if paper is None:
        raise invalid(paper=_("この実績報告にない書類です。"))
    reporting.remove_report_paper(paper=paper, membership=asked.membership)
    return asked.on


def discard_report(asked: Asked) -> None:
    reporting.discard_report(report=asked.on, membership=asked.membership)


def file_report(asked: Asked) -> PerformanceReport:
    return _filed(asked, reporting.file_report)


def correct_report(asked: Asked) -> PerformanceReport:
    return _filed(asked, reporting.correct_report)


def _filed(asked: Asked, act: Any) -> PerformanceReport:
    act(report=asked.on, membership=asked.membership, arrived_at=asked.arrived_at)
    return asked.on


def check_report_lines(asked: Asked) -> PerformanceReport:
    checks = checks_in(asked)
    return examining.check_report_lines(report=asked.on, checks=checks, membership=asked.membership)


def ask_report_correction(asked: Asked) -> PerformanceReport:
    items = items_in(asked, latest_report_version(asked.on))
    return examining.ask_report_correction(
        report=asked.on, items=items, due_on=asked.said["due_on"], membership=asked.membership
    )


def close_report_correction(asked: Asked) -> PerformanceReport:
    return examining.close_report_correction(report=asked.on, membership=asked.membership)


def accept_report(asked: Asked) -> PerformanceReport:
    return examining.accept_report(report=asked.on, membership=asked.membership)


def draft_fixing(asked: Asked) -> Decision:
    said = asked.take("dated_on", "document_number", "issue_at", "finding")
    return drafting.draft_fixing(grant=asked.on.grant, membership=asked.membership, **said)


def redraft_fixing(asked: Asked) -> Decision:
    said = asked.take("dated_on", "document_number", "issue_at", "finding", "note")
    return drafting.redraft_decision(decision=asked.on, membership=asked.membership, **said)
