"""What was filed, as it was frozen, its files and receipt; and what happened to the plan since."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from applications.models import PlanVersion, VersionFile
from applications.sight import Viewer, plan_view, version_view, viewer
from applications.views.applicant.history import events_of
from common import files
from common.paging import Order
from decisions.views.officer.history import events_among, lines_of
from decisions.views.officer.page import READERS, CasePage
from law.roles import APPLICANTS, Side
from law.visibility import Kind

from .. import showing
from ..doors import Door
from ..finding import eyes_or_404, plan_or_404
from ..paging import page_of
from ..serializers.shapes import EventShape, ReceiptShape, VersionRowShape, VersionShape
from .kept import hands_out, lists, pages, shows
from .plans import SEERS


def _eyes(request: Request, pk: UUID) -> Viewer:
    return viewer(plan_or_404(request.membership, pk), request.membership)


def _version_or_404(eyes: Viewer, number: int) -> PlanVersion:
    rows = eyes.plan.versions.select_related("receipt", "scheme_version")
    return get_object_or_404(rows, number=number)


class Versions(Door):
    audience = SEERS

    @lists(VersionRowShape, "plan_versions", _("提出した版"), "versions")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = plan_or_404(request.membership, pk)
        rows = plan.versions.select_related("scheme_version").defer("content", "salts", "manifest")
        return Response({"items": [showing.version_row(each) for each in rows]})


class Version(Door):
    audience = SEERS

    @shows(VersionShape, "plan_version", _("提出したときのままの内容"), "versions")
    def get(self, request: Request, pk: UUID, number: int) -> Response:
        eyes = _eyes(request, pk)
        return Response(showing.version(version_view(_version_or_404(eyes, number), eyes), eyes))


class Receipt(Door):
    audience = APPLICANTS

    @shows(ReceiptShape, "plan_receipt", _("受付票の記録"), "versions")
    def get(self, request: Request, pk: UUID, number: int) -> Response:
        eyes = _eyes(request, pk)
        if not eyes.sees(Kind.RECEIPT):
            raise Http404
        return Response(showing.receipt(_version_or_404(eyes, number), eyes))


class FiledFile(Door):
    audience = SEERS

    @hands_out("plan_file", _("提出したファイル"), "versions")
    def get(self, request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
        eyes = _eyes(request, pk)
        rows = VersionFile.objects.select_related("version")
        found = get_object_or_404(rows, pk=file, version__plan=eyes.plan)
        visible = {each.pk: each for each in version_view(found.version, eyes).files}
        if found.pk not in visible:
            raise Http404
        return files.serve(visible[found.pk].file, name=found.name)


class History(Door):
    """To a company the acts on its plan, by role; to the office its audit lines, cut to what it may see."""

    audience = APPLICANTS | frozenset(READERS)

    @pages(EventShape, "plan_history", _("経緯（新しい順）"), "plans")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = eyes_or_404(request.membership, pk, Kind.HISTORY).plan
        if request.membership.side == Side.APPLICANT:
            found = events_of(plan_view(plan, request.membership))
            return Response({"items": [_event(each) for each in found], "next": None, "previous": None})
        page = CasePage(plan, request.membership)
        answer = page_of(request, lines_of(page), Order(falling=True), lambda row: row)
        answer["items"] = [_event(each) for each in events_among(page, answer["items"])]
        return Response(answer)


def _event(event: dict[str, Any]) -> dict[str, Any]:
    return {"at": event["at"], "what": str(event["what"]), "who": event["who"]}
