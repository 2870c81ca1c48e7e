"""The scan of a paper application and what came with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common import files
from law.acts import Refused

from ...forms_paper import PaperFileForm
from ...models import Attachment
from ...services.attaching import add_attachment, remove_attachment
from ...sight import PlanView
from .desk import desk_of, opens_to_typists, refuse_on, sentences, typed_view
from .paper_again import show_desk


@opens_to_typists
@require_POST
def add_paper_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = typed_view(request, pk)
    form = PaperFileForm(request.POST, request.FILES, scheme=view.reader.scheme, parties=view.parties)
    if form.is_valid() and _added(request, view, form):
        return redirect(desk_of(view.plan))
    return show_desk(request, view, status=400, file_form=form)


def _added(request: HttpRequest, view: PlanView, form: PaperFileForm) -> bool:
    document, party = form.chosen()
    try:
        added = add_attachment(
            plan=view.plan,
            party=view.reader.party(party),
            document=document,
            upload=form.cleaned_data["file"],
            membership=request.membership,
        )
        messages.success(request, _("受け取りました：%(name)s") % {"name": added.name})
    except (Refused, files.FileRefused) as refused:
        refuse_on(form, refused)
    return not form.errors


@opens_to_typists
@require_POST
def remove_paper_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    view = typed_view(request, pk)
    found = _visible(view, file)
    try:
        remove_attachment(attachment=found, membership=request.membership)
        messages.success(request, _("取り外しました：%(name)s") % {"name": found.name})
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
    return redirect(desk_of(view.plan))


@opens_to_typists
@require_GET
def paper_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
    found = _visible(typed_view(request, pk), file)
    return files.serve(found.file, name=found.name, inline=True)


def _visible(view: PlanView, file: UUID) -> Attachment:
    rows: Any = view.plan.attachments.select_related("file", "party")
    return get_object_or_404(rows.filter(pk__in=[each.pk for each in view.attachments]), pk=file)
