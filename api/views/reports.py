"""Performance reports: one with what is told and found, and its papers."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from grants.sight import viewer

from .. import showing_grants as showing
from ..doors import Door
from ..finding_grants import report_or_404
from ..serializers.grants import ReportShape
from .grants import SEERS
from .kept import hands_out, shows


class Report(Door):
    audience = SEERS

    @shows(ReportShape, "report", _("一つの実績報告：実績、版、書類"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        found = report_or_404(request.membership, pk)
        return Response(showing.report(found, viewer(found.grant, request.membership)))


class ReportPaper(Door):
    audience = SEERS

    @hands_out("report_paper", _("実績報告に添付した書類"), "grants")
    def get(self, request: Request, pk: UUID, paper: UUID) -> HttpResponseBase:
        report = report_or_404(request.membership, pk)
        found = get_object_or_404(report.papers.select_related("file"), pk=paper)
        return files.serve(found.file, name=found.name)
