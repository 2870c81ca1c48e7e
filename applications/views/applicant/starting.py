"""Starting a plan, and the companies in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import clock
from common.acting import act_at_once
from funds.calls.selectors import open_calls, published_calls
from funds.calls.showing import CallRow
from law.acts import Refused

from ...agreement import joint_text
from ...forms import InviteForm, StartForm
from ...selectors import companies_named
from ...services import moving
from ...services import starting as services
from ...services.naming import start_named_plan
from ...sight import PlanView
from .doors import opens_to_applicants, page, plan_or_404, posted, sentences, view_or_404
from .steps import neighbours, steps_of
from .totals import totals_of

MOST_FOUND = 10


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def start_plan(request: HttpRequest, call: UUID) -> HttpResponse:
    """Under one call; one that takes in no more sends back to its own page, which says so."""
    chosen = get_object_or_404(published_calls(), pk=call)
    if not open_calls(clock.now()).filter(pk=call).exists():
        messages.error(request, _("「%(name)s」は、いま受付期間の外です。") % {"name": chosen.name})
        return redirect("public_call", call)
    form = StartForm(posted(request))
    if form.is_valid():
        plan = start_named_plan(
            scheme=chosen.scheme,
            call=chosen,
            lead=request.membership.organisation,
            title=form.cleaned_data["title"],
            membership=request.membership,
        )
        if form.cleaned_data["joint"]:
            return redirect("plan_parties", plan.pk)
        return redirect("plan_part", plan.pk, "applicant")
    context = {"form": form, "row": CallRow(chosen, clock.now()), "place": "filings"}
    return render(request, "applications/applicant/start.html", context)


@opens_to_applicants
@require_GET
def plan_parties(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _parties(request, view_or_404(request, pk))


def _parties(
    request: HttpRequest, view: PlanView, *, refusals: list[str] | None = None, status: int = 200
) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    steps = steps_of(view, "parties")
    before, after = neighbours(steps)
    said = _words(view)
    context = {
        "steps": steps,
        "before": before,
        "after": after,
        "words": words,
        "companies": companies_named(words, view.parties)[:MOST_FOUND],
        "said": said,
        "own": next((each for each in said if each["party"] == view.own_party), None),
        "may_agree": view.opened is None or bool(view.opened),
        "refusals": refusals or [],
        "totals": totals_of(view),
    }
    return page(request, "parties", view, status=status, **context)


def _words(view: PlanView) -> list[dict[str, Any]]:
    """Of each company: whether its word is about what stands now, and what changed since."""
    text = joint_text(view.reader, view.attachments)
    return [
        {
            "party": party,
            "current": text.is_agreed_by(party),
            "changed": text.changed_for(party) if party.agreed_at else [],
        }
        for party in view.parties
    ]


@opens_to_applicants
@require_POST
def invite_party(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_or_404(request, pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Http404
    company = form.cleaned_data["company"]
    try:
        services.invite_party(plan=plan, organisation=company, membership=request.membership)
        messages.success(request, _("%(name)sを共同申請者に加えました。") % {"name": company.name})
    except Refused as refused:
        return _parties(request, view_or_404(request, pk), refusals=sentences(refused), status=409)
    return redirect("plan_parties", pk)


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def remove_party(request: HttpRequest, pk: UUID, party: int) -> HttpResponse:
    """What the company typed goes with it, so it is asked first."""
    plan = plan_or_404(request, pk)
    leaving = get_object_or_404(plan.parties.select_related("organisation"), pk=party)
    if request.method == "GET":
        return page(request, "party_remove", view_or_404(request, pk), leaving=leaving)
    try:
        services.remove_party(plan=plan, party=leaving, membership=request.membership)
    except Refused as refused:
        return _parties(request, view_or_404(request, pk), refusals=sentences(refused), status=409)
    messages.success(request, _("%(name)sを共同申請者から外しました。") % {"name": leaving.organisation.name})
    if leaving.organisation_id == request.membership.organisation_id:
        return redirect("portal")
    return redirect("plan_parties", pk)


@opens_to_applicants
@require_POST
def agree_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        services.agree_plan(plan=plan_or_404(request, pk), membership=request.membership)
    except Refused as refused:
        return _parties(request, view_or_404(request, pk), refusals=sentences(refused), status=409)
    messages.success(request, _("共同申請に同意しました。"))
    return redirect("plan_parties", pk)


@opens_to_applicants
@require_POST
def see_changes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What moved in the scheme has been read; the notice goes away for this company."""
    plan = plan_or_404(request, pk)
    try:
        services.see_changes(plan=plan, membership=request.membership)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
    else:
        messages.success(request, _("制度の定めの変更を確認しました。"))
    return redirect("plan", pk)


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def discard_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_or_404(request, pk)
    if request.method == "GET":
        return page(request, "discard", view_or_404(request, pk))
    try:
        services.discard_draft(plan=plan, membership=request.membership)
    except Refused as refused:
        return page(request, "discard", view_or_404(request, pk), refusals=sentences(refused), status=409)
    messages.success(request, _("下書きを削除しました。"))
    return redirect("portal")


@opens_to_applicants
@require_POST
def move_to_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From a call that is over to the scheme's next; what moved with it is told on the draft's page."""
    plan = plan_or_404(request, pk)
    return act_at_once(
        request,
        reverse("plan", args=[pk]),
        _("次の公募に移しました。入力した内容は残っています。変わった点を確かめてから提出してください。"),
        lambda: moving.move_to_call(plan=plan, membership=request.membership),
    )
