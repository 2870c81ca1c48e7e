"""Lists too long to wait for: asked for here, watched here, fetched here, by whoever asked alone."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to
from accounts.models import Membership
from common import clock
from common.excel import excel_response
from common.jobs.models import Status
from common.lists import cleaned
from common.models import Job
from common.paging import Counted
from law.acts import Refused

from ...filters import narrowed
from ...models import ListExport
from ...services import exporting
from ...worklist import READERS

opens_to_readers = opens_to(*READERS)


@dataclass(frozen=True)
class Asked:
    """An export as its list shows it: under way, ready, cancelled, or failed."""

    export: ListExport
    dead: bool

    @property
    def state(self) -> str:
        if self.export.finished_at:
            return "ready"
        if self.export.cancelled_at:
            return "cancelled"
        return "failed" if self.dead else "running"

    @property
    def kept_until(self) -> object:
        return self.export.asked_at + exporting.KEPT


@opens_to_readers
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """With a list in the address it offers to write that; always it shows what was asked for."""
    query = cleaned(request.GET).urlencode()
    rows = exports_of(request.membership)
    context = {
        "rows": rows,
        "running": any(row.state == "running" for row in rows),
        "query": query,
        "counted": _counted(request) if query or "all" in request.GET else None,
    }
    return render(request, "applications/officer/exports.html", context)


def exports_of(membership: Membership) -> list[Asked]:
    found = list(membership.exports.order_by("-asked_at", "pk"))
    keys = [export.job_key for export in found]
    dead = set(Job.objects.filter(key__in=keys, status=Status.DEAD).values_list("key", flat=True))
    return [Asked(export, export.job_key in dead) for export in found]


def _counted(request: HttpRequest) -> Counted:
    found, _order = narrowed(request.GET, request.membership)
    return Counted.of(found.qs, most=exporting.MOST)


@opens_to_readers
@require_POST
def ask_export(request: HttpRequest) -> HttpResponse:
    query = request.POST.get("query", "")[:1000]
    try:
        exporting.ask_for_export(query=query, membership=request.membership)
    except Refused as refused:
        messages.error(request, "\n".join(_(reason.text) for reason in refused.reasons))
    else:
        messages.success(request, _("ファイルの作成を始めました。できあがると、この画面から受け取れます。"))
    return redirect("exports")


@opens_to_readers
@require_POST
def cancel_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    export = get_object_or_404(request.membership.exports, pk=pk)
    try:
        exporting.cancel_export(export=export, membership=request.membership)
    except Refused as refused:
        messages.error(request, "\n".join(_(reason.text) for reason in refused.reasons))
    else:
        messages.success(request, _("ファイルの作成を中止しました。"))
    return redirect("exports")


@opens_to_readers
@require_GET
def export_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    export = get_object_or_404(request.membership.exports, pk=pk, finished_at__isnull=False)
    if not export.path.exists():
        text = _("保管の期限を過ぎたため、ファイルはありません。もう一度書き出してください。")
        messages.error(request, text)
        return redirect(reverse("exports"))
    return excel_response(export.path, name=name_of(export))


def name_of(export: ListExport) -> str:
    return f"worklist-{clock.local(export.asked_at):%Y%m%d-%H%M}.xlsx"
