"""Assets of a grant and their disposal as the API says it. The caller has asked whether it may be seen."""

from django.urls import reverse

from decisions.selectors import live_disposal_decision
from grants.assets.reading import held, open_disposal_remarks, said_of, version_of
from grants.evidence.rows import labels_of
from grants.models import Asset, AssetRevision, Disposal, DisposalVersion, Grant
from grants.sight import Viewer
from law.roles import APPLICANTS
from law.visibility import Kind

from .showing import Shown


def places_in(grant: Grant) -> dict[int, int]:
    """Cost line → its place in the grant's own list, by which programs name it."""
    return {line: place for place, line in enumerate(labels_of(grant), start=1)}


def asset_row(found: Asset, places: dict[int, int]) -> Shown:
    standing = held(found)
    return {
        "id": found.pk,
        "grant": found.grant_id,
        "number": found.number,
        "name": found.name,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "gained": found.gained,
        "place": found.place,
        "quantity": found.quantity,
        "acquired_on": found.acquired_on,
        "cost_with_tax": found.cost_with_tax,
        "cost_without_tax": found.cost_without_tax,
        "line": places.get(found.cost_line_id),
        "evidence": found.evidence.number if found.evidence else None,
        "share": found.share,
        "note": found.note,
        "state": found.state,
        "state_label": found.get_state_display(),
        "standing": standing.standing,
        "standing_label": standing.label,
        "years": found.years,
        "restricted_until": found.restricted_until,
        "edition": found.edition,
        "url": reverse("api_asset", args=[found.pk]),
    }


def asset(found: Asset) -> Shown:
    return asset_row(found, places_in(found.grant)) | {
        "revisions": [_revision(each) for each in found.revisions.order_by("number")],
        "disposals": [disposal_row(each) for each in found.disposals.order_by("number")],
    }


def _revision(found: AssetRevision) -> Shown:
    keys = ("cost_line_id", "evidence_id")
    return {
        "number": found.number,
        "act": found.act,
        "at": found.at,
        "reason": found.reason,
        "values": {name: value for name, value in found.values.items() if name not in keys},
    }


def disposal_row(found: Disposal) -> Shown:
    return {
        "id": found.pk,
        "grant": found.grant_id,
        "asset": found.asset_id,
        "number": found.number,
        "state": found.state,
        "state_label": found.get_state_display(),
        "arrived_at": found.arrived_at,
        "url": reverse("api_disposal", args=[found.pk]),
    }


def disposal(found: Disposal, eyes: Viewer) -> Shown:
    sees = eyes.membership.role in APPLICANTS or eyes.sees(Kind.GRANT_CHECK)
    return disposal_row(found) | {
        "filed": said_of(version_of(found)),
        "versions": [_version(each) for each in found.versions.order_by("number")],
        "remarks": [
            {"text": each.text, "due_on": each.due_on}
            for each in (open_disposal_remarks(found) if sees else ())
        ],
        "decision": _decision(found, eyes),
    }


def _version(found: DisposalVersion) -> Shown:
    return {
        "number": found.number,
        "arrived_at": found.arrived_at,
        "receipt": found.receipt_number,
        "sha256": found.sha256,
    }


def _decision(found: Disposal, eyes: Viewer) -> str | None:
    live = live_disposal_decision(found) if eyes.sees(Kind.GRANT_DRAFT) else None
    return reverse("api_decision", args=[live.pk]) if live else None
