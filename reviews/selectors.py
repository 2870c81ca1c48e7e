"""Reads: what the officials have found about a plan, as facts for the law's guards."""

import json
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import JftcRequired, Plan, PlanParty, PlanVersion
from applications.parts.base import Checked
from applications.parts.reading import ordered
from applications.parts.spec import ATTACHMENTS
from applications.selectors import competition_of, document_of, latest_version, plans_visible_to
from applications.sight import Viewer, kind_of
from common import clock
from law.acts import Reason
from law.competition import Trigger
from law.rules import rule
from law.states import ConsultationState, PlanState, SheetState
from law.visibility import Kind

from .models import Consultation, Finding, Pairing, Resolution, Sheet, SheetItem


def plans_at_desk(membership: Membership) -> QuerySet[Plan]:
    """Filed plans this membership may see, with what every page about one needs."""
    filed = plans_visible_to(membership).exclude(state=PlanState.DRAFT)
    rows = filed.select_related("case", "scheme", "scheme_version", "call", "lead", "assignee__user")
    return rows.prefetch_related("parts", "parties__organisation")


def open_sheets(plan: Plan) -> QuerySet[Sheet]:
    return plan.sheets.filter(state=SheetState.OPEN)


def sheets_for(plan: Plan, eyes: Viewer) -> list[tuple[Sheet, list[SheetItem]]]:
    """Each sheet with the items this viewer may see: an item about a hidden part is hidden too."""
    if not eyes.sees(Kind.SHEET):
        return []
    kinds = {(part.key, part.party_id): kind_of(part) for part in plan.parts.all()}
    rows = plan.sheets.prefetch_related("items__party__organisation").select_related(
        "opened_by__user", "answered_with", "cleared_by__user"
    )
    found = []
    for sheet in rows:
        items = [item for item in sheet.items.all() if eyes.sees(_kind_of_item(kinds, item), item.party)]
        if items:
            found.append((sheet, items))
    return found


def _kind_of_item(kinds: dict[tuple[str, int | None], Kind], item: SheetItem) -> Kind:
    otherwise = Kind.PARTY if item.party_id else Kind.JOINT
    return kinds.get((item.key, item.party_id), otherwise)


def pairings_of(membership: Membership) -> QuerySet[Pairing]:
    """A reviewer's own cases."""
    return Pairing.objects.filter(reviewer=membership).select_related("plan__scheme", "plan__lead")


# Facts for guards


@dataclass
class FiledReader:
    """Reads what was filed, as a PlanReader does the working copy: what is only typed counts for nothing."""

    scheme: dict[str, Any]
    parties: list[PlanParty]
    parts: list[dict[str, Any]]

    @classmethod
    def of(cls, version: PlanVersion, parties: list[PlanParty]) -> "FiledReader":
        return cls(version.scheme_version.document, parties, json.loads(version.content)["parts"])

    def part(self, key: str, party_id: int | None = None) -> dict[str, Any]:
        return next(part for part in self.parts if (part["key"], part["party"]) == (key, party_id))

    def checked(self, part: dict[str, Any]) -> Checked:
        return Checked(values=part["values"])


def trigger_of(plan: Plan) -> Trigger | None:
    """The JFTC question, asked of the latest filed version."""
    version = latest_version(plan)
    if version is None:
        return None
    parties = list(plan.parties.select_related("organisation"))
    filed_on = clock.local(version.arrived_at).date()
    found = competition_of(FiledReader.of(version, parties), clock.today(), filed_on)
    return _not_less_than_filed(found, version.jftc_required) if found else None


def _not_less_than_filed(found: Trigger, filed: str | None) -> Trigger:
    """A register may be mended after the filing; what was asked for as it was filed stays asked."""
    if found.required is not False or filed in (None, JftcRequired.NO):
        return found
    text = _("提出のときは、公正取引委員会への協議の要否を判定できませんでした。")
    if filed == JftcRequired.OPEN:
        return replace(found, required=None, missing=(Reason("jftc_open_as_filed", text),))
    return replace(found, required=True)


def required_bodies(plan: Plan, trigger: Trigger | None) -> list[str]:
    """Whom the law wants asked before 認定: MOF always, the JFTC when the trigger holds."""
    bodies = [body for body in document_of(plan)["consultations"] if body != "jftc"]
    if trigger is not None and trigger.required:
        bodies.append("jftc")
    return bodies


def consultation_facts(plan: Plan) -> dict[str, Any]:
    trigger = trigger_of(plan)
    standing = list(plan.consultations.exclude(state=ConsultationState.CLOSED).order_by("prepared_at"))
    answered = {each.body: each for each in standing if each.state == ConsultationState.ANSWERED}
    running = {each.body for each in standing if each.state != ConsultationState.ANSWERED}
    required = required_bodies(plan, trigger)
    labels = dict(Consultation.Body.choices)
    # Whoever was asked is waited for, also where nothing required it.
    asked = dict.fromkeys([*required, *answered, *sorted(running)])
    told = "jftc" in answered and "jftc" not in running
    return {
        "trigger": trigger,
        "bodies": required,
        "jftc_required": _jftc_required(trigger, told),
        "jftc_missing": [str(reason) for reason in trigger.missing] if trigger and not told else [],
        "doubts_open": [] if told else open_doubts(plan, trigger),
        # Who was asked a second time answers that too, or the question is dropped first.
        "consultations_open": [
            str(labels[body]) for body in asked if body not in answered or body in running
        ],
        "with_opinion": [each for each in answered.values() if each.answer == Consultation.Answer.OPINION],
    }


def _jftc_required(trigger: Trigger | None, told: bool) -> bool | None:
    """What cannot be said is no question any more once the JFTC has been asked and has answered."""
    if trigger is None:
        return False
    return True if told and trigger.required is None else trigger.required


def open_doubts(plan: Plan, trigger: Trigger | None) -> list[str]:
    """What an officer has not yet looked into of the version filed last."""
    if trigger is None or not trigger.doubts or resolution_of(plan):
        return []
    return [str(doubt) for doubt in trigger.doubts]


def resolution_of(plan: Plan) -> Resolution | None:
    latest = latest_version(plan)
    return Resolution.objects.filter(version=latest).select_related("resolved_by__user").first()


@rule("N8", "N9")
def consultations_on_older_versions(plan: Plan) -> list[Consultation]:
    """Consultations that were sent about what has been filed anew since.

    The law asks for a copy of the application that is to be certified (附則26条1項). Whether what
    changed needs another round is the officer's judgement, so this warns and closes nothing.
    """
    latest = latest_version(plan)
    standing = plan.consultations.filter(state__in=(ConsultationState.SENT, ConsultationState.ANSWERED))
    newest = {each.body: each for each in standing.select_related("version").order_by("prepared_at")}
    return [each for each in newest.values() if latest is not None and each.version_id != latest.pk]


def finding_facts(plan: Plan) -> dict[str, Any]:
    rows = plan.findings.standing().annotate(about=F("version__number"), latest=Max("plan__versions__number"))
    found = {finding.criterion: finding for finding in rows}
    criteria = document_of(plan)["criteria"]
    return {
        "criteria_open": [each["name"] for each in criteria if each["code"] not in found],
        "criteria_unfit": [
            each["name"] for each in criteria if each["code"] in found and not found[each["code"]].fits
        ],
        "findings_stale": [
            each["name"]
            for each in criteria
            if each["code"] in found and found[each["code"]].about != found[each["code"]].latest
        ],
    }


def findings_by_criterion(plan: Plan) -> list[tuple[dict[str, Any], Finding | None]]:
    rows = plan.findings.standing().select_related("found_by__user", "version")
    found = {finding.criterion: finding for finding in rows}
    return [(each, found.get(each["code"])) for each in document_of(plan)["criteria"]]


def earlier_findings(plan: Plan) -> dict[str, list[Finding]]:
    """By criterion, newest first: what was found before what stands now."""
    earlier: dict[str, list[Finding]] = {}
    for finding in plan.findings.select_related("found_by__user", "version").order_by("-pk"):
        earlier.setdefault(finding.criterion, []).append(finding)
    return {criterion: rows[1:] for criterion, rows in earlier.items()}


def has_formal_defect(plan: Plan) -> bool:
    return bool(unmended_items(plan))


def unmended_items(plan: Plan) -> list[SheetItem]:
    """What a lapsed 補正 asked for and no later filing touched (行政手続法7条: refuse).

    Filed anew counts whatever opened the part, also a letter stamped in time and entered after the sheet
    was closed; whether what came is enough, the findings on the new version say.
    """
    lapsed = SheetItem.objects.filter(
        sheet__plan=plan, sheet__kind=Sheet.Kind.CORRECTION, sheet__state=SheetState.LAPSED
    )
    items = list(lapsed.select_related("sheet").order_by("sheet__opened_at", "pk"))
    return [item for item in items if not _filed_since(plan, item)]


def _filed_since(plan: Plan, item: SheetItem) -> bool:
    """An opening of one's own ends by filing; a sheet's ends so only when the sheet is answered."""
    answered = plan.sheets.filter(state=SheetState.ANSWERED).values("pk")
    filed = plan.openings.filter(Q(sheet=None) | Q(sheet__in=answered), closed_at__gt=item.sheet.opened_at)
    return filed.filter(key=item.key, party=item.party_id).exists()


def formal_parts(plan: Plan, eyes: Viewer) -> list[tuple[str, PlanParty | None]]:
    """(key, party) of every part and every owner of attachments that a sheet of this viewer's may name."""
    parties = {party.pk: party for party in plan.parties.all()}
    seen = [
        (part.key, parties.get(part.party_id))
        for part in ordered(plan.parts.all(), list(parties.values()), document_of(plan))
        if eyes.sees(kind_of(part), parties.get(part.party_id))
    ]
    return [*seen, *((ATTACHMENTS, party) for party in (None, *parties.values()))]


def opinions_of(plan: Plan) -> QuerySet[Pairing]:
    """Every reviewer of the case, with opinion and scores as far as they are given."""
    rows = plan.pairings.select_related("reviewer__user", "reviewer__organisation", "opinion_on")
    return rows.prefetch_related("scores")


def consultations_of(plan: Plan) -> QuerySet[Consultation]:
    rows = plan.consultations.select_related("version", "package", "answer_scan", "prepared_by__user")
    return rows.prefetch_related("continuations").order_by("-prepared_at")
