"""起案 of 額の確定 on the accepted report on completion."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common import clock
from common.acting import ActPage, act_page, posted
from grants.models import PerformanceReport
from grants.reports import latest_report_version
from law.lifecycle import FIXING_DECISION
from law.reports import ReportKind

from ...forms import AT_MOMENT, BY_HAND
from ...forms_grants import FixingDraftForm, FixingRedraftForm
from ...models import Decision
from ...services.drafting import draft_fixing, redraft_decision
from ...services.letters import draft_letters
from ..officer.paper import paper_of
from .page import at_its_desk, drafted_words, opens_to_desk
from .reports import around, report_or_404

get_or_post = require_http_methods(["GET", "POST"])


@opens_to_desk
@get_or_post
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    at_its_desk(request, report.grant)
    if report.kind != ReportKind.COMPLETION:
        raise Http404
    form = FixingDraftForm(posted(request))
    return act_page(
        request,
        _drafting(request, report, form),
        form,
        lambda _typed: draft_fixing(grant=report.grant, membership=request.membership, **form.draft()),
    )


def redraft(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What was returned: drop it and draft anew, with the words it had."""
    report = report_or_404(request, decision.grant_version.report_id)
    form = FixingRedraftForm(posted(request), initial=_as_drafted(decision))
    return act_page(
        request,
        _drafting(request, report, form),
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _as_drafted(decision: Decision) -> dict[str, Any]:
    return {
        "dated_on": decision.dated_on,
        "finding": decision.reasons,
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
    }


def _drafting(request: HttpRequest, report: PerformanceReport, form: FixingDraftForm) -> ActPage:
    title = _(FIXING_DECISION.label_of("draft_fixing"))
    return ActPage(
        None,
        title,
        _("起案する"),
        reverse("report_case", args=[report.pk]),
        drafted_words(report.grant),
        lead=_("確定額は、確かめた経費から制度の定めにより計算します。帳簿は、施行のときに動きます。"),
        template="grants/office/draft.html",
        context=around(report, title) | {"papers": _papers(request, report, form)},
    )


def _papers(request: HttpRequest, report: PerformanceReport, form: FixingDraftForm) -> list[dict[str, Any]]:
    """The letter as it would read with what stands in the form now."""
    version = latest_report_version(report)
    if version is None:
        return []
    version.report = report
    decision = Decision(
        grant=report.grant,
        grant_version=version,
        outcome=Decision.Outcome.FIXING,
        drafted_by=request.membership,
        dated_on=clock.today(),
        reasons=form.initial.get("finding", "—"),
    )
    if form.is_bound and form.is_valid():
        words = form.draft()
        decision.reasons = words["finding"] or "—"
        decision.dated_on, decision.document_number = words["dated_on"], words["document_number"]
    return [paper_of(content) for content in draft_letters(decision)]
