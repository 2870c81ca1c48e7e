"""What a program names by its id, where it may see it; 404 where it may not."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Membership, Notice, User
from accounts.notices import notices_of
from applications.models import ListExport, Plan
from applications.selectors import plans_visible_to
from applications.sight import Viewer, viewer
from applications.views.officer.jobs import jobs_seen_by
from common.jobs.models import Job
from decisions.about import DECISION_PARTS
from decisions.models import Decision, Document
from decisions.sight import decisions_visible_to
from decisions.views.documents import documents_visible_to
from funds.calls.selectors import calls_seen_by
from funds.models import Call, SchemeDraft
from law.roles import APPLICANTS, MINISTRY, PAYERS, Role
from law.visibility import Kind
from reviews.models import Consultation, Pairing, Ranking, Sheet, SheetItem
from reviews.selectors import pairings_of, sheets_for
from reviews.standings import competitions

RANKING_READERS = MINISTRY | {Role.AUDITOR}
READERS_OF_ACCOUNTS = APPLICANTS | PAYERS
READERS_OF_SCHEMES = MINISTRY | {Role.AUDITOR, Role.ADMINISTRATOR}


def plans_of(membership: Membership) -> QuerySet[Plan]:
    rows = plans_visible_to(membership)
    return rows.select_related("scheme__fund", "scheme_version", "case", "lead", "assignee__user", "call")


def plan_or_404(membership: Membership, pk: UUID) -> Plan:
    return get_object_or_404(plans_of(membership), pk=pk)


def eyes_or_404(membership: Membership, pk: UUID, kind: Kind) -> Viewer:
    """The plan's viewer, when this kind of thing may be seen at all."""
    eyes = viewer(plan_or_404(membership, pk), membership)
    if not eyes.sees(kind):
        raise Http404
    return eyes


def sheet_or_404(membership: Membership, pk: UUID) -> tuple[Sheet, list[SheetItem], Viewer]:
    """With the items this one may read; a sheet none of whose items is theirs isn't there."""
    found = get_object_or_404(Sheet, pk=pk)
    eyes = eyes_or_404(membership, found.plan_id, Kind.SHEET)
    for sheet, items in sheets_for(eyes.plan, eyes):
        if sheet.pk == pk:
            sheet.plan = eyes.plan
            return sheet, items, eyes
    raise Http404


def consultation_or_404(membership: Membership, pk: UUID) -> Consultation:
    rows = Consultation.objects.select_related("version", "package", "answer_scan")
    return _of_plan(rows.prefetch_related("continuations"), membership, pk, Kind.CONSULTATION)


def decision_or_404(membership: Membership, pk: UUID) -> Decision:
    """Of a plan or a grant, to whoever may see the drafts of such."""
    rows = decisions_visible_to(membership).select_related(*DECISION_PARTS, "drafted_by__user", "approval")
    found = get_object_or_404(rows, pk=pk)
    if found.plan_id:
        found.plan = plan_or_404(membership, found.plan_id)
    return found


def _of_plan(rows: QuerySet[Any], membership: Membership, pk: UUID, kind: Kind) -> Any:
    found = get_object_or_404(rows, pk=pk)
    found.plan = eyes_or_404(membership, found.plan_id, kind).plan
    return found


def pairing_or_404(membership: Membership, pk: UUID) -> Pairing:
    rows = pairings_of(membership).select_related("plan__case", "plan__scheme_version", "opinion_on")
    return get_object_or_404(rows, pk=pk)


def document_or_404(membership: Membership, pk: UUID) -> Document:
    rows = documents_visible_to(membership).select_related(
        "file", "issuer", "addressee", "delivery", "decision__plan__case", "receipt__version__plan__case"
    )
    return get_object_or_404(rows, pk=pk)


def competition_or_404(membership: Membership, pk: UUID) -> Call:
    """A call whose plans compete, to those who may see how they stand."""
    return get_object_or_404(_of_rankers(membership, competitions()), pk=pk)


def ranking_or_404(membership: Membership, pk: UUID) -> Ranking:
    rows = Ranking.objects.select_related(
        "call__scheme", "drafted_by__user", "proposed_by__user", "approved_by__user"
    )
    return get_object_or_404(_of_rankers(membership, rows), pk=pk)


def _of_rankers(membership: Membership, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if membership.role in RANKING_READERS else rows.none()


def job_or_404(membership: Membership, pk: UUID) -> Job:
    return get_object_or_404(jobs_seen_by(membership), pk=pk)


def export_or_404(membership: Membership, pk: UUID) -> ListExport:
    """Whoever asked for it, nobody else."""
    return get_object_or_404(membership.exports, pk=pk)


def person_or_404(membership: Membership, pk: UUID) -> User:
    """An administrator keeps people; to everybody else there are none."""
    everyone = User.objects.prefetch_related("memberships__organisation")
    rows = everyone if membership.role == Role.ADMINISTRATOR else everyone.none()
    return get_object_or_404(rows, public_id=pk)


def call_or_404(membership: Membership | None, pk: UUID) -> Call:
    return get_object_or_404(calls_seen_by(membership), pk=pk)


def notice_or_404(membership: Membership, pk: UUID) -> Notice:
    return get_object_or_404(notices_of(membership.user), public_id=pk)


def scheme_draft_or_404(membership: Membership, pk: UUID) -> SchemeDraft:
    """To whoever does not read how schemes are made there are none."""
    rows = SchemeDraft.objects.select_related("scheme", "based_on", "started_by", "proposed_by", "version")
    return get_object_or_404(rows if membership.role in READERS_OF_SCHEMES else rows.none(), pk=pk)
