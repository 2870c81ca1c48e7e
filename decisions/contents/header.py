"""What every document begins with."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Organisation
from applications.models import PlanVersion
from common import clock
from common.audit import head as audit_head
from funds.sections import measure_kinds
from law.names import is_same_name
from reviews.models import Finding, SheetItem
from reviews.selectors import findings_by_criterion, unmended_items

from ..models import Document, Issuer
from ..seals import seal_of


@dataclass(frozen=True)
class Heading:
    """Numbers and day of one document. `document_id` is its public id."""

    kind: str
    title: str
    document_id: str
    number: str
    document_number: str
    dated_on: date
    issuer: Issuer
    on_paper: bool = False
    # Where the log stood; letters of one decision share it.
    log: dict[str, Any] = field(default_factory=audit_head.current)


def header(heading: Heading, addressee: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": f"{heading.kind}.v1",
        "kind": heading.kind,
        "specimen": settings.DEMO,
        "document_id": heading.document_id,
        "number": heading.number,
        "document_number": heading.document_number,
        "dated_on": heading.dated_on.isoformat(),
        "title": heading.title,
        "issuer": {"title": heading.issuer.title, "name": holder_on(heading.issuer, heading.dated_on)},
        "seal": seal_of(heading.issuer.seals, heading.kind, on_paper=heading.on_paper).value,
        "addressee": addressee,
        "verify_url": verify_url(heading.kind, heading.document_id),
        "audit_head": heading.log,
        "snapshot_sha256": None,
    }


def verify_url(kind: str, document_id: str) -> str | None:
    """The public page knows what has a Document: a paper without one names no page that would deny it."""
    if kind not in Document.Kind.values:
        return None
    return settings.SITE_URL + reverse("verify_document", args=[document_id])


def holder_on(issuer: Issuer, day: date) -> str:
    """Who held the office on that day; the register may be prefetched for many letters at once."""
    held = [holder for holder in issuer.holders.all() if holder.valid_from <= day]
    return max(held, key=lambda holder: holder.valid_from).name if held else ""


def organisation_address(organisation: Organisation) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "address": organisation.address,
        "representative_title": organisation.representative_title,
        "representative_name": organisation.representative_name,
    }


class Filed:
    """A filed version, read for letters."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        self.content: dict[str, Any] = json.loads(version.content)
        self.scheme: dict[str, Any] = version.scheme_version.document

    def values(self, key: str, party: int | None = None) -> dict[str, Any]:
        for part in self.content["parts"]:
            if part["key"] == key and part["party"] == party:
                return part["values"]
        raise KeyError((key, party))

    def rows(self, key: str) -> list[dict[str, Any]]:
        """The lines of a joint section; none where the scheme does not ask for it."""
        return list(self.values(key)["rows"]) if key in self.scheme["sections"] else []

    def addressee(self, party: dict[str, Any]) -> dict[str, Any]:
        """As the party wrote itself in the application; what it left out, as it is registered."""
        said = self.values("applicant", party["party"])
        return {
            "name": said["name"] or party["name"],
            "address": said["address"],
            "representative_title": said["representative_title"],
            "representative_name": said["representative_name"],
        }

    def other_names(self) -> list[tuple[str, dict[str, Any]]]:
        """Who wrote itself otherwise than it is registered: as written, and the party."""
        written = [(str(self.addressee(party)["name"]), party) for party in self.parties]
        return [(name, party) for name, party in written if not is_same_name(name, party["name"])]

    @property
    def parties(self) -> list[dict[str, Any]]:
        return list(self.content["parties"])

    def party_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "name": self.addressee(party)["name"],
                "corporate_number": party["corporate_number"],
                "address": self.addressee(party)["address"],
            }
            for party in self.parties
        ]

    def law(self, article: str) -> dict[str, str]:
        law = self.scheme["law"]
        return {
            "statute": f"{law['act']}（{law['act_number']}）",
            "article": law[article],
            "object": law["object"],
        }

    @cached_property
    def findings(self) -> list[tuple[dict[str, Any], Finding | None]]:
        """The criteria with what was found; read once for all letters."""
        return findings_by_criterion(self.version.plan)

    @cached_property
    def lapsed(self) -> list[SheetItem]:
        """What a 補正 asked for and did not get (行政手続法7条); read once for all letters."""
        return unmended_items(self.version.plan)

    @property
    def applied_on(self) -> str:
        """The day the applicant handed it in: at NIBN, where it went through NIBN."""
        plan = self.version.plan
        handed_in = plan.nibn_arrived_at or plan.arrived_at
        return clock.local(handed_in).date().isoformat()

    @property
    def fund(self) -> str:
        """The fund that supports it; a scheme without one is named itself."""
        return str((self.scheme.get("fund") or self.scheme)["name"])

    @property
    def plan(self) -> dict[str, str]:
        return {"number": self.content["plan"], "title": self.title}

    @property
    def title(self) -> str:
        return str(self.values("measure")["title"] or self.version.plan.title)

    def measures(self) -> list[str]:
        """What kind of measure it is; where the scheme knows no kinds, its menus say it."""
        said = self.values("measure")
        kinds = measure_kinds(self.scheme)
        named, chosen = (kinds, said["kinds"]) if kinds else (self.scheme["menus"], said["menus"])
        return [str(each["name"]) for each in named if each["code"] in chosen]


def new_document_id() -> str:
    return str(Document._meta.get_field("public_id").get_default())
