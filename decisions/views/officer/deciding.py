"""The acts of a decision: draft, approve or return, issue, drop."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audience import opens_to
from applications.models import Plan
from common import files
from law.roles import MINISTRY, Role
from reviews.selectors import consultation_facts
from reviews.views.acting import ActPage, act_at_once, act_page, desk_plan, posted
from reviews.views.officer_consulting import SCANS

from ...about import DECISION_PARTS, about
from ...forms import AT_MOMENT, BY_HAND, DraftForm, ElsewhereForm, NoteForm, RedraftForm
from ...models import Decision
from ...outcomes import drafted_outcomes
from ...services.approving import Elsewhere, approve_decision, record_approval
from ...services.drafting import draft_decision, redraft_decision, return_decision, void_decision
from ...services.issuing import issue_decision
from ...services.letters import draft_letters
from ...services.papers import imagined, reasons_from_findings
from ...sight import decisions_visible_to
from ..grants.page import around
from .checklist import names_to_ask
from .paper import paper_of

opens_to_officers = opens_to(Role.OFFICER)
opens_to_drafters = opens_to(Role.OFFICER, Role.NIBN_OFFICER)
opens_to_deciders = opens_to(Role.DECIDER, Role.NIBN_DECIDER)
opens_to_both = opens_to(*MINISTRY, Role.NIBN_OFFICER, Role.NIBN_DECIDER)
opens_to_reviewing = opens_to(*MINISTRY, Role.NIBN_OFFICER, Role.NIBN_DECIDER, Role.AUDITOR)
get_or_post = require_http_methods(["GET", "POST"])
Outcome = Decision.Outcome


@opens_to_officers
@get_or_post
def draft(request: HttpRequest, pk: Any, outcome: str) -> HttpResponse:
    plan = desk_plan(request, pk)
    _refuse_ranked(plan, outcome)
    form = _form(DraftForm, request, plan, outcome, {"reasons": reasons_from_findings(plan)})
    page = _drafting(request, plan, outcome, form)
    return act_page(
        request,
        page,
        form,
        lambda _typed: draft_decision(plan=plan, membership=request.membership, **form.draft()),
    )


@opens_to_officers
@get_or_post
def redraft(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was returned or overtaken: drop it and draft anew, with the words it had."""
    decision = _decision(request, pk)
    plan = decision.plan
    if plan is None:  # of a grant: redraft_grant_decision
        raise Http404
    _refuse_ranked(plan, decision.outcome)
    form = _form(RedraftForm, request, plan, decision.outcome, _as_drafted(decision))
    page = _drafting(request, plan, decision.outcome, form)
    return act_page(
        request,
        page,
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _refuse_ranked(plan: Plan, outcome: str) -> None:
    """What comes with the ranking of its call has no form of its own."""
    if outcome not in drafted_outcomes(plan.kind):
        raise Http404


def _form(
    kind: type[DraftForm], request: HttpRequest, plan: Plan, outcome: str, initial: dict[str, Any]
) -> DraftForm:
    opinions = consultation_facts(plan)["with_opinion"] if outcome == Outcome.CERTIFICATION else []
    document = plan.scheme_version.document
    return kind(posted(request), outcome=outcome, document=document, opinions=opinions, initial=initial)


def _as_drafted(decision: Decision) -> dict[str, Any]:
    document = decision.version.scheme_version.document
    blocks = document["letters"]["certificate"]["conditions"]
    return {
        "dated_on": decision.dated_on,
        "reasons": decision.reasons,
        "conditions": [str(place) for place, text in enumerate(blocks) if text in decision.conditions],
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
        **{f"weighing_{body}": text for body, text in decision.weighing.items()},
    }


def _drafting(request: HttpRequest, plan: Plan, outcome: str, form: DraftForm) -> ActPage:
    titles = {Outcome.CERTIFICATION: _("認定を起案する"), Outcome.REFUSAL: _("不認定を起案する")}
    return ActPage(
        plan,
        titles[Outcome(outcome)],
        _("起案する"),
        _decision_tab(plan),
        _("起案しました。決裁者が内容を確かめて決裁します。"),
        template="decisions/officer/draft.html",
        context={"papers": _papers(request, plan, outcome, form), "names": names_to_ask(plan)},
    )


def _papers(request: HttpRequest, plan: Plan, outcome: str, form: DraftForm) -> list[dict[str, Any]]:
    """The letters as they would read with what stands in the form now."""
    if plan.arrived_at is None:
        return []
    decision = imagined(plan, outcome, request.membership)
    if form.is_bound and form.is_valid():
        words = form.draft()
        decision.conditions, decision.reasons = words["conditions"], words["reasons"]
        decision.dated_on, decision.document_number = words["dated_on"], words["document_number"]
    return [paper_of(content) for content in draft_letters(decision)]


@opens_to_deciders
@require_POST
def approve(request: HttpRequest, pk: Any) -> HttpResponse:
    decision = _decision(request, pk)
    return act_at_once(
        request,
        about(decision).page,
        _("決裁しました。署名した文書を作成しています。"),
        lambda: approve_decision(
            decision=decision, membership=request.membership, seen=request.POST.get("seen", "")
        ),
    )


@opens_to_deciders
@get_or_post
def send_back(request: HttpRequest, pk: Any) -> HttpResponse:
    decision = _decision(request, pk)
    page = _noting(decision, _("差し戻す"), _("起案を差し戻しました。"))
    member = request.membership
    return act_page(
        request,
        page,
        NoteForm(posted(request)),
        lambda typed: return_decision(decision=decision, membership=member, **typed),
    )


@opens_to_drafters
@get_or_post
def record(request: HttpRequest, pk: Any) -> HttpResponse:
    """A 決裁 taken in the office's own system."""
    decision = _decision(request, pk)
    page = _page(
        decision,
        _("決裁を記録する"),
        _("決裁を記録しました。署名した文書を作成しています。"),
        lead=_(
            "組織の決裁システムなど、ここの外で受けた決裁を、起案した人とは別の人が記録します。起案した内容のまま確定します。"
        ),
    )
    form = ElsewhereForm(posted(request), request.FILES or None)
    member = request.membership

    def keep(typed: dict[str, Any]) -> Decision:
        scan = files.store(upload=typed.pop("scan"), limits=SCANS)
        elsewhere = Elsewhere(**typed, scan=scan)
        return record_approval(decision=decision, elsewhere=elsewhere, membership=member)

    return act_page(request, page, form, keep)


@opens_to_both
@get_or_post
def drop(request: HttpRequest, pk: Any) -> HttpResponse:
    decision = _decision(request, pk)
    page = _noting(decision, _("廃案とする"), _("廃案としました。"), danger=True)
    actor = request.actor
    return act_page(
        request,
        page,
        NoteForm(posted(request)),
        lambda typed: void_decision(decision=decision, actor=actor, **typed),
    )


def _noting(decision: Decision, title: str, done: str, *, danger: bool = False) -> ActPage:
    lead = _("決裁で付いた番号は欠番となり、理由とともに残ります。") if danger and decision.number else ""
    return _page(decision, title, done, lead=lead, danger=danger)


def _page(decision: Decision, title: str, done: str, **more: Any) -> ActPage:
    """In the frame of what it is about."""
    back = about(decision).page
    if decision.plan is not None:
        return ActPage(decision.plan, title, title, back, done, **more)
    context = around(decision.grant, title)
    return ActPage(None, title, title, back, done, template="frame/act.html", context=context, **more)


@opens_to_both
@require_POST
def issue(request: HttpRequest, pk: Any) -> HttpResponse:
    decision = _decision(request, pk)
    return act_at_once(
        request,
        about(decision).page,
        _("施行しました。文書を開き、申請者に知らせました。"),
        lambda: issue_decision(decision=decision, actor=request.actor),
    )


@opens_to_reviewing
@require_GET
def approval_scan(request: HttpRequest, pk: Any) -> HttpResponseBase:
    decision = _decision(request, pk, approval__external_scan__isnull=False)
    scan = decision.approval.external_scan
    return files.serve(scan, name=f"{decision.number}.{scan.kind}", inline=True)


def _decision(request: HttpRequest, pk: Any, **conditions: Any) -> Decision:
    """Of a case whose drafts this membership may see; any other is a 404."""
    rows = decisions_visible_to(request.membership).filter(**conditions)
    rows = rows.select_related(*DECISION_PARTS, "drafted_by", "approval")
    return get_object_or_404(rows, pk=pk)


def _decision_tab(plan: Plan) -> str:
    return reverse("case_decision", args=[plan.pk])
