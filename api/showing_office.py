"""What officials ask, find and decide, as the API says it. The caller has asked whether it may be seen."""

from typing import Any

from django.urls import reverse

from accounts.models import Membership, Notice, Organisation, User
from applications.sight import Viewer
from decisions.lookup import Answer
from decisions.models import Decision, Document, WorkingPaper
from decisions.services.letters import digest_of
from decisions.views.officer.decision import letters_shown
from law.visibility import Kind
from reviews.models import Consultation, Continuation, Finding, Pairing, Sheet, SheetItem

from .showing import Shown, organisation_ref, parties_by_key


def sheet(found: Sheet, items: list[SheetItem], eyes: Viewer) -> Shown:
    parties = parties_by_key(eyes.plan)
    return {
        "id": found.pk,
        "plan": found.plan_id,
        "kind": found.kind,
        "state": found.state,
        "state_label": found.get_state_display(),
        "purpose": found.purpose,
        "responsible": found.responsible,
        "due_on": found.due_on,
        "opened_at": found.opened_at,
        "answer": found.answer,
        "answered_at": found.answered_at,
        "cleared_at": found.cleared_at,
        "cleared_note": found.cleared_note if eyes.sees(Kind.FINDING) else "",
        "items": [
            {"key": each.key, "party": parties[each.party_id], "text": each.text, "provision": each.provision}
            for each in items
        ],
        "url": reverse("api_sheet", args=[found.pk]),
    }


def finding(criterion: dict[str, Any], found: Finding | None, versions: dict[Any, int]) -> Shown:
    return {
        "criterion": criterion["code"],
        "name": criterion["name"],
        "fits": found.fits if found else None,
        "fact": found.fact if found else "",
        "page": found.page if found else "",
        "version": versions.get(found.version_id) if found else None,
    }


def pairing(found: Pairing) -> Shown:
    return {
        "id": found.pk,
        "plan": found.plan_id,
        "number": found.plan.number,
        "reviewer": found.reviewer.user.name,
        "state": found.state,
        "state_label": found.get_state_display(),
        "due_on": found.due_on,
        "opinion": found.opinion,
        "opinion_on": found.opinion_on.number if found.opinion_on else None,
        "recused_because": found.recused_because,
        "scores": [
            {"item": each.item, "points": each.points, "comment": each.comment} for each in found.scores.all()
        ],
        "url": reverse("api_pairing", args=[found.pk]),
    }


PLAIN = (
    "body",
    "state",
    "document_number",
    "dated_on",
    "because",
    "sent_on",
    "sent_by",
    "answer",
    "answered_on",
    "answer_number",
    "answer_text",
    "note",
)


def consultation(found: Consultation) -> Shown:
    place = [found.pk]
    return {name: getattr(found, name) for name in PLAIN} | {
        "id": found.pk,
        "plan": found.plan_id,
        "state_label": found.get_state_display(),
        "version": found.version.number,
        "package": reverse("api_consultation_package", args=place) if found.package_id else None,
        "answer_scan": reverse("api_consultation_scan", args=place) if found.answer_scan_id else None,
        "continuations": [_continuation(each) for each in found.continuations.all()],
        "url": reverse("api_consultation", args=place),
    }


def _continuation(found: Continuation) -> Shown:
    return {name: getattr(found, name) for name in ("id", "answered_on", "number", "text")} | {
        "scan": reverse("api_continuation_scan", args=[found.pk]) if found.scan_id else None
    }


def paper(found: WorkingPaper) -> Shown:
    return {
        "id": found.pk,
        "kind": found.kind,
        "asked_at": found.asked_at,
        "ready": found.file_id is not None,
        "url": reverse("api_paper_content", args=[found.plan_id, found.pk]),
    }


def decision_row(found: Decision) -> Shown:
    return {
        "id": found.pk,
        "plan": found.plan_id,
        "grant": found.grant_id,
        "outcome": found.outcome,
        "state": found.state,
        "state_label": found.get_state_display(),
        "version": (found.version or found.grant_version).number,
        "number": found.number,
        "document_number": found.document_number,
        "dated_on": found.dated_on,
        "issue_at": found.issue_at,
        "approved_at": found.approved_at,
        "issued_at": found.issued_at,
        "note": found.note,
        "url": reverse("api_decision", args=[found.pk]),
    }


def decision(found: Decision) -> Shown:
    letters = letters_shown(found)
    approval = getattr(found, "approval", None)
    has_scan = approval is not None and approval.external_scan_id is not None
    return decision_row(found) | {
        "conditions": [row["text"] if isinstance(row, dict) else row for row in found.conditions],
        "reasons": found.reasons,
        "weighing": found.weighing,
        "snapshot_sha256": found.snapshot_sha256,
        "letters": letters,
        "letters_sha256": digest_of(letters),
        "approval_scan": reverse("api_decision_scan", args=[found.pk]) if has_scan else None,
    }


DELIVERED = (
    "channel",
    "made_available_at",
    "first_opened_at",
    "dispatched_on",
    "dispatched_by",
    "tracking",
    "delivered_on",
)


def _is_of_grant(found: Document) -> bool:
    return bool(found.decision and found.decision.grant_id)


def document(found: Document) -> Shown:
    delivery = getattr(found, "delivery", None)
    return {
        "id": found.pk,
        "plan": None if _is_of_grant(found) else found.case_id,
        "grant": found.case_id if _is_of_grant(found) else None,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "number": found.number,
        "document_number": found.document_number,
        "issuer": found.issuer.title,
        "addressee": organisation_ref(found.addressee),
        "dated_on": found.dated_on,
        "issued_at": found.issued_at,
        "status": found.status,
        "sha256": found.file.sha256,
        "delivery": {name: getattr(delivery, name) for name in DELIVERED} if delivery else None,
        "verification": reverse("api_verified_document", args=[found.public_id]),
        "pdf": reverse("api_document_pdf", args=[found.pk]),
        "url": reverse("api_document", args=[found.pk]),
    }


def verification(found: Document | None, answer: Answer) -> Shown:
    return {
        "found": found is not None,
        "valid": found is not None and found.status == Document.Status.VALID,
        "specimen": answer.specimen,
        "sentence": answer.sentence,
        "text": answer.text,
        "lines": [{"label": label, "text": text} for label, text in answer.rows],
    }


# People


def notice(found: Notice) -> Shown:
    return {
        "id": found.public_id,
        "plan": found.case_id,
        "act": found.act,
        "title": found.title,
        "text": found.text,
        "created_at": found.created_at,
        "read_at": found.read_at,
        "url": reverse("api_notice", args=[found.public_id]),
    }


PARTICULARS = ("kind", "name_kana", "address", "representative_title", "representative_name")


def organisation(found: Organisation) -> Shown:
    return organisation_ref(found) | {
        **{name: getattr(found, name) for name in PARTICULARS},
        "url": reverse("api_organisation", args=[found.public_id]),
    }


def post(found: Membership) -> Shown:
    return {
        "organisation": organisation_ref(found.organisation),
        "role": found.role,
        "valid_from": found.valid_from,
        "valid_until": found.valid_until,
    }


def person(found: User) -> Shown:
    return {
        "id": found.public_id,
        "name": found.name,
        "name_kana": found.name_kana,
        "email": found.email,
        "active": found.is_active,
        "posts": [post(each) for each in found.memberships.all()],
        "url": reverse("api_person", args=[found.public_id]),
    }


def official(found: Membership) -> Shown:
    return {
        "id": found.user.public_id,
        "name": found.user.name,
        "organisation": found.organisation.name,
        "role": found.role,
    }
