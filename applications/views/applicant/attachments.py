"""Files of the working copy, per kind of document; files of a filed version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common import files
from common.files.kinds import EXTENSIONS, in_words
from common.files.models import Scan
from law.acts import Refused

from ...models import Attachment, VersionFile
from ...parts.spec import ATTACHMENTS
from ...services import attaching as services
from ...sight import PlanView, version_view
from .doors import opens_to_applicants, page, sentences, view_or_404
from .steps import neighbours, steps_of
from .totals import totals_of

SCAN_TONES = {Scan.CLEAN: "green", Scan.INFECTED: "red"}


@opens_to_applicants
@require_GET
def attachments(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _show(request, view_or_404(request, pk))


def _show(
    request: HttpRequest, view: PlanView, *, refusals: list[str] | None = None, status: int = 200
) -> HttpResponse:
    steps = steps_of(view, "attachments")
    before, after = neighbours(steps)
    limits = view.reader.scheme["limits"]
    context = {
        "steps": steps,
        "before": before,
        "after": after,
        "documents": [
            _document(view, each) for each in view.reader.scheme["documents"] if not each.get("desk")
        ],
        "limits": limits,
        "refusals": refusals or [],
        "totals": totals_of(view),
    }
    return page(request, "attachments", view, status=status, **context)


def _document(view: PlanView, document: dict[str, Any]) -> dict[str, Any]:
    """One kind of document: what is asked, what is there, and of the partners what one may see."""
    own = view.own_party if document["per_party"] or document["confidential"] else None
    rows = [each for each in view.attachments if each.document == document["code"]]
    mine = [each for each in rows if each.party_id == (own.pk if own else None)]
    is_open = view.may_change(ATTACHMENTS, own)
    return document | {
        "open": is_open,
        "url": reverse("add_attachment", args=[view.plan.pk, document["code"]]),
        "help": _help(view, document),
        "accept": ",".join(end for end, kind in EXTENSIONS.items() if kind in document["kinds"]),
        "files": [file_row(view, each, is_open=is_open) for each in mine],
        "others": [each for each in rows if each not in mine],
    }


def _help(view: PlanView, document: dict[str, Any]) -> str:
    words = {
        "kinds": in_words(document["kinds"]),
        "size": view.reader.scheme["limits"]["file_bytes"] // 1024 // 1024,
    }
    return _("%(kinds)s。1件%(size)sMBまで。") % words


def file_row(view: PlanView, attachment: Attachment, *, is_open: bool) -> dict[str, Any]:
    """What components/uploaded_file.html draws."""
    place = [view.plan.pk, attachment.pk]
    scan = Scan(attachment.file.scan)
    return {
        "name": attachment.name,
        "size": attachment.file.size,
        "chip_label": scan.label,
        "chip_tone": SCAN_TONES.get(scan, "grey"),
        "url": reverse("attachment", args=place),
        "delete_url": reverse("remove_attachment", args=place) if is_open else "",
    }


@opens_to_applicants
@require_POST
def add_attachment(request: HttpRequest, pk: UUID, document: str) -> HttpResponse:
    view = view_or_404(request, pk)
    added, refusals = _add_all(request, view, document)
    if request.accepts("text/html"):
        return _added_to_page(request, view, added, refusals)
    if refusals:
        return JsonResponse({"error": " ".join(refusals)}, status=400)
    row = {"file": file_row(view, added[0], is_open=True)}
    return JsonResponse({"html": render_to_string("components/uploaded_file.html", row, request)})


def _add_all(request: HttpRequest, view: PlanView, document: str) -> tuple[list[Attachment], list[str]]:
    """Each file by itself: one that is refused keeps no other out."""
    uploads = request.FILES.getlist(document)
    added, refusals = (
        [],
        [] if uploads else [_("ファイルが選ばれていません。ファイルを選んでから送信してください。")],
    )
    for upload in uploads:
        try:
            added.append(_add(request, view, document, upload))
        except (Refused, files.FileRefused) as refused:
            refusals += sentences(refused)
    return added, refusals


def _add(request: HttpRequest, view: PlanView, document: str, upload: UploadedFile) -> Attachment:
    return services.add_attachment(
        plan=view.plan,
        party=view.own_party,
        document=document,
        upload=upload,
        membership=request.membership,
    )


def _added_to_page(
    request: HttpRequest, view: PlanView, added: list[Attachment], refusals: list[str]
) -> HttpResponse:
    if added:
        names = "、".join(each.name for each in added)
        messages.success(request, _("受け取りました：%(names)s") % {"names": names})
    if refusals:
        return _show(request, view_or_404(request, view.plan.pk), refusals=refusals, status=400)
    return redirect("attachments", view.plan.pk)


@opens_to_applicants
@require_POST
def remove_attachment(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    view, row = _attachment_or_404(request, pk, file)
    try:
        services.remove_attachment(attachment=row, membership=request.membership)
    except Refused as refused:
        return _show(request, view, refusals=sentences(refused), status=409)
    messages.success(request, _("取り外しました：%(name)s") % {"name": row.name})
    return redirect("attachments", pk)


@opens_to_applicants
@require_GET
def attachment(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
    _view, row = _attachment_or_404(request, pk, file)
    return files.serve(row.file, name=row.name)


def _attachment_or_404(request: HttpRequest, pk: UUID, file: UUID) -> tuple[PlanView, Attachment]:
    view = view_or_404(request, pk)
    visible = [each.pk for each in view.attachments]
    rows = view.plan.attachments.select_related("file", "party")
    return view, get_object_or_404(rows.filter(pk__in=visible), pk=file)


@opens_to_applicants
@require_GET
def version_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
    """A file as it was filed."""
    view = view_or_404(request, pk)
    row = get_object_or_404(VersionFile.objects.select_related("version"), pk=file, version__plan=view.plan)
    visible = {each.pk: each for each in version_view(row.version, view.viewer).files}
    found = visible.get(row.pk) or get_object_or_404(VersionFile.objects.none())
    return files.serve(found.file, name=found.name)
