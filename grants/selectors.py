"""Reads: the facts of the law's guards about a grant, and what stands of its examination."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import CostLine, Plan, PlanParty, PlanVersion
from applications.selectors import latest_version
from law.changes import ChangeKind
from law.deadlines import fiscal_year_label
from law.lifecycle import SchemeKind
from law.states import ChangeState, GrantState, PlanState

from .forms import GrantForm, category_names, read
from .models import Grant, GrantLine, GrantVersion, LineCheck, Remark
from .models.change import STANDING_CHANGES
from .models.grant import ENDED
from .money import Amounts, Unit, amounts_of, terms_under

SPAN_OF_PLAN, SPAN_OF_YEAR = "plan", "year"
WITHDRAWAL_DAYS = 15  # 厚労省補助金等交付規則3条; a scheme of NIBN's may say another (R3)
GRANT_PARTS = (
    "case",
    "plan__scheme__fund",
    "plan__call",
    "party__organisation",
    "basis__scheme_version",
    "assignee__user",
)


def grants_with_parts(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    return rows.select_related(*GRANT_PARTS)


# Before it begins


def span_of(document: dict[str, Any]) -> str:
    """An appropriation ends with its year, so what is paid of one is asked for and decided year by year."""
    if document["kind"] == SchemeKind.ADOPTION:
        return SPAN_OF_YEAR
    return str(document.get("grant_span", SPAN_OF_PLAN))


def withdrawal_days(document: dict[str, Any]) -> int:
    return int(document.get("grant_withdrawal_days", WITHDRAWAL_DAYS))


def own_party(plan: Plan, membership: Membership) -> PlanParty | None:
    return plan.parties.filter(organisation=membership.organisation_id).select_related("organisation").first()


def years_to_ask(plan: Plan, party: PlanParty) -> list[int]:
    """The years in which costs of this company are in the plan and paid, where a scheme decides by year."""
    basis = latest_version(plan)
    if basis is None or span_of(basis.scheme_version.document) != SPAN_OF_YEAR:
        return []
    rows = basis.cost_lines.filter(party=party).values_list("fiscal_year", flat=True)
    payable = basis.scheme_version.document.get("payable_years")
    return sorted(year for year in set(rows) if payable is None or year in payable)


def running_grants(plan: Plan, party: PlanParty) -> QuerySet[Grant]:
    return Grant.objects.filter(plan=plan, party=party).exclude(state__in=ENDED)


def certification_in_force(plan: Plan, basis: PlanVersion | None, day: date) -> bool:
    """A certified plan until the end of its period (実施時期): expiry is a date, cancellation a state."""
    if basis is None or plan.scheme.kind != SchemeKind.CERTIFICATION or plan.state != PlanState.CERTIFIED:
        return False
    parts = json.loads(basis.content)["parts"]
    ends = next((part["values"].get("ends_on") for part in parts if part["key"] == "measure"), None)
    return not ends or day <= date.fromisoformat(ends)


def is_adopted(plan: Plan) -> bool:
    """採択 with 内示, of a scheme without a fund."""
    return plan.scheme.kind == SchemeKind.ADOPTION and plan.state == PlanState.ADOPTED


def may_be_asked(plan: Plan, basis: PlanVersion | None, day: date) -> bool:
    """Whether what a grant rests on stands, in either kind of scheme."""
    return is_adopted(plan) or certification_in_force(plan, basis, day)


def standing_facts(plan: Plan, basis: PlanVersion | None, day: date) -> dict[str, Any]:
    """Whether what a grant rests on holds on `day`: 認定 or 採択, and the scheme's last day."""
    last = basis.scheme_version.document["last_days"].get("decision") if basis else None
    return {
        "certification_in_force": certification_in_force(plan, basis, day),
        "adopted": is_adopted(plan),
        "decision_last_on": date.fromisoformat(last) if last else None,
        "decided_on": day,
    }


# A draft


def filing_facts(form: GrantForm) -> dict[str, Any]:
    """What the law asks of an application before it is filed; an unreadable one asks for nothing yet."""
    unreadable = [
        str(form.fields[name].label) if name in form.fields else name for name in form.checked.errors
    ]
    return {
        "unreadable": unreadable,
        "asked": 0 if unreadable else asked(form).total,
        "ends_on": form.cleaned_data.get("ends_on"),
        "fiscal_year": form.grant.fiscal_year,
    }


def asked(form: GrantForm) -> Amounts:
    return amounts_of(form.grant, form.costs(), form.incomes())


def open_fields(grant: Grant) -> frozenset[str] | None:
    """What may be typed into now: all of a draft, of a returned application what was remarked on."""
    if grant.state == GrantState.DRAFT:
        return None
    if grant.state != GrantState.CORRECTION:
        return frozenset()
    found: set[str] = set()
    for remark in open_remarks(grant):
        found |= set(fields_of(grant, remark.cost_line))
    return frozenset(found)


def fields_of(grant: Grant, line: CostLine | None) -> Iterable[str]:
    """The boxes that a remark opens again: of its line, or all that are of no line."""
    if line is not None:
        return (f"total-{line.pk}", f"eligible-{line.pk}")
    form = read(grant)
    return [name for name in form.fields if not name.startswith(("total-", "eligible-"))]


def open_remarks(grant: Grant) -> QuerySet[Remark]:
    return grant.remarks.filter(closed_at=None, report=None, change=None, disposal=None).select_related(
        "cost_line", "asked_by__user"
    )


def change_is_asked(grant: Grant) -> bool:
    """The office has not answered yet: what the grant will stand on is not known."""
    return grant.changes.filter(state__in=(ChangeState.FILED, ChangeState.CORRECTION)).exists()


def is_abolished(grant: Grant) -> bool:
    return grant.changes.filter(kind=ChangeKind.ABOLITION, state=ChangeState.APPROVED).exists()


# Filed, and examined


def latest_grant_version(grant: Grant) -> GrantVersion | None:
    """Of the application, whose words say who the company is."""
    return grant.filings.order_by("-number").first()


def standing_version(grant: Grant) -> GrantVersion:
    """What the grant now stands on: its last change that was told or approved, else its application.

    Everything after the decision (reports, fixing, the next change, letters, pages) asks here.
    """
    version = _standing(GrantVersion.objects.filter(grant=grant)).last()
    if version is None:
        raise LookupError(grant.pk)
    version.grant = grant
    return version


def standing_versions(grants: Iterable[Grant]) -> dict[UUID, GrantVersion]:
    """The same of many, and of each no more than its days."""
    rows = _standing(GrantVersion.objects.filter(grant__in=[grant.pk for grant in grants]))
    return {version.grant_id: version for version in rows.only("grant", "starts_on", "ends_on")}


def _standing(versions: QuerySet[GrantVersion]) -> QuerySet[GrantVersion]:
    """The application's by their number, after them those of changes that stand: the last one holds."""
    rows = versions.filter(Q(report=None, change=None) | Q(change__state__in=STANDING_CHANGES))
    return rows.order_by(F("change__number").asc(nulls_first=True), "number")


def lines_of(version: GrantVersion) -> list[GrantLine]:
    rows = version.lines.select_related("cost_line").order_by("cost_line__fiscal_year", "cost_line_id")
    return list(rows)


def category_label(grant: Grant, line: CostLine) -> str:
    return category_names(terms_under(grant))[line.menu, line.category]


def line_label(grant: Grant, line: CostLine) -> str:
    return f"{fiscal_year_label(line.fiscal_year)} {category_label(grant, line)}"


def told(grant: Grant, remarks: Iterable[Remark]) -> list[tuple[str, Remark]]:
    """Each remark with what it is about, as the pages name it."""
    rest = _("経費のほかの記載")
    return [(line_label(grant, each.cost_line) if each.cost_line else rest, each) for each in remarks]


def checks_of(version: GrantVersion) -> dict[int, LineCheck]:
    """Grant line → the 査定 that stands."""
    rows = LineCheck.objects.standing().filter(line__version=version).select_related("by__user")
    return {check.line_id: check for check in rows}


def assessed_costs(version: GrantVersion) -> dict[int, tuple[int, int]]:
    """Cost line → (total, eligible as found good); a line not checked stands as asked."""
    checks = checks_of(version)
    return {
        line.cost_line_id: (
            line.total_cost,
            checks[line.pk].assessed if line.pk in checks else line.eligible_cost,
        )
        for line in lines_of(version)
    }


def incomes_of(version: GrantVersion) -> dict[Unit, int]:
    return {(unit.fiscal_year, unit.menu): unit.income for unit in version.units.all()}


def assessed_amounts(version: GrantVersion) -> Amounts:
    """What the assessed lines come to, with the incomes as told."""
    return amounts_of(version.grant, assessed_costs(version), incomes_of(version))


def examining_facts(grant: Grant, version: GrantVersion | None) -> dict[str, Any]:
    """What must be known before a decision on this version is drafted, approved or issued."""
    checks = checks_of(version) if version else {}
    lines = lines_of(version) if version else []
    return {
        "grant_under_examination": grant.state == GrantState.EXAMINATION,
        "lines_unchecked": [line_label(grant, line.cost_line) for line in lines if line.pk not in checks],
        "granted": assessed_amounts(version).total if version else 0,
    }
