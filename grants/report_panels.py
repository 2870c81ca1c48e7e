"""What is due of performance reports: on the grant's page and in the company's own list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.panels import Due
from law.deadlines import era
from law.reports import ReportKind, completion_due
from law.states import GrantState, ReportState

from .models import Grant, PerformanceReport
from .reports import (
    Place,
    asked_until,
    latest_report_version,
    places_of,
    places_of_each,
    report_days,
)

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
    days: list[tuple[str, date]]
    chip: str
    tone: str
    report: PerformanceReport | None
    yours: bool
    may_begin: bool


def reports_to_show(grant: Grant) -> list[ReportRow]:
    asked = asked_until([grant])
    return [_row(grant, place, asked) for place in places_of(grant)]


def _row(grant: Grant, place: Place, asked: Mapping[UUID, date]) -> ReportRow:
    report, days = place.report, days_of(grant, place, asked)
    if report is None:
        return ReportRow(place.label, days, _("未作成"), "grey", None, True, place.may_be_told)
    tone = REPORT_TONES[report.status]
    return ReportRow(place.label, days, _(report.status.label), tone, report, report.state in YOURS, False)


def days_of(grant: Grant, place: Place, asked: Mapping[UUID, date]) -> list[tuple[str, date]]:
    """Each day that a report has, and what it is a day of: the mending asked for, then its own."""
    report = place.report
    returned = asked.get(report.pk) if report and report.state == ReportState.CORRECTION else None
    days = [(_("直しの期限"), returned)] if returned else []
    told = latest_report_version(report) if report and place.owed.kind == ReportKind.COMPLETION else None
    if place.owed.kind != ReportKind.COMPLETION:
        return [*days, (_("報告の期限（年度が終わった後の4月10日）"), place.owed.due_on)]
    if told is None:
        return [*days, (_("報告の期限（計画した完了の日から数えます）"), place.owed.due_on)]
    due = completion_due(told.ends_on, report_days(grant.basis.scheme_version.document))
    words = {"day": era(told.ends_on)}
    return [*days, (_("報告の期限（%(day)sの完了から数えます）") % words, due)]


def days_of_report(report: PerformanceReport) -> list[tuple[str, date]]:
    wanted, grant = (report.kind, report.fiscal_year), report.grant
    places = [place for place in places_of(grant) if (place.owed.kind, place.owed.year) == wanted]
    return [day for place in places for day in days_of(grant, place, asked_until([grant]))]


@dataclass(frozen=True)
class Headline:
    """Where a decided grant stands now, as its company reads it; where that leads."""

    text: str
    yours: bool = False
    url: str = ""
    label: str = ""


def headline_of(grant: Grant, places: Iterable[Place], asked: Mapping[UUID, date]) -> Headline:
    """What this company is asked for comes first, then what NIBN does, then what will be asked next."""
    places = list(places)
    states = {place.report.state for place in places if place.report}
    for place in places:
        if place.report and place.report.state == ReportState.CORRECTION:
            return _returned(place.report, asked.get(place.report.pk))
    for place in places:
        begun = place.report and place.report.state == ReportState.DRAFT
        if begun or (place.report is None and place.owed.kind == ReportKind.YEAR_END and place.may_be_told):
            return _owed(grant, place)
    if ReportState.FILED in states:
        return Headline(_("次は%(house)sの番です（実績の確認）。") % {"house": grant.house})
    following = next((place for place in places if place.report is None), None)
    if following is None:
        return Headline(_("次は%(house)sの番です（額の確定）。") % {"house": grant.house})
    words = {"what": following.label, "day": era(following.owed.due_on)}
    return Headline(_("交付が決定されています。次は自社の%(what)sです（%(day)sまで）。") % words)


def _returned(report: PerformanceReport, until: date | None) -> Headline:
    text = _("実績報告の直しを求められています。直して提出してください。")
    if until:
        text = _("実績報告の直しを求められています。%(day)sまでに直して提出してください。")
    url, words = reverse("report_form", args=[report.pk]), {"day": era(until) if until else ""}
    return Headline(text % words, True, url, _("直して提出する"))


def _owed(grant: Grant, place: Place) -> Headline:
    words = {"what": place.label, "day": era(place.owed.due_on)}
    text = _("自社の番です。%(what)sを%(day)sまでに提出してください。") % words
    url = (
        reverse("report_form", args=[place.report.pk]) if place.report else reverse("grant", args=[grant.pk])
    )
    return Headline(text, True, url, _("実績を報告する"))


def turn_of_report(report: PerformanceReport) -> tuple[str, bool]:
    """Whose turn it is, as its company reads it, and whether it is theirs."""
    words = {"house": report.grant.house}
    return {
        ReportState.DRAFT: (_("自社の番です。実績を入力し終えたら提出してください。"), True),
        ReportState.FILED: (_("次は%(house)sの番です（実績の確認）。") % words, False),
        ReportState.CORRECTION: (_("自社の番です。指摘された箇所を直して提出してください。"), True),
        ReportState.ACCEPTED: (_("%(house)sが実績を確かめました。") % words, False),
    }[report.status]


def due_reports(own: Iterable[Grant]) -> list[Due]:
    """Reports that this company owes; one that is returned by the day it was asked for."""
    granted = [grant for grant in own if grant.state == GrantState.GRANTED]
    each, asked = places_of_each(granted), asked_until(granted) if granted else {}
    return [
        _due(grant, place, asked)
        for grant in granted
        for place in each[grant.pk]
        if place.may_be_told and (place.report is None or place.report.state in YOURS)
    ]


def _due(grant: Grant, place: Place, asked: Mapping[UUID, date]) -> Due:
    report = place.report
    returned = report is not None and report.state == ReportState.CORRECTION
    return Due(
        plan_id=grant.pk,
        title=grant.title,
        what=_("実績報告の直し") if returned else place.label,
        act=_("直して提出する") if returned else _("実績を報告する"),
        url=reverse("report_form", args=[report.pk]) if report else reverse("grant", args=[grant.pk]),
        due_on=asked.get(report.pk, place.owed.due_on) if report and returned else place.owed.due_on,
        missed=_("過ぎても提出はできます。提出がないと、補助金の額の確定と支払ができません。"),
    )
