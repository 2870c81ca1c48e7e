"""What is due of performance reports: on the grant's page and in the company's own list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.panels import Due
from law.states import GrantState, ReportState

from .models import Grant, PerformanceReport
from .reports import Place, due_of, open_report_remarks, places_of
from .selectors import GRANT_PARTS

REPORT_TONES = {
    ReportState.DRAFT: "grey",
    ReportState.FILED: "blue",
    ReportState.CORRECTION: "orange",
    ReportState.ACCEPTED: "green",
}
YOURS = (ReportState.DRAFT, ReportState.CORRECTION)


@dataclass(frozen=True)
class ReportRow:
    """One report that a grant owes, as its pages list it."""

    label: str
    due_on: date | None
    chip: str
    tone: str
    report: PerformanceReport | None
    yours: bool
    may_begin: bool


def reports_to_show(grant: Grant) -> list[ReportRow]:
    return [_row(place) for place in places_of(grant)]


def _row(place: Place) -> ReportRow:
    report = place.report
    due_on = due_of(report) if report else place.owed.due_on
    if report is None:
        return ReportRow(place.label, due_on, _("未作成"), "grey", None, True, place.may_be_told)
    tone = REPORT_TONES[report.status]
    return ReportRow(place.label, due_on, _(report.status.label), tone, report, report.state in YOURS, False)


def turn_of_report(report: PerformanceReport) -> tuple[str, bool]:
    """Whose turn it is, as its company reads it, and whether it is theirs."""
    return {
        ReportState.DRAFT: (_("自社の番です。実績を入力し終えたら提出してください。"), True),
        ReportState.FILED: (_("次は基盤研の番です（実績の確認）。"), False),
        ReportState.CORRECTION: (_("自社の番です。指摘された箇所を直して提出してください。"), True),
        ReportState.ACCEPTED: (_("基盤研が実績を確かめました。"), False),
    }[report.status]


def due_reports(own: Iterable[Grant]) -> list[Due]:
    """Reports that this company owes; one that is returned by the day it was asked for."""
    granted = [grant.pk for grant in own if grant.state == GrantState.GRANTED]
    if not granted:
        return []
    rows = Grant.objects.filter(pk__in=granted).select_related(*GRANT_PARTS).prefetch_related("reports")
    return [
        _due(grant, place)
        for grant in rows
        for place in places_of(grant)
        if place.may_be_told and (place.report is None or place.report.state in YOURS)
    ]


def _due(grant: Grant, place: Place) -> Due:
    report = place.report
    returned = report is not None and report.state == ReportState.CORRECTION
    asked = [remark.due_on for remark in open_report_remarks(report)] if returned and report else []
    return Due(
        plan_id=grant.pk,
        title=grant.title,
        what=_("実績報告の直し") if returned else place.label,
        act=_("直して提出する") if returned else _("実績を報告する"),
        url=reverse("report_form", args=[report.pk]) if report else reverse("grant", args=[grant.pk]),
        due_on=min(asked, default=place.owed.due_on),
        missed=_("過ぎても提出はできます。提出がないと、補助金の額の確定と支払ができません。"),
    )
