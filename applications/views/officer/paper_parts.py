"""The sections of a paper application, typed by the desk with the applicant's own forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.acting import tell_saved
from law.acts import Refused

from ...parts.base import PartForm, check
from ...services.saving import Saved, save_part
from ...sight import PartView, PlanView
from ..applicant import typed
from ..applicant.pieces import pieces_of
from .desk import desk_of, opens_to_typists, sentences, typed_view


@opens_to_typists
@require_http_methods(["GET", "POST"])
def paper_part(request: HttpRequest, pk: UUID, part: int) -> HttpResponse:
    view, mine = _part_or_404(request, pk, part)
    return _save_posted(request, view, mine) if request.method == "POST" else _show(request, view, mine)


def _part_or_404(request: HttpRequest, pk: UUID, part: int) -> tuple[PlanView, PartView]:
    view = typed_view(request, pk)
    mine = next((each for each in view.parts if each.part.pk == part and each.editable), None)
    if mine is None:
        raise Http404
    return view, mine


def _show(
    request: HttpRequest,
    view: PlanView,
    mine: PartView,
    *,
    form: PartForm | None = None,
    refusals: tuple[str, ...] = (),
) -> HttpResponse:
    form = form or view.reader.form(mine.part)
    context = {
        "plan": view.plan,
        "back": desk_of(view.plan),
        "mine": mine,
        "form": form,
        "pieces": pieces_of(form, check(form), blank="row" in request.GET),
        "shown": typed.shown(view.reader.form(mine.part), mine.part),
        "refusals": refusals,
    }
    status = 409 if refusals else 200
    return render(request, "applications/officer/paper_part.html", context, status=status)


def _save_posted(request: HttpRequest, view: PlanView, mine: PartView) -> HttpResponse:
    changes = typed.posted_changes(view.reader, mine.part, request.POST)
    try:
        outcome = save_part(part=mine.part, changes=changes, membership=request.membership)
    except Refused as refused:
        return _keep_typed(request, mine, tuple(sentences(refused)))
    if outcome.conflicts or outcome.refused:
        return _keep_typed(request, mine, _told(outcome))
    fresh, mine = _part_or_404(request, view.plan.pk, mine.part.pk)
    if mine.checked.errors:
        tell_saved(request, [each["label"] for each in typed.errors_of(fresh.reader.form(mine.part))])
    else:
        messages.success(request, _("「%(part)s」を保存しました。") % {"part": mine.title})
    if request.POST.get("then") == "row":
        return redirect(f"{request.path}?row=1#rows")
    return redirect(desk_of(view.plan))


def _keep_typed(request: HttpRequest, mine: PartView, refusals: tuple[str, ...]) -> HttpResponse:
    view, fresh = _part_or_404(request, mine.part.plan_id, mine.part.pk)
    return _show(
        request, view, fresh, form=view.reader.form(fresh.part, request.POST.dict()), refusals=refusals
    )


def _told(outcome: Saved) -> tuple[str, ...]:
    conflict = _("ほかの人が同じ欄を「%(theirs)s」に変えています。もう一度保存すると、画面の入力が残ります。")
    conflicts = (conflict % {"theirs": each.theirs} for each in outcome.conflicts)
    return (*conflicts, *outcome.refused.values())


@opens_to_typists
@require_POST
def save_paper_part(request: HttpRequest, pk: UUID, part: int) -> JsonResponse:
    """Saved while it is typed."""
    view, mine = _part_or_404(request, pk, part)
    try:
        sent = typed.read_json(request.body)
    except typed.Unreadable:
        return JsonResponse({"error": _("読み取れない内容です。画面を読み込み直してください。")}, status=400)
    changes = typed.changes_of(view.reader, mine.part, sent)
    try:
        outcome = save_part(part=mine.part, changes=changes, membership=request.membership)
    except Refused as refused:
        errors: dict[str, Any] = dict.fromkeys(sent, " ".join(sentences(refused)))
        return JsonResponse({"version": mine.part.version, "errors": errors}, status=409)
    fresh, mine = _part_or_404(request, pk, part)
    form = fresh.reader.form(mine.part)
    return JsonResponse(typed.answer(form, check(form), outcome, []))
