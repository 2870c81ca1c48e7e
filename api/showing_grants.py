"""A grant as the API says it. The caller has asked whether it may be seen."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from decisions.models import Decision
from decisions.selectors import live_decision, live_fixing
from grants.changes import changes_visible_to
from grants.forms import read
from grants.models import Condition, Grant, GrantChange, GrantVersion, PerformanceReport, ReportPaper
from grants.money import Amounts
from grants.panels import money_of_grant
from grants.reports import (
    Draft,
    due_of,
    found_amounts,
    latest_report_version,
    papers_of,
    reports_visible_to,
)
from grants.selectors import (
    asked,
    assessed_amounts,
    checks_of,
    latest_grant_version,
    lines_of,
    open_fields,
)
from grants.sight import Viewer
from law.roles import APPLICANTS
from law.visibility import Kind

from .showing import Shown, organisation_ref


def grant_row(found: Grant) -> Shown:
    return {
        "id": found.pk,
        "number": found.number,
        "plan": found.plan_id,
        "title": found.title,
        "company": organisation_ref(found.party.organisation),
        "fiscal_year": found.fiscal_year,
        "state": found.state,
        "state_label": found.get_state_display(),
        "arrived_at": found.arrived_at,
        "url": reverse("api_grant", args=[found.pk]),
    }


def grant(eyes: Viewer) -> Shown:
    found = eyes.grant
    version = latest_grant_version(found)
    checks = bool(eyes.sees(Kind.GRANT_CHECK))
    if version is not None:
        version.grant = found
    return grant_row(found) | {
        **_typed(eyes),
        "assessed": amounts_shown(assessed_amounts(version)) if version and checks else None,
        "lines": lines_shown(version, checks=checks) if version else [],
        "versions": [
            version_shown(each) for each in found.filings.select_related("receipt").order_by("number")
        ],
        "reports": [report_row(each) for each in reports_visible_to(eyes.membership).filter(grant=found)],
        "changes": [change_row(each) for each in changes_visible_to(eyes.membership).filter(grant=found)],
        "conditions": [condition(each) for each in found.conditions.all()],
        "decision": _draft_of(eyes, live_decision),
        "fixing": _draft_of(eyes, live_fixing),
        "money": _money(eyes),
    }


def _typed(eyes: Viewer) -> Shown:
    """The draft is its company's own."""
    found = eyes.grant
    if eyes.membership.role not in APPLICANTS:
        nothing: Shown = {"data": {}, "fields": [], "errors": {}, "warnings": [], "asked": None}
        return nothing | {"edition": found.edition}
    form, opened = read(found), open_fields(found)
    boxes = [box for name, names in form.boxes().items() if opened is None or name in opened for box in names]
    return {
        "edition": found.edition,
        "data": {box: found.typed.get(box, "") for box in boxes},
        "fields": boxes,
        "errors": form.checked.errors,
        "warnings": list(form.checked.warnings.values()),
        "asked": None if form.checked.errors else amounts_shown(asked(form)),
    }


def amounts_shown(found: Amounts) -> Shown:
    units: list[Any] = [{key: unit[key] for key in unit if key != "party"} for unit in found.units]
    return {"amount": found.total, "units": units}


def lines_shown(version: GrantVersion, *, checks: bool) -> list[Shown]:
    standing = checks_of(version) if checks else {}
    return [
        {
            "id": line.pk,
            "fiscal_year": line.cost_line.fiscal_year,
            "menu": line.cost_line.menu,
            "category": line.cost_line.category,
            "planned_eligible_cost": line.cost_line.eligible_cost,
            "total_cost": line.total_cost,
            "eligible_cost": line.eligible_cost,
            "assessed": standing[line.pk].assessed if line.pk in standing else None,
            "reason": standing[line.pk].reason if line.pk in standing else "",
        }
        for line in lines_of(version)
    ]


def change_row(found: GrantChange) -> Shown:
    return {
        "id": found.pk,
        "grant": found.grant_id,
        "number": found.number,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "state": found.state,
        "state_label": found.get_state_display(),
        "arrived_at": found.arrived_at,
        "url": reverse("api_change", args=[found.pk]),
    }


def report_row(found: PerformanceReport) -> Shown:
    return {
        "id": found.pk,
        "grant": found.grant_id,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "fiscal_year": found.fiscal_year,
        "state": found.state,
        "state_label": found.get_state_display(),
        "due_on": due_of(found),
        "arrived_at": found.arrived_at,
        "url": reverse("api_report", args=[found.pk]),
    }


def report(found: PerformanceReport, eyes: Viewer) -> Shown:
    version = latest_report_version(found)
    checks = bool(eyes.sees(Kind.GRANT_CHECK))
    return report_row(found) | {
        **_typed_report(found, eyes),
        "found": amounts_shown(found_amounts(version, found)) if version and checks else None,
        "lines": lines_shown(version, checks=checks) if version else [],
        "versions": [
            version_shown(each) for each in found.versions.select_related("receipt").order_by("number")
        ],
        "papers": [_paper(each) for each in papers_of(found)],
    }


def _typed_report(found: PerformanceReport, eyes: Viewer) -> Shown:
    """The draft is its company's own."""
    if eyes.membership.role not in APPLICANTS:
        nothing: Shown = {"data": {}, "fields": [], "errors": {}, "warnings": [], "reported": None}
        return nothing | {"edition": found.edition}
    draft = Draft(found)
    form, opened = draft.form, draft.opened
    boxes = [box for name, names in form.boxes().items() if opened is None or name in opened for box in names]
    return {
        "edition": found.edition,
        "data": {box: found.typed.get(box, "") for box in boxes},
        "fields": boxes,
        "errors": form.checked.errors,
        "warnings": list(form.checked.warnings.values()),
        "reported": amounts_shown(draft.amounts) if draft.amounts else None,
    }


def _paper(found: ReportPaper) -> Shown:
    return {
        "id": found.pk,
        "name": found.name,
        "sha256": found.file.sha256,
        "size": found.file.size,
        "is_filed": found.is_filed,
        "url": reverse("api_report_paper", args=[found.report_id, found.pk]),
    }


def version_shown(found: GrantVersion) -> Shown:
    return {
        "number": found.number,
        "act": found.act,
        "arrived_at": found.arrived_at,
        "receipt": found.receipt.number,
        "sha256": found.sha256,
        "amount": found.amount,
    }


def condition(found: Condition) -> Shown:
    place = [found.pk]
    return {
        "id": found.pk,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "text": found.text,
        "due_on": found.due_on,
        "missed": found.missed,
        "state": found.state,
        "state_label": found.get_state_display(),
        "report": found.report,
        "reported_at": found.reported_at,
        "note": found.note,
        "evidence": reverse("api_condition_evidence", args=place) if found.evidence_id else None,
        "url": reverse("api_condition", args=place),
    }


def _draft_of(eyes: Viewer, live: Callable[[Grant], Decision | None]) -> str | None:
    if not eyes.sees(Kind.GRANT_DRAFT):
        return None
    found = live(eyes.grant)
    return reverse("api_decision", args=[found.pk]) if found else None


def _money(eyes: Viewer) -> Shown | None:
    """What the letters said and the book holds, for whoever sees the letters."""
    found = next(iter(money_of_grant.ask(eyes.grant)), None) if eyes.sees(Kind.GRANT_LETTER) else None
    if found is None:
        return None
    return {
        "decided": found.decided,
        "fixed": found.fixed,
        "released": found.released,
        "paid": found.paid,
        "recovered": found.recovered,
        "may_still_be_paid": found.may_still_be_paid,
        "over": found.over,
        "years": [
            {"fiscal_year": year, "decided": decided, "fixed": fixed} for year, decided, fixed in found.years
        ],
    }
