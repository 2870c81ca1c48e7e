"""NIBN's pages of 実績報告: one report beside what was granted, and the acts of its check."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from common.acting import ActPage, act_at_once, act_page, posted
from grants.evidence.rows import remarks_on_rows
from grants.forms import CheckForm, RemarksForm
from grants.models import GrantLine, GrantVersion, PerformanceReport
from grants.report_panels import REPORT_TONES, days_of_report
from grants.reports import (
    checking_facts,
    found_amounts,
    granted_of,
    label_of,
    latest_report_version,
    open_report_remarks,
    papers_of,
    reports_visible_to,
    said_in,
    told_years,
)
from grants.selectors import category_label, checks_of, line_label, lines_of, told
from grants.services import examining_reports as examining
from grants.sight import viewer
from law.acts import refusals
from law.lifecycle import PERFORMANCE_REPORT
from law.reports import ReportKind
from law.roles import Role
from law.visibility import Kind

from .evidence_panel import evidence_panel
from .fixing_panel import acts_on_fixing, fixing_of
from .page import at_its_desk, opens_to_desk, opens_to_readers

get_or_post = require_http_methods(["GET", "POST"])
ROUTES = {
    "check_report_lines": "check_report_lines",
    "ask_report_correction": "ask_report_correction",
    "close_report_correction": "close_report_correction",
    "accept_report": "accept_report",
}
AT_ONCE = frozenset({"close_report_correction", "accept_report"})


def report_or_404(request: HttpRequest, pk: UUID) -> PerformanceReport:
    return get_object_or_404(reports_visible_to(request.membership), pk=pk)


def version_of(report: PerformanceReport) -> GrantVersion:
    found = latest_report_version(report)
    if found is None:
        raise LookupError(report.pk)
    return found


def around(report: PerformanceReport, title: str = "") -> dict[str, Any]:
    grant, label = report.grant, label_of(report.kind, report.fiscal_year)
    way = [
        {"label": _("交付申請"), "url": reverse("grants")},
        {"label": grant.number, "url": reverse("grant_case", args=[grant.pk])},
        {"label": label, "url": reverse("report_case", args=[report.pk]) if title else ""},
    ]
    way += [{"label": title, "url": ""}] if title else []
    return {"way": way, "eyebrow": f"{grant.party.organisation.name}　{grant.title}", "label": label}


@opens_to_readers
@require_GET
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Granted against spent, line by line, what was found, and what it comes to."""
    report = report_or_404(request, pk)
    version, role = version_of(report), Role(request.membership.role)
    eyes = viewer(report.grant, request.membership)
    sees_checks, sees_draft = bool(eyes.sees(Kind.GRANT_CHECK)), bool(eyes.sees(Kind.GRANT_DRAFT))
    offered = _offered(report, request.membership)
    granted = granted_of(report.grant)
    decided = granted.amounts
    years = decided.by_year
    rows = _rows(report, version, granted.lines, sees_checks=sees_checks)
    context = around(report) | {
        "report": report,
        "grant": report.grant,
        "report_tone": REPORT_TONES[report.status],
        "days": days_of_report(report),
        "version": version,
        "said": said_in(version),
        "granted": decided.total if report.fiscal_year is None else years.get(report.fiscal_year, 0),
        "rows": rows,
        "sees_checks": sees_checks,
        "amounts": found_amounts(version, report) if all(row["check"] for row in rows) else None,
        "remarks": told(report.grant, open_report_remarks(report)) if sees_checks else [],
        "papers": list(papers_of(report)),
        "versions": report.versions.select_related("receipt").order_by("-number"),
        "acts": [act for act in offered if not act["reasons"]],
        "closed": [act for act in offered if act["reasons"]],
        "sees_draft": sees_draft,
        "evidence": evidence_panel(request, report, version) if eyes.sees(Kind.EVIDENCE) else None,
    }
    if sees_draft and report.kind == ReportKind.COMPLETION:
        context |= fixing_of(request, report, role)
    return render(request, "grants/office/report.html", context)


def _rows(
    report: PerformanceReport, version: GrantVersion, granted: Any, *, sees_checks: bool
) -> list[dict[str, Any]]:
    checks = checks_of(version) if sees_checks else {}
    return [
        {
            "line": line,
            "label": category_label(report.grant, line.cost_line),
            "granted": granted.get(line.cost_line_id, 0),
            "check": checks.get(line.pk),
        }
        for line in lines_of(version)
    ]


def _offered(report: PerformanceReport, membership: Membership) -> list[dict[str, Any]]:
    """The acts of this role from here, each with why it is closed now."""
    found, role = [], Role(membership.role)
    for act in report.grant.under(PERFORMANCE_REPORT).open_acts(report.status, role):
        if act.name not in ROUTES:
            continue
        reasons = (
            [reason.text for reason in refusals(act, checking_facts(report))]
            if act.name == "accept_report"
            else []
        )
        url = reverse(ROUTES[act.name], args=[report.pk])
        found.append({"label": _(act.label), "url": url, "reasons": reasons, "post": act.name in AT_ONCE})
    found += acts_on_fixing(report, membership)
    solid = next((act for act in reversed(found) if not (act["reasons"] or act.get("danger"))), None)
    return [act | {"solid": act is solid} for act in found]


# The acts


def _frame(report: PerformanceReport, title: str, done: str, **more: Any) -> ActPage:
    back = reverse("report_case", args=[report.pk])
    submit = more.pop("submit", title)
    return ActPage(report, title, submit, back, done, context=around(report, title), **more)


@opens_to_desk
@get_or_post
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    at_its_desk(request, report.grant)
    granted, rows = granted_of(report.grant).lines, lines_of(version_of(report))
    for line in rows:
        line.granted = granted.get(line.cost_line_id, 0)
    lines = [(line, line_label(report.grant, line.cost_line)) for line in rows]
    form = CheckForm(posted(request), lines=lines, initial=_as_checked(report, rows))
    page = _frame(
        report,
        _(PERFORMANCE_REPORT.label_of("check_report_lines")),
        _("確かめた結果を記録しました。"),
        submit=_("記録する"),
        lead=_(
            "報告された額を決定と証拠の書類に照らし、認める額を入れます。少なくするときは、理由を書きます。"
        ),
        template="grants/office/check_report.html",
    )
    return act_page(
        request,
        page,
        form,
        lambda _typed: examining.check_report_lines(
            report=report, checks=form.checks(), membership=request.membership
        ),
    )


def _as_checked(report: PerformanceReport, lines: list[GrantLine]) -> dict[str, Any]:
    """As it stands; a line not checked yet is offered as the year's report was found, else as told."""
    standing, before = checks_of(version_of(report)), _found_before(report)
    found: dict[str, Any] = {}
    for line in lines:
        check = standing.get(line.pk) or before.get(line.cost_line_id)
        found[f"assessed-{line.pk}"] = check.assessed if check else line.eligible_cost
        found[f"reason-{line.pk}"] = check.reason if check else ""
    return found


def _found_before(report: PerformanceReport) -> dict[int, Any]:
    if report.kind != ReportKind.COMPLETION:
        return {}
    return {
        line.cost_line_id: check
        for version in told_years(report.grant).values()
        for line in lines_of(version)
        if (check := checks_of(version).get(line.pk)) is not None
    }


@opens_to_desk
@get_or_post
def ask_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    at_its_desk(request, report.grant)
    lines = [
        (line.cost_line, line_label(report.grant, line.cost_line)) for line in lines_of(version_of(report))
    ]
    form = RemarksForm(posted(request), lines=lines)
    form.tell(remarks_on_rows(version_of(report)))
    page = _frame(
        report,
        _(PERFORMANCE_REPORT.label_of("ask_report_correction")),
        _("直しを求めました。申請者に知らせました。"),
        lead=_(
            "気付いた点は、まとめて一度に求めます。指摘した経費と、書いた場合は報告書の記載だけが、申請者の側で開きます。"
        ),
    )
    return act_page(
        request,
        page,
        form,
        lambda typed: examining.ask_report_correction(
            report=report, items=form.items(), due_on=typed["due_on"], membership=request.membership
        ),
    )


@opens_to_desk
@require_POST
def close_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    at_its_desk(request, report.grant)
    return act_at_once(
        request,
        reverse("report_case", args=[pk]),
        _("直しの求めを取りやめました。提出された内容のまま確かめます。"),
        lambda: examining.close_report_correction(report=report, membership=request.membership),
    )


@opens_to_desk
@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = report_or_404(request, pk)
    at_its_desk(request, report.grant)
    return act_at_once(
        request,
        reverse("report_case", args=[pk]),
        _("実績報告の確認を終えました。"),
        lambda: examining.accept_report(report=report, membership=request.membership),
    )
