"""What one keeps beside one's list of work, and the work that follows acts."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from applications.views.officer.exports import exports_of, name_of
from applications.views.officer.jobs import OPEN, jobs_seen_by, rows_of
from applications.worklist import READERS
from common.handing import hand_out
from common.jobs.models import Status
from common.paging import Order

from .. import showing_own as showing
from ..doors import Door
from ..finding import export_or_404, job_or_404
from ..paging import page_of
from ..serializers.own import ExportShape, JobShape, SavedViewShape
from ..subjects import JOBS
from .kept import hands_out, lists, pages, shows

WAITING = OpenApiParameter("show", str, enum=["waiting"], description=_("止まった処理でなく、待っている処理"))


class SavedViews(Door):
    audience = READERS

    @lists(SavedViewShape, "saved_views", _("保存した一覧の表示"), "lists")
    def get(self, request: Request) -> Response:
        home = reverse("worklist")
        rows = request.membership.saved_views.all()
        items = [{"name": each.name, "query": each.query, "page": f"{home}?{each.query}"} for each in rows]
        return Response({"items": items})


class Exports(Door):
    audience = READERS

    @lists(ExportShape, "exports", _("書き出した一覧"), "lists")
    def get(self, request: Request) -> Response:
        return Response({"items": [showing.export(each) for each in exports_of(request.membership)]})


class Export(Door):
    audience = READERS

    @shows(ExportShape, "export", _("一つの書き出し"), "lists")
    def get(self, request: Request, pk: UUID) -> Response:
        wanted = export_or_404(request.membership, pk)
        found = next(each for each in exports_of(request.membership) if each.export == wanted)
        return Response(showing.export(found))


class ExportFile(Door):
    audience = READERS

    @hands_out("export_file", _("書き出したファイル"), "lists")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = export_or_404(request.membership, pk)
        if found.finished_at is None or not found.path.exists():
            raise Http404
        return hand_out(found.path, name=name_of(found))


class Jobs(Door):
    audience = JOBS.readers

    @pages(JobShape, "jobs", _("処理の状況"), "jobs", WAITING)
    def get(self, request: Request) -> Response:
        waiting = request.query_params.get("show") == "waiting"
        rows = jobs_seen_by(request.membership).filter(status__in=OPEN if waiting else (Status.DEAD,))
        found = page_of(request, rows, Order("created_at", falling=not waiting), lambda job: job)
        found["items"] = _shown(found["items"], request)
        return Response(found)


class Job(Door):
    audience = JOBS.readers

    @shows(JobShape, "job", _("一つの処理"), "jobs")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(_shown([job_or_404(request.membership, pk)], request)[0])


def _shown(jobs: list[Any], request: Request) -> list[showing.Shown]:
    return [showing.job(**row) for row in rows_of(jobs, request.membership)]
