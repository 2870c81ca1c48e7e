"""A plan's own page: where it stands, what may be done, what happened; taking it back, correcting it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common import clock
from law.acts import Refused
from law.lifecycle import REPRESENTATIVE
from law.roles import Role
from law.rules import rule
from law.states import PlanState
from law.visibility import Stage, stage_of

from ...forms import AmendmentForm
from ...panels import filings_under, letters_to, what_is_due
from ...parts.spec import ATTACHMENTS
from ...selectors import competition_of, lifecycle_of, versions_of
from ...services import filing as services
from ...services import opening
from ...sight import PlanView
from .doors import opens_to_applicants, page, posted, sentences, view_or_404
from .history import events_of
from .portal import card_of
from .steps import steps_of
from .totals import expected_of, totals_of


@opens_to_applicants
@require_GET
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = view_or_404(request, pk)
    if view.plan.state == PlanState.DRAFT:
        return _draft(request, view)
    return _filed(request, view)


def _draft(request: HttpRequest, view: PlanView) -> HttpResponse:
    steps = steps_of(view, "")
    start = next((step for step in steps if step.state in ("open", "begun", "waiting")), steps[-1])
    context = {"steps": steps, "start": start, "totals": totals_of(view), "events": events_of(view)}
    return page(request, "draft", view, **context)


@rule("A9")
def _filed(request: HttpRequest, view: PlanView) -> HttpResponse:
    dues = what_is_due.ask(view.plan, request.membership)
    amending = {view.plan.pk} if view.amends else set()
    versions = versions_of(view.plan)
    context = {
        "card": card_of(view.plan, dues[0] if dues else None, amending, request.membership),
        "amending": view.amends,
        "withdrawing": _withdrawing(view),
        "dues": dues,
        "opened": _opened(view),
        "letters": letters_to.ask(view.plan, request.membership),
        "under": filings_under.ask(view.plan, request.membership),
        "versions": versions,
        "events": events_of(view),
        "acts": _acts(view),
        "competition": _competition(view),
        "totals": expected_of(view, versions[0] if versions else None),
    }
    return page(request, "plan", view, **context)


def _opened(view: PlanView) -> list[dict[str, str]]:
    """Sections open again that this company may type in now."""
    rows = [
        {"label": each.title, "url": reverse("plan_part", args=[view.plan.pk, each.part.key])}
        for each in view.parts
        if each.editable
    ]
    if view.can_attach:
        rows.append({"label": _("添付書類"), "url": reverse("attachments", args=[view.plan.pk])})
    return rows


def _competition(view: PlanView) -> str:
    """To an applicant only which limb applies, never a figure."""
    if stage_of(view.plan.status) is Stage.ENDED:
        return ""
    found = competition_of(view.reader, clock.today())
    return found.applicant if found else ""


ROUTES = {"open_amendment": "open_amendment", "withdraw_plan": "withdraw_plan"}


def _acts(view: PlanView) -> dict[str, Any]:
    """What components/acts.html draws; to a member each act says who can do it."""
    rows = [
        act
        for act in lifecycle_of(view.plan).open_acts(view.plan.status, Role.REPRESENTATIVE)
        if act.by == REPRESENTATIVE and act.name in ROUTES
    ]
    rows = [act for act in rows if not (view.amends and act.name == "open_amendment")]
    if view.viewer.membership.role == Role.REPRESENTATIVE:
        acts = [
            {
                "label": _(act.label),
                "url": reverse(ROUTES[act.name], args=[view.plan.pk]),
                "danger": act.name == "withdraw_plan",
            }
            for act in rows
        ]
        return {"open": acts, "closed": []}
    reason = _("申請代表者だけができる手続です。自社の申請代表者に依頼してください。")
    return {"open": [], "closed": [{"label": _(act.label), "reasons": [reason]} for act in rows]}


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def withdraw_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = view_or_404(request, pk)
    if request.method == "GET":
        return page(request, "withdraw", view, withdrawing=_withdrawing(view))
    try:
        withdrawn = services.withdraw_plan(plan=view.plan, membership=request.membership)
    except Refused as refused:
        return page(request, "withdraw", view_or_404(request, pk), refusals=sentences(refused), status=409)
    messages.success(request, _withdrawal_message(withdrawn))
    return redirect("plan", pk)


def _withdrawing(view: PlanView) -> bool:
    """Some company has agreed to withdraw, and the application still goes on."""
    goes_on = stage_of(view.plan.status) is not Stage.ENDED
    return goes_on and any(party.withdraws_at for party in view.parties)


def _withdrawal_message(withdrawn: bool) -> str:
    if withdrawn:
        return _("申請を取り下げました。")
    return _("取下げに同意しました。ほかの会社もすべて同意すると、申請は取り下げられます。")


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def open_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = view_or_404(request, pk)
    form = AmendmentForm(posted(request), choices=_own_choices(view))
    refusals: list[str] = []
    if form.is_valid():
        try:
            opening.open_amendment(plan=view.plan, parts=form.opened(), membership=request.membership)
        except Refused as refused:
            refusals = sentences(refused)
        else:
            messages.success(request, _("選んだ項目を修正できるようにしました。終わったら提出してください。"))
            return redirect("plan", pk)
    status = 409 if refusals else 400 if form.is_bound else 200
    return page(request, "amendment", view, form=form, refusals=refusals, status=status)


def _own_choices(view: PlanView) -> list[tuple[str, str]]:
    """Joint sections and one's own; a partner opens its own itself."""
    own = view.own_party.pk if view.own_party else None
    parts = [
        (f"{spec.key}:{own}" if spec.per_party else spec.key, str(spec.title))
        for spec in view.reader.sections.values()
    ]
    files = [(ATTACHMENTS, _("添付書類（共同）")), (f"{ATTACHMENTS}:{own}", _("添付書類（自社）"))]
    return [*parts, *files]
