"""What one membership sees of one plan. Templates, exports and PDFs get this, never the model."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from accounts.access import Capacity as Held
from accounts.access import capacity_in
from accounts.models import Membership
from funds.calls.selectors import terms_of
from funds.models import SchemeVersion
from funds.schemes.changes import moved
from law.money import Subsidy
from law.roles import APPLICANTS, MINISTRY, NIBN, Role, Side
from law.states import PlanState
from law.visibility import Capacity, Kind, Sight, Stage, sight, stage_of

from .models import Attachment, Plan, PlanPart, PlanParty, PlanVersion, VersionFile
from .parts.base import Checked
from .parts.reading import PlanReader, ordered
from .parts.spec import ATTACHMENTS, PartSpec
from .scheme_changes import Gone, gone
from .selectors import keys_of, may_change, openings_of, read_plan, subsidy_of, types_paper

BY_ROLE = {
    **dict.fromkeys(MINISTRY, Capacity.MINISTRY),
    **dict.fromkeys(NIBN, Capacity.NIBN),
    Role.CLERK: Capacity.CLERK,
    Role.REVIEWER: Capacity.REVIEWER,
    Role.CONSULTEE: Capacity.CONSULTEE,
    Role.AUDITOR: Capacity.AUDITOR,
    Role.ADMINISTRATOR: Capacity.ADMINISTRATOR,
}


@dataclass(frozen=True)
class Viewer:
    """A membership towards one plan: stranger, party or office, answered once."""

    plan: Plan
    membership: Membership
    held: Held | None

    def capacity(self, party: PlanParty | None) -> Capacity:
        if self.held is None:
            return Capacity.STRANGER
        if self.types_paper:
            return Capacity.OWNER
        role = Role(self.membership.role)
        if role not in APPLICANTS:
            return BY_ROLE[role]
        is_own = party is None or party.organisation_id == self.membership.organisation_id
        return Capacity.OWNER if is_own else Capacity.PARTY

    @property
    def types_paper(self) -> bool:
        """The desk that types a paper application holds the paper in its hand."""
        return self.plan.state == PlanState.DRAFT and types_paper(self.plan, self.membership)

    @property
    def stage(self) -> Stage:
        return stage_of(self.plan.status)

    def sees(self, kind: Kind, party: PlanParty | None = None) -> Sight:
        if kind is Kind.PAPER and self.types_paper:
            return Sight.YES
        return sight(self.capacity(party), kind, self.stage)


def viewer(plan: Plan, membership: Membership) -> Viewer:
    return Viewer(plan, membership, capacity_in(plan.case, membership))


def viewer_of_visible(plan: Plan, membership: Membership) -> Viewer:
    """Towards a plan that `plans_visible_to` has just found: nothing is asked again."""
    return Viewer(plan, membership, Held.OFFICE if membership.side == Side.OFFICE else Held.PARTY)


def kind_of(part: PlanPart) -> Kind:
    if part.confidential:
        return Kind.CONFIDENTIAL
    return Kind.PARTY if part.party_id else Kind.JOINT


def _kind_of_file(attachment: Attachment | VersionFile) -> Kind:
    """A confidential file that is nobody's own is the scan of a paper application."""
    if not attachment.confidential:
        return Kind.ATTACHMENT
    return Kind.CONFIDENTIAL if attachment.party_id else Kind.PAPER


class Progress(StrEnum):
    """How far a section is typed: nothing, something, everything that is required."""

    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class PartView:
    part: PlanPart
    spec: PartSpec
    party: PlanParty | None
    reader: PlanReader = field(repr=False)
    editable: bool

    @property
    def title(self) -> str:
        return str(self.spec.title)

    @property
    def checked(self) -> Checked:
        """Read only by who asks: a page that names its sections need not read what stands in them."""
        return self.reader.checked(self.part)

    @property
    def is_complete(self) -> bool:
        return not (self.checked.errors or self.checked.lacks)

    @property
    def progress(self) -> Progress:
        """A box that was saved with nothing in it says nothing."""
        if not any(text.strip() for text in self.part.data.values()):
            return Progress.OPEN
        return Progress.DONE if self.is_complete else Progress.BEGUN


@dataclass(frozen=True)
class Moved:
    """What a company is told of its draft's scheme until it has seen it."""

    sentences: list[str]
    gone: list[Gone]


@dataclass
class PlanView:
    """The plan as `viewer` may see it: hidden parts are not in it at all."""

    plan: Plan
    viewer: Viewer
    reader: PlanReader = field(repr=False)
    opened: set[tuple[str, int | None]] | None = None
    amends: bool = False  # the applicants have opened parts of their own accord

    @property
    def parties(self) -> list[PlanParty]:
        return self.reader.parties

    @cached_property
    def own_party(self) -> PlanParty | None:
        mine = self.viewer.membership.organisation_id
        return next((party for party in self.parties if party.organisation_id == mine), None)

    @cached_property
    def parts(self) -> list[PartView]:
        visible = []
        for part in ordered(self.reader.parts, self.parties, self.reader.scheme):
            party = self.reader.party(part.party_id)
            if self.viewer.sees(kind_of(part), party):
                visible.append(self._part(part, party))
        return visible

    def _part(self, part: PlanPart, party: PlanParty | None) -> PartView:
        spec = self.reader.sections[part.key]
        return PartView(part, spec, party, self.reader, self.may_change(part.key, party))

    def may_change(self, key: str, party: PlanParty | None) -> bool:
        """As `selectors.may_change`; that one is a party is known here and not asked again."""
        if self.viewer.membership.side != Side.APPLICANT:
            return may_change(self.plan, self.viewer.membership, key, party, self.opened)
        is_open = self.opened is None or (key, party.pk if party else None) in self.opened
        return is_open and self.own_party is not None and party in (None, self.own_party)

    def part(self, key: str, party_id: int | None) -> PartView | None:
        for view in self.parts:
            if view.part.key == key and view.part.party_id == party_id:
                return view
        return None

    @cached_property
    def moved(self) -> Moved | None:
        """What moved in the scheme or its call since this company last looked; None when nothing did."""
        party = self.own_party
        if self.plan.state != PlanState.DRAFT or party is None or party.seen_version_id is None:
            return None
        seen, now = (party.seen_version_id, party.seen_call_id), (self.reader.version_id, self.plan.call_id)
        if seen == now:
            return None
        version = SchemeVersion.objects.get(pk=party.seen_version_id)
        was = terms_of(version.document, party.seen_call)
        sentences = moved(was, self.reader.scheme)
        lost = [
            each
            for part in self._typed_by_me()
            for each in gone(part.data, part.key, was, self.reader.scheme)
        ]
        return Moved(sentences, lost) if sentences or lost else None

    def _typed_by_me(self) -> list[PlanPart]:
        """Joint parts and one's own, those too that the scheme no longer asks for."""
        mine = (None, self.own_party.pk if self.own_party else None)
        return [part for part in (*self.reader.parts, *self.reader.unasked) if part.party_id in mine]

    @cached_property
    def attachments(self) -> list[Attachment]:
        rows = self.plan.attachments.select_related("file", "party__organisation")
        return [row for row in rows if self.viewer.sees(_kind_of_file(row), row.party)]

    @property
    def can_attach(self) -> bool:
        return any(self.may_change(ATTACHMENTS, owner) for owner in (None, self.own_party))

    @cached_property
    def subsidy(self) -> Subsidy:
        """From the parties' cost parts, which all parties see (they apply together)."""
        return subsidy_of(self.reader)


def plan_view(plan: Plan, membership: Membership, eyes: Viewer | None = None) -> PlanView:
    openings = openings_of(plan)
    amends = any(each.sheet is None for each in openings)
    eyes = eyes or viewer(plan, membership)
    return PlanView(plan, eyes, read_plan(plan), keys_of(plan, openings), amends)


def visible_plan_view(plan: Plan, membership: Membership) -> PlanView:
    return plan_view(plan, membership, viewer_of_visible(plan, membership))


@dataclass(frozen=True)
class VersionView:
    """A filed version, cut to what the viewer may see."""

    version: PlanVersion
    parts: list[dict[str, Any]]
    files: list[VersionFile]
    salts: dict[str, str]


def version_view(version: PlanVersion, eyes: Viewer) -> VersionView:
    parties = {party.pk: party for party in eyes.plan.parties.all()}
    content = json.loads(version.content)
    parts = [part for part in content["parts"] if eyes.sees(_kind_of(part), parties.get(part["party"]))]
    rows = version.files.select_related("file", "party__organisation")
    files = [row for row in rows if eyes.sees(_kind_of_file(row), row.party)]
    names = {f"{part['key']}:{part['party']}" if part["party"] else part["key"] for part in parts}
    salts = {name: salt for name, salt in version.salts.items() if name in names}
    return VersionView(version, parts, files, salts)


def _kind_of(part: dict[str, Any]) -> Kind:
    if part["confidential"]:
        return Kind.CONFIDENTIAL
    return Kind.PARTY if part["party"] else Kind.JOINT
