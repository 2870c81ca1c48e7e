"""The company's pages of 実績報告: begin, write, add papers, file, see where it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to
from applications.services.saving import Saved
from common import files
from common.acting import ActPage, act_at_once, act_page, posted, tell_saved
from common.forms import PlainForm
from law.acts import Refused
from law.roles import APPLICANTS, MINISTRY, NIBN, Role
from law.states import ReportState

from ..evidence.before import evidence_before
from ..forms_report import PaperForm, StartReportForm, code_of
from ..models import PerformanceReport, ReportPaper
from ..report_panels import REPORT_TONES, days_of_report, turn_of_report
from ..reports import (
    Draft,
    label_of,
    latest_report_version,
    open_report_remarks,
    papers_of,
    reports_visible_to,
    said_in,
    to_begin,
)
from ..selectors import category_label, lines_of, told
from ..services.conditions import EVIDENCE
from ..services.reporting import (
    OPEN,
    add_report_paper,
    correct_report,
    discard_report,
    file_report,
    remove_report_paper,
    save_report,
    start_report,
)
from .company import (
    about,
    as_checked,
    as_typed,
    changes_in,
    errors_of,
    get_or_post,
    grant_or_404,
    opens_to_applicants,
)


def report_or_404(request: HttpRequest, pk: UUID) -> PerformanceReport:
    return get_object_or_404(reports_visible_to(request.membership), pk=pk)


def around(request: HttpRequest, report: PerformanceReport) -> dict[str, Any]:
    """What every page of one report shows."""
    turn, yours = turn_of_report(report)
    return about(request, report.grant) | {
        "report": report,
        "label": label_of(report.kind, report.fiscal_year),
        "report_tone": REPORT_TONES[report.status],
        "days": days_of_report(report),
        "turn": turn,
        "yours": yours,
        "papers": list(papers_of(report)),
        "remarks": told(report.grant, open_report_remarks(report)),
    }


def act_of(report: PerformanceReport, title: str, done: str, **more: Any) -> ActPage:
    back = reverse("report_form", args=[report.pk])
    eyebrow = f"{report.grant.title}　{label_of(report.kind, report.fiscal_year)}"
    context = {"eyebrow": eyebrow, "place": "filings"}
    return ActPage(
        report, title, more.pop("submit", title), more.pop("back", back), done, context=context, **more
    )


@opens_to_applicants
@get_or_post
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = grant_or_404(request, pk)
    places = [place for place in to_begin(grant) if place.may_be_told]
    choices = [(code_of(place.owed.kind, place.owed.year), place.label) for place in places]
    initial = {"of": request.GET.get("of") or (choices[0][0] if choices else "")}
    form = StartReportForm(posted(request), choices=choices, initial=initial)
    page = ActPage(
        grant,
        _("実績報告を作成する"),
        _("作成する"),
        reverse("grant", args=[grant.pk]),
        _("実績報告の下書きを作りました。"),
        lead=_(
            "補助事業が完了したとき、又は年度が終わったときに、実際にかかった経費を報告します（適正化法14条）。"
        ),
        context={"eyebrow": grant.title, "place": "filings"},
    )
    made: list[PerformanceReport] = []
    answer = act_page(
        request,
        page,
        form,
        lambda _typed: made.append(start_report(grant=grant, membership=request.membership, **form.said())),
    )
    return redirect("report_form", made[0].pk) if made else answer


@opens_to_applicants
@require_GET
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    if report.state == ReportState.DRAFT:
        return redirect("report_form", report.pk)
    version = latest_report_version(report)
    context = around(request, report) | {
        "version": version,
        "versions": list(report.versions.select_related("receipt").order_by("-number")),
    }
    return render(request, "grants/company/report.html", context)


@opens_to_applicants
@get_or_post
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole report on one page; what may not be typed into now is shown as it stands."""
    report = report_or_404(request, pk)
    if report.state not in OPEN:
        return redirect("grant_report", report.pk)
    saved: Saved | None = None
    refused: list[str] = []
    if request.method == "POST":
        changes = changes_in(request, Draft(report).form)
        try:
            saved = save_report(report=report, changes=changes, membership=request.membership)
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
        if saved and not saved.conflicts and not saved.refused:
            form = Draft(report_or_404(request, pk)).form
            tell_saved(request, [each["label"] for each in errors_of(form)])
            return redirect("review_report" if "review" in request.POST else "report_form", report.pk)
        report = report_or_404(request, pk)
    return _show_form(request, report, saved, refused)


def _show_form(
    request: HttpRequest, report: PerformanceReport, saved: Saved | None, refused: list[str]
) -> HttpResponse:
    draft = Draft(report)
    context = around(request, report) | {
        **as_typed(draft.form, draft.opened, saved, refused),
        "amounts": draft.amounts,
        "beside": _("交付の決定"),
    }
    return render(request, "grants/company/report_form.html", context)


@opens_to_applicants
@get_or_post
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole as it will be frozen, what is warned of, and the one button."""
    report = report_or_404(request, pk)
    if report.state not in OPEN:
        return redirect("grant_report", report.pk)
    refused: list[str] = []
    if request.method == "POST":
        act = file_report if report.state == ReportState.DRAFT else correct_report
        try:
            version = act(report=report, membership=request.membership, arrived_at=request.arrived_at)
            return redirect("report_version", report.pk, version.number)
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
            report = report_or_404(request, pk)
    draft = Draft(report)
    context = around(request, report) | {
        **as_checked(draft.form, refused),
        "amounts": draft.amounts,
        "beside": _("交付の決定"),
        "evidence": evidence_before(draft),
    }
    return render(request, "grants/company/report_review.html", context)


@opens_to_applicants
@get_or_post
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    page = act_of(
        report,
        _("下書きを削除する"),
        _("実績報告の下書きを削除しました。"),
        submit=_("削除する"),
        back=reverse("grant", args=[report.grant_id]),
        lead=_("提出していない下書きだけを削除できます。元に戻すことはできません。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _typed: discard_report(report=report, membership=request.membership),
    )


@opens_to_applicants
@require_GET
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What was filed, with its receipt: the record is this row, made with the filing."""
    report = report_or_404(request, pk)
    found = get_object_or_404(report.versions.select_related("receipt"), number=number)
    lines = [(line, category_label(report.grant, line.cost_line)) for line in lines_of(found)]
    context = around(request, report) | {"version": found, "said": said_in(found), "lines": lines}
    return render(request, "grants/company/report_version.html", context)


# Papers


@opens_to_applicants
@get_or_post
def add_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    page = act_of(
        report,
        _("書類を加える"),
        _("書類を加えました。"),
        submit=_("加える"),
        lead=_("契約書、納品書、請求書、支払を確認できる書類などを、一つずつ加えます。一つ20MBまでです。"),
    )

    def add(typed: dict[str, Any]) -> None:
        upload = typed["file"]
        stored = files.store(upload=upload, limits=EVIDENCE)
        add_report_paper(report=report, file=stored, name=upload.name, membership=request.membership)

    return act_page(request, page, PaperForm(posted(request), request.FILES or None), add)


def _paper(request: HttpRequest, pk: UUID) -> ReportPaper:
    rows = ReportPaper.objects.select_related("file", "report__grant")
    return get_object_or_404(rows, pk=pk, report__in=reports_visible_to(request.membership))


@opens_to_applicants
@require_POST
def remove_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    paper = _paper(request, pk)
    return act_at_once(
        request,
        reverse("report_form", args=[paper.report_id]),
        _("書類を取り除きました。"),
        lambda: remove_report_paper(paper=paper, membership=request.membership),
    )


@opens_to(*APPLICANTS, *MINISTRY, *NIBN, Role.AUDITOR)
@require_GET
def paper(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    found = _paper(request, pk)
    return files.serve(found.file, name=found.name)
