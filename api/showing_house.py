"""Schemes and calls, as the API says them."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse

from common import clock
from funds.calls.selectors import closings_of, documents_of
from funds.models import Call, CallDocument, Scheme, SchemeDraft, SchemeVersion
from funds.schemes.changes import differences
from funds.schemes.places import pattern
from funds.schemes.services import faults_in
from law.calls import Phase
from law.states import CallState

from .showing import Shown

# What a form is made of. The rest of a scheme's document is for who examines and configures.
FOR_A_FORM = ("menus", "fiscal_years", "limits", "uses_standard_amount")
OF_A_DOCUMENT = ("code", "name", "required", "per_party", "confidential", "kinds")


def scheme(found: Scheme) -> Shown:
    """`open`: some call of it takes in now; versions and calls are prefetched."""
    today, now = clock.today(), clock.now()
    stands = any(each.valid_from <= today for each in found.versions.all())
    running = any(
        each.state == CallState.PUBLISHED and each.phase(now) is Phase.OPEN for each in found.calls.all()
    )
    return {
        "code": found.code,
        "name": found.name,
        "kind": found.kind,
        "fund": found.fund.name if found.fund else None,
        "open": stands and running,
        "url": reverse("api_scheme", args=[found.code]),
    }


def scheme_detail(found: Scheme, standing: SchemeVersion | None) -> Shown:
    return scheme(found) | {
        "versions": [scheme_version(each) for each in found.versions.all()],
        "form": form(standing.document) if standing else None,
    }


def scheme_version(found: SchemeVersion) -> Shown:
    return {
        "number": found.number,
        "valid_from": found.valid_from,
        "sha256": found.sha256,
        "url": reverse("api_scheme_version", args=[found.scheme_id, found.number]),
    }


def scheme_draft_ref(found: SchemeDraft) -> Shown:
    return {
        "id": found.pk,
        "code": found.code,
        "name": str(found),
        "state": found.state,
        "state_label": found.get_state_display(),
        "revision": found.revision,
        "saved_at": found.saved_at,
        "url": reverse("api_scheme_draft", args=[found.pk]),
    }


def scheme_draft(found: SchemeDraft) -> Shown:
    """With what keeps it from being put forward, and what it would change."""
    was = found.based_on.document if found.based_on else None
    return scheme_draft_ref(found) | {
        "document": found.document,
        "sha256": found.sha256,
        "note": found.note,
        "started_by": found.started_by.name,
        "proposed_by": found.proposed_by.name if found.proposed_by else None,
        "version": found.version.number if found.version else None,
        "faults": [
            {"code": each.code, "place": pattern(each.path), "text": each.text} for each in faults_in(found)
        ],
        "differences": [asdict(each) for each in differences(was, found.document)] if was else [],
    }


def form(document: dict[str, Any]) -> Shown:
    documents = [each for each in document["documents"] if not each.get("desk")]
    return {name: document[name] for name in FOR_A_FORM} | {
        "documents": [{name: each[name] for name in OF_A_DOCUMENT} for each in documents]
    }


def call(found: Call) -> Shown:
    now = clock.now()
    takes_in = found.state == CallState.PUBLISHED and found.phase(now) is Phase.OPEN
    kept = ("kind", "state", "round", "name", "summary", "opens_at", "closes_at", "budget", "budget_note")
    return {
        "id": found.pk,
        "scheme": found.scheme_id,
        **{name: getattr(found, name) for name in (*kept, "menus", "fiscal_years", "contact")},
        "open": takes_in,
        "url": reverse("api_call", args=[found.pk]),
    }


def call_detail(found: Call) -> Shown:
    return call(found) | {
        "revision": found.revision,
        "published_at": found.published_at,
        "documents": [call_document(found, each) for each in documents_of(found)],
        "closings": [
            {name: getattr(each, name) for name in ("was", "closes_at", "reason", "decided_at")}
            for each in closings_of(found)
        ],
    }


def call_document(found: Call, document: CallDocument) -> Shown:
    return {
        "id": document.pk,
        "kind": document.kind,
        "title": document.title,
        "versions": [
            {
                "id": each.pk,
                "number": each.number,
                "name": each.name,
                "size": each.file.size,
                "sha256": each.file.sha256,
                "changes": each.changes,
                "published_at": each.published_at,
                "url": reverse("api_call_file", args=[found.pk, each.pk]),
            }
            for each in document.versions.all()
        ],
    }
