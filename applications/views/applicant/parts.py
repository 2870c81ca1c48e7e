"""One section: shown, saved as a plain form, saved while it is typed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.acting import tell_saved
from law.acts import Refused
from law.states import PlanState

from ...models import PartChange
from ...panels import what_is_due
from ...parts.base import PartForm, check
from ...readout import readout
from ...selectors import last_change
from ...services.saving import Conflict, Saved, save_part
from ...sight import PartView, PlanView
from . import typed
from .doors import opens_to_applicants, page, sentences, view_or_404
from .pieces import pieces_of
from .steps import neighbours, own_part, steps_of
from .totals import totals_of


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def plan_part(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    view, mine = _part_or_404(request, pk, key)
    if request.method == "POST":
        return _save_posted(request, view, mine)
    return _show(request, view, mine)


def _part_or_404(request: HttpRequest, pk: UUID, key: str) -> tuple[PlanView, PartView]:
    view = view_or_404(request, pk)
    spec = view.reader.sections.get(key)
    mine = own_part(view, spec) if spec else None
    if mine is None:
        raise Http404
    return view, mine


def _show(
    request: HttpRequest, view: PlanView, mine: PartView, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The section to type in, or to read where it is not open; the partners' own below."""
    form = context.pop("form", None) or view.reader.form(mine.part)
    checked = check(form)
    steps = steps_of(view, mine.part.key)
    before, after = neighbours(steps)
    known = {
        "mine": mine,
        "form": form,
        "errors": typed.errors_of(form),
        "pieces": pieces_of(form, checked, blank="row" in request.GET) if mine.editable else [],
        "blocks": [] if mine.editable else readout(mine.part.key, checked.values, form.context),
        "shown": typed.shown(view.reader.form(mine.part), mine.part),
        "steps": steps,
        "before": before,
        "after": after,
        "last": last_change(mine.part),
        "totals": totals_of(view),
        "others": _others(view, mine),
    }
    return page(request, "part", view, status=status, **known | context)


def _others(view: PlanView, mine: PartView) -> list[dict[str, Any]]:
    """The same section of the partners; confidential ones are not in the view at all."""
    return [
        {
            "party": each.party,
            "blocks": readout(each.part.key, each.checked.values, view.reader.context(each.part)),
        }
        for each in view.parts
        if each.part.key == mine.part.key and each.part.pk != mine.part.pk
    ]


# Saved as a plain form


def _save_posted(request: HttpRequest, view: PlanView, mine: PartView) -> HttpResponse:
    changes = typed.posted_changes(view.reader, mine.part, request.POST)
    try:
        outcome = save_part(part=mine.part, changes=changes, membership=request.membership)
    except Refused as refused:
        return _keep_typed(request, mine, status=409, refusals=sentences(refused))
    if outcome.conflicts or outcome.refused:
        return _keep_typed(request, mine, status=409, outcome=outcome)
    return redirect(_onward(request, view.plan.pk, mine.part.key))


def _keep_typed(
    request: HttpRequest,
    mine: PartView,
    *,
    status: int,
    refusals: list[str] | None = None,
    outcome: Saved | None = None,
) -> HttpResponse:
    """The page again, with everything as it was typed and what stands now beside it."""
    view, fresh = _part_or_404(request, mine.part.plan_id, mine.part.key)
    form = view.reader.form(fresh.part, {**request.POST.dict()})
    context = {"form": form, "refusals": refusals or [], "conflicts": []}
    if outcome:
        context["refusals"] = [*context["refusals"], *outcome.refused.values()]
        context["conflicts"] = _told(form, outcome.conflicts)
    return _show(request, view, fresh, status=status, **context)


def _told(form: PartForm, conflicts: list[Conflict]) -> list[dict[str, str]]:
    labels = {
        box: str(bound.label)
        for each in (form, *form.row_forms())
        for bound in each
        for box in each.boxes().get(bound.html_name, [])
    }
    return [
        {"label": labels.get(each.field, ""), "yours": each.yours, "theirs": each.theirs}
        for each in conflicts
    ]


def _onward(request: HttpRequest, pk: UUID, key: str) -> str:
    """Where the pressed button leads; a section that can't be read keeps its reader first."""
    view, mine = _part_or_404(request, pk, key)
    here = reverse("plan_part", args=[pk, key])
    tell_saved(request, [each["label"] for each in typed.errors_of(view.reader.form(mine.part))])
    before, after = neighbours(steps_of(view, key))
    wish = request.POST.get("then", "")
    if wish == "before" and before:
        return before.url
    if wish == "row":
        return f"{here}?row=1#rows"
    if wish == "after" and not mine.checked.errors:
        return after.url if view.plan.state == PlanState.DRAFT and after else _back(request, view)
    return here


def _back(request: HttpRequest, view: PlanView) -> str:
    """After filing a section is opened for a reason, and that is where one returns."""
    dues = what_is_due.ask(view.plan, request.membership)
    return dues[0].url if dues else reverse("plan", args=[view.plan.pk])


# Saved while it is typed


@opens_to_applicants
@require_POST
def save(request: HttpRequest, pk: UUID, key: str) -> JsonResponse:
    view, mine = _part_or_404(request, pk, key)
    try:
        sent = typed.read_json(request.body)
    except typed.Unreadable:
        return JsonResponse({"error": _("読み取れない内容です。画面を読み込み直してください。")}, status=400)
    changes = typed.changes_of(view.reader, mine.part, sent)
    try:
        outcome = save_part(part=mine.part, changes=changes, membership=request.membership)
    except Refused as refused:
        errors = dict.fromkeys(sent, " ".join(sentences(refused)))
        return JsonResponse({"version": mine.part.version, "errors": errors}, status=409)
    return JsonResponse(_saved(request, view, key, outcome))


def _saved(request: HttpRequest, view: PlanView, key: str, outcome: Saved) -> dict[str, Any]:
    fresh, mine = _part_or_404(request, view.plan.pk, key)
    form = fresh.reader.form(mine.part)
    fields = [each.field for each in outcome.conflicts]
    rows = PartChange.objects.filter(part=mine.part, field__in=fields).select_related("by__organisation")
    told = typed.answer(form, check(form), outcome, list(rows.order_by("version")))
    summary = {"totals": totals_of(fresh)}
    return told | {"summary_html": render_to_string("applications/applicant/_totals.html", summary, request)}
