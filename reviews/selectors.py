"""Reads: what the officials have found about a plan, as facts for the law's guards."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import competition_of, document_of, read_plan
from applications.sight import Viewer, kind_of
from common import clock
from law.competition import Trigger
from law.states import ConsultationState, SheetState
from law.visibility import Kind

from .models import Consultation, Finding, Pairing, Sheet, SheetItem


def open_sheets(plan: Plan) -> QuerySet[Sheet]:
    return plan.sheets.filter(state=SheetState.OPEN)


def sheets_for(plan: Plan, eyes: Viewer) -> list[tuple[Sheet, list[SheetItem]]]:
    """Each sheet with the items this viewer may see: an item about a hidden part is hidden too."""
    if not eyes.sees(Kind.SHEET):
        return []
    found = []
    for sheet in plan.sheets.prefetch_related("items__party__organisation").select_related("opened_by__user"):
        items = [item for item in sheet.items.all() if eyes.sees(kind_of_item(plan, item), item.party)]
        if items:
            found.append((sheet, items))
    return found


def kind_of_item(plan: Plan, item: SheetItem) -> Kind:
    part = next((p for p in plan.parts.all() if (p.key, p.party_id) == (item.key, item.party_id)), None)
    if part is None:
        return Kind.PARTY if item.party_id else Kind.JOINT
    return kind_of(part)


def pairings_of(membership: Membership) -> QuerySet[Pairing]:
    """A reviewer's own cases."""
    return Pairing.objects.filter(reviewer=membership).select_related("plan__scheme", "plan__lead")


# Facts for guards


def trigger_of(plan: Plan) -> Trigger | None:
    return competition_of(read_plan(plan), clock.today())


def required_bodies(plan: Plan, trigger: Trigger | None) -> list[str]:
    """Whom the law wants asked before 認定: MOF always, the JFTC when the trigger holds."""
    bodies = [body for body in document_of(plan)["consultations"] if body != "jftc"]
    if trigger is not None and trigger.required:
        bodies.append("jftc")
    return bodies


def consultation_facts(plan: Plan) -> dict[str, Any]:
    trigger = trigger_of(plan)
    answered = {
        each.body: each for each in plan.consultations.filter(state=ConsultationState.ANSWERED).order_by("prepared_at")
    }
    required = required_bodies(plan, trigger)
    labels = dict(Consultation.Body.choices)
    return {
        "jftc_required": trigger.required if trigger else False,
        "jftc_missing": [str(reason) for reason in trigger.missing] if trigger else [],
        "consultations_open": [str(labels[body]) for body in required if body not in answered],
        "with_opinion": [
            each for each in answered.values() if each.answer == Consultation.Answer.OPINION
        ],
    }


def finding_facts(plan: Plan) -> dict[str, Any]:
    found = {finding.criterion: finding for finding in plan.findings.all()}
    criteria = document_of(plan)["criteria"]
    return {
        "criteria_open": [each["name"] for each in criteria if each["code"] not in found],
        "criteria_unfit": [
            each["name"] for each in criteria if each["code"] in found and not found[each["code"]].fits
        ],
    }


def findings_by_criterion(plan: Plan) -> list[tuple[dict[str, Any], Finding | None]]:
    found = {finding.criterion: finding for finding in plan.findings.select_related("found_by__user")}
    return [(each, found.get(each["code"])) for each in document_of(plan)["criteria"]]


def has_formal_defect(plan: Plan) -> bool:
    """A 補正 that lapsed unanswered, with nothing filed since (行政手続法7条: refuse)."""
    lapsed = plan.sheets.filter(kind=Sheet.Kind.CORRECTION, state=SheetState.LAPSED).order_by("-opened_at").first()
    return lapsed is not None and not plan.versions.filter(arrived_at__gt=lapsed.answered_at).exists()
