"""Reads about performance reports: which are owed, what stands of one, the facts of the law's guards."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Min, Prefetch, QuerySet, prefetch_related_objects

from accounts.models import Membership
from applications.models import PlanVersion
from common import clock
from law.deadlines import fiscal_year_label
from law.reports import Owed, ReportKind, completion_due, over_on, reports_owed
from law.states import ReportState

from .fixing import Granted, amounts_reported
from .forms_report import PerformanceForm, read_report
from .models import Grant, GrantVersion, PerformanceReport, Remark
from .models.report import ReportPaper
from .money import Amounts, amounts_of
from .selectors import (
    GRANT_PARTS,
    assessed_costs,
    change_is_asked,
    checks_of,
    incomes_of,
    line_label,
    lines_of,
    standing_version,
    standing_versions,
)
from .sight import grants_visible_to

REPORT_PARTS = tuple(f"grant__{part}" for part in GRANT_PARTS)


def reports_visible_to(membership: Membership | None) -> QuerySet[PerformanceReport]:
    """With its grant; a draft is its company's alone."""
    rows = PerformanceReport.objects.filter(grant__in=grants_visible_to(membership))
    if membership is not None and membership.side != "applicant":
        rows = rows.exclude(state=ReportState.DRAFT)
    return rows.select_related(*REPORT_PARTS)


def report_days(document: dict[str, Any]) -> int | None:
    found = document.get("grant_report_days")
    return None if found is None else int(found)


# What is owed


@dataclass(frozen=True)
class Place:
    """One report that a grant owes, and the one that was begun for it."""

    owed: Owed
    report: PerformanceReport | None

    @property
    def label(self) -> str:
        return label_of(self.owed.kind, self.owed.year)

    @property
    def may_be_told(self) -> bool:
        """Of a year only when it has ended; when the work is complete its company alone knows."""
        day = over_on(self.owed.kind, self.owed.year, None)
        return day is None or day <= clock.today()


def label_of(kind: str, year: int | None) -> str:
    label = next(each.label for each in ReportKind if each == kind)
    return f"{label}（{fiscal_year_label(year)}）" if year is not None else label


def places_of(grant: Grant, version: GrantVersion | None = None) -> list[Place]:
    """In the order they fall due; after completion no year's end is owed any more.

    `version`: what the grant stands on, where it is known already.
    """
    if not grant.is_decided:
        return []
    version = version or standing_version(grant)
    begun = {(each.kind, each.fiscal_year): each for each in grant.reports.all()}
    rows = reports_owed(
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        only=grant.fiscal_year,
        days=report_days(grant.basis.scheme_version.document),
    )
    done = begun.get((ReportKind.COMPLETION, None))
    over = done is not None and done.state != ReportState.DRAFT
    places = [Place(each, begun.get((each.kind, each.year))) for each in rows]
    return [place for place in places if place.report or not over]


def places_of_each(grants: Iterable[Grant]) -> dict[UUID, list[Place]]:
    """Of those decided, in the same few questions however many they are."""
    decided = [grant for grant in grants if grant.is_decided]
    if not decided:
        return {}
    bases = PlanVersion.objects.only("scheme_version")
    begun = PerformanceReport.objects.defer("typed")
    prefetch_related_objects(
        decided, Prefetch("basis", bases), "basis__scheme_version", Prefetch("reports", begun)
    )
    standing = standing_versions(decided)
    return {grant.pk: places_of(grant, standing[grant.pk]) for grant in decided}


def asked_until(grants: Iterable[Grant]) -> dict[UUID, date]:
    """Report → the day by which what was remarked on is to be mended, of those that were sent back."""
    rows = Remark.objects.filter(grant__in=[grant.pk for grant in grants], report__isnull=False)
    found = rows.filter(closed_at=None).values_list("report").annotate(first=Min("due_on"))
    return dict(found.order_by())


def to_begin(grant: Grant) -> list[Place]:
    return [place for place in places_of(grant) if place.report is None]


def due_of(report: PerformanceReport) -> date | None:
    """By the day of completion once it is told, by the planned one until then."""
    told = latest_report_version(report)
    if told is not None and report.kind == ReportKind.COMPLETION:
        return completion_due(told.ends_on, report_days(report.grant.basis.scheme_version.document))
    wanted = (report.kind, report.fiscal_year)
    return next(
        (
            place.owed.due_on
            for place in places_of(report.grant)
            if (place.owed.kind, place.owed.year) == wanted
        ),
        None,
    )


# One report


def granted_of(grant: Grant) -> Granted:
    """What the grant now stands on: the application as it was assessed, or its last change."""
    version = standing_version(grant)
    costs = assessed_costs(version)
    lines = {line: eligible for line, (_total, eligible) in costs.items()}
    return Granted(grant, lines, amounts_of(grant, costs, incomes_of(version)))


def latest_report_version(report: PerformanceReport) -> GrantVersion | None:
    return report.versions.order_by("-number").first()


def open_report_remarks(report: PerformanceReport) -> QuerySet[Remark]:
    return report.remarks.filter(closed_at=None).select_related("cost_line", "asked_by__user")


@dataclass
class Draft:
    """A report as it stands in its boxes, beside what was granted."""

    report: PerformanceReport

    @cached_property
    def granted(self) -> Granted:
        return granted_of(self.report.grant)

    @cached_property
    def form(self) -> PerformanceForm:
        return read_report(self.report, dict(self.granted.lines), self.report.typed | self._told)

    @cached_property
    def _told(self) -> dict[str, str]:
        """A year's report froze its figures: the report on completion takes them as they stand."""
        if self.report.kind != ReportKind.COMPLETION:
            return {}
        found: dict[str, str] = {}
        for version in told_years(self.report.grant).values():
            for line in lines_of(version):
                found[f"total-{line.cost_line_id}"] = f"{line.total_cost:,}"
                found[f"eligible-{line.cost_line_id}"] = f"{line.eligible_cost:,}"
            for unit in version.units.all():
                found[f"income-{unit.fiscal_year}-{unit.menu}"] = f"{unit.income:,}"
        return found

    @property
    def lines(self) -> list[int]:
        """The cost lines that it speaks of, on whose evidence it rests."""
        return [line.pk for line in self.form.own_lines]

    @property
    def amounts(self) -> Amounts | None:
        form = self.form
        if form.checked.errors:
            return None
        return amounts_reported(self.granted, form.costs(), form.incomes(), year=self.report.fiscal_year)

    @cached_property
    def opened(self) -> frozenset[str] | None:
        """What may be typed into: of a draft all but years told, of a returned one what is remarked on."""
        if self.report.state == ReportState.DRAFT:
            return frozenset(self.form.fields) - set(self._told) if self._told else None
        if self.report.state != ReportState.CORRECTION:
            return frozenset()
        found: set[str] = set()
        for remark in open_report_remarks(self.report):
            found |= set(self._fields_of(remark))
        return frozenset(found)

    def _fields_of(self, remark: Remark) -> Iterable[str]:
        if remark.cost_line_id is not None:
            return (f"total-{remark.cost_line_id}", f"eligible-{remark.cost_line_id}")
        return [name for name in self.form.fields if not name.startswith(("total-", "eligible-"))]


def told_years(grant: Grant) -> dict[int, GrantVersion]:
    """Fiscal year → the version that stands of its report, once filed."""
    rows = grant.reports.filter(kind=ReportKind.YEAR_END).exclude(state=ReportState.DRAFT)
    found = {row.fiscal_year: latest_report_version(row) for row in rows}
    return {year: version for year, version in found.items() if year is not None and version is not None}


# Facts


def starting_facts(grant: Grant, kind: str, year: int | None) -> dict[str, Any]:
    wanted = (kind, year)
    owed = [(place.owed.kind, place.owed.year) for place in to_begin(grant) if place.may_be_told]
    return {"grant_decided": grant.is_decided, "report_owed": wanted in owed}


def may_begin(grant: Grant) -> dict[str, Any]:
    """The same before it is said which: whether any may be begun."""
    open_places = [place for place in to_begin(grant) if place.may_be_told]
    return {"grant_decided": grant.is_decided, "report_owed": bool(open_places)}


def filing_facts(draft: Draft, day: date) -> dict[str, Any]:
    form, report = draft.form, draft.report
    unreadable = [
        str(form.fields[name].label) if name in form.fields else name for name in form.checked.errors
    ]
    done = form.cleaned_data.get("ends_on") if form.cleaned_data.get("starts_on") else None
    return {
        "grant_decided": report.grant.is_decided,
        "change_open": change_is_asked(report.grant),
        "unreadable": unreadable,
        "over_on": over_on(report.kind, report.fiscal_year, done),
        "today": day,
    }


def checking_facts(report: PerformanceReport) -> dict[str, Any]:
    version = latest_report_version(report)
    checks = checks_of(version) if version else {}
    lines = lines_of(version) if version else []
    return {
        "lines_unchecked": [
            line_label(report.grant, line.cost_line) for line in lines if line.pk not in checks
        ]
    }


def found_amounts(version: GrantVersion, report: PerformanceReport) -> Amounts:
    """What the lines found good come to; a line not checked stands as told."""
    costs, incomes = assessed_costs(version), incomes_of(version)
    return amounts_reported(granted_of(report.grant), costs, incomes, year=report.fiscal_year)


def papers_of(report: PerformanceReport) -> QuerySet[ReportPaper]:
    return report.papers.select_related("file")


def said_in(version: GrantVersion) -> dict[str, Any]:
    return dict(json.loads(version.content))
