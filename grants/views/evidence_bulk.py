"""Many rows at once: pasted from a spreadsheet, or an Excel with a ZIP. Looked at first, then kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.acting import LOOK, act_at_once, is_done, posted
from common.handing import hand_out
from law.acts import Reason, Refused
from law.evidence import PaperKind

from ..evidence.cells import COLUMNS, EvidenceForm, Reader
from ..evidence.excel import workbook_of
from ..evidence.pasting import Pasted, read_pasted
from ..evidence.preview import LEFT, Planned, Preview, preview
from ..evidence.rows import labels_of, live_rows
from ..forms_evidence import PasteForm, UploadForm
from ..models import EvidenceUpload, Grant
from ..services.evidence_uploads import (
    drop_upload,
    keep_planned,
    keep_upload,
    preview_of,
    sorted_papers,
    take_in_evidence,
)
from ..sight import grants_visible_to
from .company import get_or_post, opens_to_applicants
from .evidence import around, decided_or_404

SHOWN = 200


# Pasted


@opens_to_applicants
@get_or_post
def paste(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First what would become of each row; then, by a second button, what can be kept is kept."""
    grant = decided_or_404(request, pk)
    form = PasteForm(posted(request))
    found: list[tuple[Pasted, Preview]] = []

    def read(said: dict[str, Any]) -> None:
        pasted = read_pasted(said["text"], Reader(labels_of(grant)))
        if not pasted.rows:
            raise Refused(
                Reason("nothing_pasted", _("読み取れる行がありません。列の名前の下の行も写してください。"))
            )
        found.append((pasted, preview(grant, pasted.rows)))
        if LOOK not in request.POST:
            _keep(request, grant, *found[0])

    if request.method == "POST" and form.is_valid() and is_done(form, read) and LOOK not in request.POST:
        pasted, plan = found[0]
        messages.success(request, _("証憑を%(count)s件記録しました。") % {"count": len(plan.kept)})
        if not plan.left:
            return redirect("evidence", grant.pk)
        form = PasteForm({"text": pasted.left_over({row.read.place for row in plan.left})})
        found = [(pasted, Preview(plan.left))]
    context = around(request, grant) | {"form": form, "columns": _columns(grant)}
    if found:
        pasted, plan = found[0]
        context |= {"plan": plan, "shown": _shown(plan, grant), "unread": pasted.unread}
    return render(request, "grants/company/evidence_paste.html", context)


def _keep(request: HttpRequest, grant: Grant, _pasted: Pasted, plan: Preview) -> None:
    if plan.seen != request.POST.get("seen"):
        text = _("確かめた内容と変わりました。下の一覧を確かめてから、もう一度記録してください。")
        raise Refused(Reason("not_as_seen", text))
    if not plan.kept:
        raise Refused(
            Reason("nothing_to_keep", _("記録できる行がありません。読み取れない欄を直してください。"))
        )
    keep_planned(grant=grant, rows=plan.kept, membership=request.membership)


def _columns(grant: Grant) -> list[str]:
    fields = EvidenceForm(labels=labels_of(grant)).fields
    return [str(fields[name].label) for name in COLUMNS]


def _shown(plan: Preview, grant: Grant) -> list[tuple[Planned, list[tuple[str, str, str]]]]:
    """The first rows, those that can't be kept before the others; of each the cells that were not read."""
    labels = dict(zip(COLUMNS, _columns(grant), strict=True))
    rows = [*plan.left, *(row for row in plan.rows if row.fate not in LEFT)][:SHOWN]
    return [
        (
            row,
            [
                (labels.get(name, ""), row.read.cells.get(name, ""), text)
                for name, text in row.read.errors.items()
            ],
        )
        for row in rows
    ]


# Excel and ZIP


@opens_to_applicants
@require_GET
def excel(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What is kept, in the form that is taken in: with nothing kept yet, the template."""
    grant = decided_or_404(request, pk)
    rows = live_rows(grant).order_by("number")
    return hand_out(workbook_of(grant, rows), name=f"evidence-{grant.number}.xlsx")


@opens_to_applicants
@get_or_post
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = decided_or_404(request, pk)
    form = UploadForm(posted(request), request.FILES or None)
    made: list[EvidenceUpload] = []

    def take_in(said: dict[str, Any]) -> None:
        made.append(take_in_evidence(grant=grant, membership=request.membership, **said))

    if request.method == "POST" and form.is_valid() and is_done(form, take_in):
        return redirect("evidence_upload", made[0].pk)
    context = around(request, grant) | {
        "form": form,
        "waiting": grant.evidence_uploads.filter(by=request.membership).first(),
    }
    return render(request, "grants/company/evidence_upload.html", context)


@opens_to_applicants
@get_or_post
def uploaded(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would be kept of the table, which papers find their rows, which don't, and what was refused."""
    found = upload_or_404(request, pk)
    grant = decided_or_404(request, found.grant_id)
    found.grant = grant
    refused: list[str] = []
    if request.method == "POST":
        try:
            rows, papers = keep_upload(
                upload=found, seen=request.POST.get("seen", ""), membership=request.membership
            )
            text = _("証憑を%(rows)s件記録し、書類を%(papers)s点付けました。")
            messages.success(request, text % {"rows": rows, "papers": papers})
            return redirect("evidence", grant.pk)
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
    plan = preview_of(found)
    matched, unmatched = sorted_papers(found, plan)
    context = around(request, grant) | {
        "upload": found,
        "plan": plan,
        "shown": _shown(plan, grant),
        "matched": [(paper, [label_of(shows) for shows in paper.shows]) for paper in matched],
        "unmatched": unmatched,
        "refused": refused,
    }
    return render(request, "grants/company/evidence_uploaded.html", context)


def label_of(shows: str) -> str:
    return next(each.label for each in PaperKind if each == shows)


@opens_to_applicants
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = upload_or_404(request, pk)
    return act_at_once(
        request,
        reverse("upload_evidence", args=[found.grant_id]),
        _("取り込みを取りやめました。何も記録していません。"),
        lambda: drop_upload(upload=found, membership=request.membership),
    )


def upload_or_404(request: HttpRequest, pk: UUID) -> EvidenceUpload:
    """One's own alone: until it is kept it is nobody else's."""
    own = EvidenceUpload.objects.filter(
        by=request.membership, grant__in=grants_visible_to(request.membership)
    )
    return get_object_or_404(own, pk=pk)
