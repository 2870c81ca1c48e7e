"""From what a membership may see to what the API says of it. Keys of rows stay inside; ids are public."""

from typing import Any

from django.urls import reverse

from accounts.models import Organisation
from applications.models import Attachment, Plan, PlanParty, PlanVersion, VersionFile
from applications.sight import PartView, PlanView, VersionView, Viewer
from common.addresses import address_of
from law.visibility import Kind, Sight

Shown = dict[str, Any]


def organisation_ref(organisation: Organisation) -> Shown:
    return {
        "id": organisation.public_id,
        "name": organisation.name,
        "corporate_number": organisation.corporate_number,
    }


def party_id(party: PlanParty | None) -> Any:
    return party.organisation.public_id if party else None


def parties_by_key(plan: Plan) -> dict[int | None, Any]:
    """A party's own key → its organisation's public id."""
    rows = plan.parties.select_related("organisation")
    return {None: None, **{party.pk: party.organisation.public_id for party in rows}}


# Plans


def plan_row(plan: Plan, *, sees_clock: bool) -> Shown:
    return {
        "id": plan.pk,
        "number": plan.number,
        "title": plan.title,
        "state": plan.state,
        "state_label": plan.status.label,
        "scheme": plan.scheme_id,
        "channel": plan.channel,
        "lead": organisation_ref(plan.lead),
        "arrived_at": plan.arrived_at,
        "due_on": plan.due_on if sees_clock else None,
        "updated_at": plan.updated_at,
        "url": address_of("api_plan", plan.pk),
    }


def plan(view: PlanView) -> Shown:
    seen = view.plan
    return plan_row(seen, sees_clock=bool(view.viewer.sees(Kind.HISTORY))) | {
        "moved": _moved(view),
        "parties": [party(each) for each in view.parties],
        "started_at": seen.started_at,
        "nibn_arrived_at": seen.nibn_arrived_at,
        "call": seen.call_id,
        "assignee": seen.assignee.user.name if seen.assignee and _names_people(view) else None,
        "links": links(view),
    }


def _moved(view: PlanView) -> Shown | None:
    found = view.moved
    if found is None:
        return None
    lost = [{"section": each.section, "label": each.label, "typed": each.typed} for each in found.gone]
    return {"sentences": [str(each) for each in found.sentences], "lost": lost}


def _names_people(view: PlanView) -> bool:
    return view.viewer.sees(Kind.HISTORY) is Sight.YES


def party(each: PlanParty) -> Shown:
    return organisation_ref(each.organisation) | {
        "lead": each.is_lead,
        "agreed_at": each.agreed_at,
        "withdraws_at": each.withdraws_at,
    }


LINKS: dict[str, Kind | None] = {
    "acts": None,
    "versions": None,
    "history": Kind.HISTORY,
    "sheets": Kind.SHEET,
    "findings": Kind.FINDING,
    "pairings": Kind.OPINION,
    "papers": Kind.FINDING,
    "consultations": Kind.CONSULTATION,
    "decisions": Kind.DECISION_DRAFT,
}


def links(view: PlanView) -> dict[str, str]:
    """Only what this one may follow."""
    names = [name for name, kind in LINKS.items() if kind is None or view.viewer.sees(kind)]
    if works_on(view.viewer):
        names += ["parts", "attachments", "check"]
    return {name: reverse(f"api_plan_{name}", args=[view.plan.pk]) for name in names}


def works_on(eyes: Viewer) -> bool:
    """The working copy is its companies' own, or the desk's that types it; others read what was filed."""
    return eyes.types_paper or eyes.membership.side == "applicant"


def part_row(view: PlanView, each: PartView) -> Shown:
    return {
        "key": each.part.key,
        "title": each.title,
        "party": party_id(each.party),
        "confidential": each.part.confidential,
        "version": each.part.version,
        "editable": each.editable,
        "complete": each.is_complete,
        "url": part_url(view.plan, each),
    }


def part_url(plan: Plan, each: PartView) -> str:
    if each.party is None:
        return reverse("api_plan_part", args=[plan.pk, each.part.key])
    return reverse("api_plan_own_part", args=[plan.pk, each.part.key, party_id(each.party)])


def part(view: PlanView, each: PartView) -> Shown:
    checked = each.checked
    return part_row(view, each) | {
        "form_version": each.part.form_version,
        "data": each.part.data,
        "fields": list(view.reader.form(each.part).inputs()),
        "errors": checked.errors,
        "warnings": {key: str(text) for key, text in checked.warnings.items()},
        "lacks": checked.lacks,
    }


def attachment(plan: Plan, each: Attachment) -> Shown:
    url = reverse("api_plan_attachment", args=[plan.pk, each.pk])
    return _file(each, url)


def _file(each: Attachment | VersionFile, url: str) -> Shown:
    return {
        "id": each.pk,
        "document": each.document,
        "party": party_id(each.party),
        "confidential": each.confidential,
        "name": each.name,
        "size": each.file.size,
        "sha256": each.file.sha256,
        "scan": each.file.scan,
        "url": url,
    }


# What was filed


def version_row(version: PlanVersion) -> Shown:
    return {
        "number": version.number,
        "act": version.act,
        "arrived_at": version.arrived_at,
        "sha256": version.sha256,
        "scheme_version": version.scheme_version.number,
        "url": reverse("api_plan_version", args=[version.plan_id, version.number]),
    }


def version(seen: VersionView, eyes: Viewer) -> Shown:
    parties = parties_by_key(eyes.plan)
    own = _own(parties, eyes)
    return version_row(seen.version) | {
        "parts": [each | {"party": parties[each["party"]]} for each in seen.parts],
        "files": [_file(each, reverse("api_plan_file", args=[eyes.plan.pk, each.pk])) for each in seen.files],
        "subsidy": subsidy(seen.version.subsidy, parties),
        "proofs": [_proof(seen, part, parties) for part in seen.parts if part["party"] in own],
    }


def subsidy(kept: Shown, parties: dict[int | None, Any]) -> Shown:
    """As it is kept with a version: the parties by their public ids."""
    return kept | {"units": [unit | {"party": parties[unit["party"]]} for unit in kept["units"]]}


def _own(parties: dict[int | None, Any], eyes: Viewer) -> set[int | None]:
    mine = eyes.membership.organisation.public_id
    return {None, *(key for key, public in parties.items() if public == mine)}


def _proof(seen: VersionView, part: Shown, parties: dict[int | None, Any]) -> Shown:
    name = f"{part['key']}:{part['party']}" if part["party"] else part["key"]
    return {
        "key": part["key"],
        "party": parties[part["party"]],
        "salt": seen.salts[name],
        "sha256": seen.version.manifest[name],
    }


def receipt(version: PlanVersion, eyes: Viewer) -> Shown:
    """A company reads of its own files and warnings, and of what is everybody's."""
    found, parties = version.receipt, parties_by_key(eyes.plan)
    own = _own(parties, eyes)
    return {
        "number": found.number,
        "arrived_at": found.arrived_at,
        "sha256": found.sha256,
        "files": [each | {"party": parties[each["party"]]} for each in found.files if each["party"] in own],
        "warnings": [each["text"] for each in found.warnings if each["party"] in own],
    }
