"""What officials ask and find about a plan: sheets, findings, reviewers, consultations, their own papers."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership
from applications.sight import viewer
from common import clock, files
from common.paging import Order
from law.lifecycle import DESK
from law.roles import APPLICANTS, MINISTRY, Role
from law.visibility import Kind
from reviews.models import Consultation, Continuation
from reviews.models import Pairing as PairingRow
from reviews.selectors import (
    consultation_facts,
    consultations_of,
    findings_by_criterion,
    opinions_of,
    pairings_of,
    sheets_for,
)

from .. import showing_office as showing
from ..doors import Door
from ..finding import consultation_or_404, eyes_or_404, pairing_or_404, plan_or_404, sheet_or_404
from ..paging import page_of
from ..serializers.office import (
    ConsultationShape,
    ConsultationsShape,
    FindingShape,
    OfficialShape,
    PairingShape,
    PaperShape,
    SheetShape,
)
from .kept import hands_out, lists, pages, shows

READERS = MINISTRY | {Role.AUDITOR}
SHEET_READERS = APPLICANTS | DESK | READERS


class PlanSheets(Door):
    audience = SHEET_READERS

    @lists(SheetShape, "plan_sheets", _("補正・照会の票"), "sheets")
    def get(self, request: Request, pk: UUID) -> Response:
        eyes = viewer(plan_or_404(request.membership, pk), request.membership)
        found = sheets_for(eyes.plan, eyes)
        return Response({"items": [showing.sheet(sheet, items, eyes) for sheet, items in found]})


class Sheet(Door):
    audience = SHEET_READERS

    @shows(SheetShape, "sheet", _("一つの票"), "sheets")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.sheet(*sheet_or_404(request.membership, pk)))


class Findings(Door):
    audience = READERS

    @lists(FindingShape, "plan_findings", _("審査調書"), "findings")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = eyes_or_404(request.membership, pk, Kind.FINDING).plan
        versions = dict(plan.versions.values_list("pk", "number"))
        rows = findings_by_criterion(plan)
        return Response({"items": [showing.finding(*row, versions) for row in rows]})


class PlanPairings(Door):
    audience = READERS

    @lists(PairingShape, "plan_pairings", _("審査委員と意見"), "pairings")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = eyes_or_404(request.membership, pk, Kind.OPINION).plan
        found = opinions_of(plan).select_related("plan")
        return Response({"items": [showing.pairing(each) for each in found]})


def _own(request: Request) -> Any:
    rows = pairings_of(request.membership).select_related("reviewer__user", "opinion_on")
    return rows.prefetch_related("scores")


class Pairings(Door):
    audience = frozenset({Role.REVIEWER})

    @pages(PairingShape, "pairings", _("自分に割り当てられた申請"), "pairings")
    def get(self, request: Request) -> Response:
        order = Order("assigned_at", falling=True)
        return Response(page_of(request, _own(request), order, showing.pairing))


class Pairing(Door):
    audience = READERS | {Role.REVIEWER}

    @shows(PairingShape, "pairing", _("一つの割当て"), "pairings")
    def get(self, request: Request, pk: UUID) -> Response:
        if request.membership.role == Role.REVIEWER:
            return Response(showing.pairing(pairing_or_404(request.membership, pk)))
        return Response(showing.pairing(_of_office(request.membership, pk)))


def _of_office(membership: Membership, pk: UUID) -> Any:
    found = get_object_or_404(
        PairingRow.objects.select_related("reviewer__user", "opinion_on", "plan"), pk=pk
    )
    eyes_or_404(membership, found.plan_id, Kind.OPINION)
    return found


class PlanConsultations(Door):
    audience = READERS

    @shows(ConsultationsShape, "plan_consultations", _("協議と、協議しなければならない相手"), "consultations")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = eyes_or_404(request.membership, pk, Kind.CONSULTATION).plan
        facts = consultation_facts(plan)
        return Response(
            {
                "items": [showing.consultation(each) for each in consultations_of(plan)],
                "required": facts["bodies"],
                "jftc_missing": facts["jftc_missing"],
                "doubts_open": facts["doubts_open"],
            }
        )


class ConsultationView(Door):
    audience = READERS

    @shows(ConsultationShape, "consultation", _("一つの協議"), "consultations")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.consultation(consultation_or_404(request.membership, pk)))


class ConsultationPackage(Door):
    audience = READERS

    @hands_out("consultation_package", _("協議書の一式（ZIP）"), "consultations")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = consultation_or_404(request.membership, pk)
        return _handed(found, found.package, "zip")


class ConsultationScan(Door):
    audience = READERS

    @hands_out("consultation_scan", _("回答書の写し"), "consultations")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = consultation_or_404(request.membership, pk)
        return _handed(found, found.answer_scan, found.answer_scan.kind if found.answer_scan else "")


class ContinuationScan(Door):
    audience = READERS

    @hands_out("continuation_scan", _("継続の回答書の写し"), "consultations")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        letter = get_object_or_404(Continuation.objects.select_related("scan"), pk=pk)
        found = consultation_or_404(request.membership, letter.consultation_id)
        return _handed(found, letter.scan, letter.scan.kind if letter.scan else "")


def _handed(found: Consultation, stored: Any, kind: str) -> HttpResponseBase:
    if stored is None:
        raise Http404
    return files.serve(stored, name=f"{found.plan.number}_{found.get_body_display()}.{kind}")


class Papers(Door):
    audience = READERS

    @lists(PaperShape, "plan_papers", _("審査調書・通知書の案の PDF"), "papers")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = eyes_or_404(request.membership, pk, Kind.FINDING).plan
        return Response({"items": [showing.paper(each) for each in plan.papers.all()[:50]]})


class PaperContent(Door):
    audience = READERS

    @hands_out("paper_content", _("作成した PDF"), "papers")
    def get(self, request: Request, pk: UUID, paper: UUID) -> HttpResponseBase:
        plan = eyes_or_404(request.membership, pk, Kind.FINDING).plan
        found = get_object_or_404(plan.papers.select_related("file"), pk=paper, file__isnull=False)
        return files.serve(found.file, name=f"{plan.number}_{found.get_kind_display()}.pdf")


class Officials(Door):
    audience = MINISTRY

    @lists(OfficialShape, "officials", _("担当官と審査委員"), "people")
    def get(self, request: Request) -> Response:
        posts = Membership.objects.in_force_on(clock.today()).filter(role__in=(Role.OFFICER, Role.REVIEWER))
        rows = posts.select_related("user", "organisation").order_by("role", "pk")
        return Response({"items": [showing.official(each) for each in rows]})
