"""Lists too long to wait for: asked for here, watched here, fetched here, by whoever asked alone."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to, refuse_page
from accounts.exported import LISTS, ExportedList, Form, forms_of
from accounts.models import Membership
from common import clock
from common.handing import hand_out
from common.jobs.models import Status
from common.lists import cleaned
from common.models import Job
from common.paging import Counted
from law.acts import Refused

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
    def label(self) -> str | Promise:
        return LISTS[self.export.table].label

    @property
    def kept_until(self) -> object:
        return self.export.asked_at + exporting.KEPT


@dataclass(frozen=True)
class Offer:
    """A list that is too long for at once, or a paper that a worker draws."""

    wanted: ExportedList
    form: str
    query: str
    counted: Counted

    @property
    def form_label(self) -> str:
        return dict(ListExport.FORMS)[self.form]

    @property
    def page(self) -> str:
        return self.wanted.page(self.query)


@opens_to_readers
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """With a list in the address it offers to write that; always it shows what was asked for."""
    rows = exports_of(request.membership)
    context = {
        "rows": rows,
        "running": any(row.state == "running" for row in rows),
        "offer": _offer(request),
    }
    return render(request, "applications/officer/exports.html", context)


def _offer(request: HttpRequest) -> Offer | None:
    query = cleaned(request.GET)
    table, form = query.pop("table", [""])[0], query.pop("form", [Form.XLSX])[0]
    wanted = LISTS.get(table)
    if wanted is None or request.membership.role not in wanted.readers or form not in forms_of(table):
        return None
    counted = wanted.find(query.urlencode(), request.membership).count(exporting.MOST)
    return Offer(wanted, form, query.urlencode(), counted)


@opens_to_readers
@require_GET
def take_list(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """A list as a file: at once, or with the offer to have a longer one written."""
    if table not in LISTS or form not in forms_of(table):
        raise Http404
    query = cleaned(request.GET).urlencode()
    if request.membership.role not in LISTS[table].readers:
        return refuse_page(request, _refusal(table, request.membership))
    content = exporting.take_at_once(table=table, form=form, query=query, membership=request.membership)
    if content is None:
        asked = urlencode({"table": table, "form": form})
        return redirect(f"{reverse('exports')}?{asked}&{query}".rstrip("&"))
    return hand_out(content, name=f"{table}-{clock.today():%Y%m%d}.{form}")


def _refusal(table: str, membership: Membership) -> str:
    try:
        exporting.list_for(table, membership)
    except Refused as refused:
        return _(refused.reasons[0].text)
    raise LookupError(table)


def exports_of(membership: Membership) -> list[Asked]:
    found = list(membership.exports.order_by("-asked_at", "pk"))
    keys = [export.job_key for export in found]
    dead = set(Job.objects.filter(key__in=keys, status=Status.DEAD).values_list("key", flat=True))
    return [Asked(export, export.job_key in dead) for export in found]


@opens_to_readers
@require_POST
def ask_export(request: HttpRequest) -> HttpResponse:
    said = {name: request.POST.get(name, "")[:1000] for name in ("table", "form", "query")}
    if said["table"] not in LISTS:
        raise Http404
    try:
        exporting.ask_for_export(**said, membership=request.membership)
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
    return hand_out(export.path, name=name_of(export))


def name_of(export: ListExport) -> str:
    return f"{export.table}-{clock.local(export.asked_at):%Y%m%d-%H%M}.{export.form}"
