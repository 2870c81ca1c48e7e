"""NIBN's page of the evidence that a report was filed with: what each row asks, and the marks on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.acting import is_done
from common.handing import hand_out
from common.paging import Counted
from grants.evidence.checklist import needs_of
from grants.evidence.excel import workbook_of
from grants.evidence.listed import STATES, Checked, page_of_rows
from grants.evidence.rows import covered_by, labels_of
from grants.forms_evidence import MarksForm
from grants.models import PerformanceReport
from grants.services.examining_reports import check_evidence
from law.lifecycle import PERFORMANCE_REPORT
from law.roles import Role

from .evidence_panel import checked_of, sums_asked
from .page import at_its_desk, opens_to_desk, opens_to_readers
from .reports import around, report_or_404, version_of


@opens_to_readers
@require_GET
def report_evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All rows of the version that stands, or those that ask something, page by page."""
    report = report_or_404(request, pk)
    return _show(request, report, None)


def _show(request: HttpRequest, report: PerformanceReport, form: MarksForm | None) -> HttpResponse:
    checked = checked_of(request, report, version_of(report))
    state = request.GET.get("state", "")
    labels = labels_of(report.grant)
    page = page_of_rows(checked.rows(state), request.GET)
    listed = checked.listed(page.rows, labels)
    may_mark = _may_mark(request, report)
    context = around(report, _("証憑")) | {
        "report": report,
        "grant": report.grant,
        "page": page,
        "counted": Counted(len(checked.marked(state)), False),
        "rows": listed,
        "form": form or (MarksForm(rows=listed) if may_mark else None),
        "may_mark": may_mark,
        "query": request.GET.urlencode(),
        "states": _states(checked, state),
        "filtered": state in STATES,
        "needs": needs_of(report.grant, covered_by(checked.version)),
        "sums": sums_asked(report, checked),
    }
    return render(request, "grants/office/evidence.html", context)


def _states(checked: Checked, state: str) -> list[dict[str, Any]]:
    labels = {
        "": _("すべて"),
        "asked": _("確かめる点がある"),
        "open": _("まだ見ていない"),
        "asks": _("申請者に問う"),
    }
    current = state if state in labels else ""
    return [
        {
            "label": label,
            "count": len(checked.marked(code)),
            "url": f"?state={code}" if code else "?",
            "current": code == current,
        }
        for code, label in labels.items()
    ]


@opens_to_desk
@require_POST
def mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The marks of one page of rows, all at once; what was typed stays when it is refused."""
    report = report_or_404(request, pk)
    at_its_desk(request, report.grant)
    checked = checked_of(request, report, version_of(report))
    page = page_of_rows(checked.rows(request.GET.get("state", "")), request.GET)
    form = MarksForm(request.POST, rows=checked.listed(page.rows, labels_of(report.grant)))
    back = f"{reverse('report_evidence', args=[pk])}?{request.GET.urlencode()}"

    def record(_said: dict[str, Any]) -> None:
        check_evidence(report=report, marks=form.marks(), membership=request.membership)

    if form.is_valid() and is_done(form, record):
        messages.success(request, _("確かめた結果を記録しました。"))
        return redirect(back)
    return _show(request, report, form)


@opens_to_readers
@require_GET
def excel(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    report = report_or_404(request, pk)
    rows = covered_by(version_of(report)).order_by("number")
    return hand_out(workbook_of(report.grant, rows), name=f"evidence-{report.grant.number}.xlsx")


def _may_mark(request: HttpRequest, report: PerformanceReport) -> bool:
    acts = report.grant.under(PERFORMANCE_REPORT).open_acts(report.status, Role(request.membership.role))
    return any(act.name == "check_evidence" for act in acts)
