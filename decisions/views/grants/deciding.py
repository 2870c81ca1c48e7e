"""起案 of a decision on a grant, and the company's way out of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to
from common import clock
from common.acting import ActPage, act_page, posted
from common.forms import PlainForm
from grants.selectors import grants_with_parts
from grants.services.filing import withdraw_grant
from grants.sight import grants_visible_to
from law.grant_conditions import as_set
from law.lifecycle import GRANT_DECISION
from law.roles import Role
from law.states import GrantState

from ...about import DECISION_PARTS
from ...forms import AT_MOMENT, BY_HAND
from ...forms_grants import GrantDraftForm, GrantRedraftForm
from ...models import Decision
from ...outcomes import OUTCOMES
from ...services.drafting import draft_grant_decision, redraft_decision
from ...services.granting import withdraw_granted
from ...services.letters import draft_letters
from ...sight import decisions_visible_to
from ..officer.paper import paper_of
from . import cancelling, changes, disposals, fixing, recovery
from .office import frame
from .page import GrantPage, at_its_desk, drafted_words, opens_to_desk

get_or_post = require_http_methods(["GET", "POST"])
REDRAFTS: dict[str, Callable[[HttpRequest, Decision], HttpResponse]] = {
    Decision.Outcome.FIXING: fixing.redraft,
    Decision.Outcome.CHANGE: changes.redraft,
    Decision.Outcome.CHANGE_REFUSAL: changes.redraft,
    Decision.Outcome.RETURN_ORDER: recovery.redraft,
    Decision.Outcome.CANCELLATION: cancelling.redraft,
    Decision.Outcome.DISPOSAL: disposals.redraft,
    Decision.Outcome.NON_DISPOSAL: disposals.redraft,
}
opens_to_representatives = opens_to(Role.REPRESENTATIVE)


@opens_to_desk
@get_or_post
def draft(request: HttpRequest, pk: UUID, outcome: str) -> HttpResponse:
    page = GrantPage.of(request, pk)
    at_its_desk(request, page.grant)
    form = _form(GrantDraftForm, request, page, outcome, {})
    return act_page(
        request,
        _drafting(request, page, form),
        form,
        lambda _typed: draft_grant_decision(grant=page.grant, membership=request.membership, **form.draft()),
    )


@opens_to_desk
@get_or_post
def redraft(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = decisions_visible_to(request.membership).filter(grant__isnull=False)
    decision = get_object_or_404(rows.select_related(*DECISION_PARTS, "drafted_by"), pk=pk)
    if again := REDRAFTS.get(decision.outcome):
        return again(request, decision)
    page = GrantPage.of(request, decision.grant_id)
    at_its_desk(request, page.grant)
    form = _form(GrantRedraftForm, request, page, decision.outcome, _as_drafted(decision))
    return act_page(
        request,
        _drafting(request, page, form),
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _form(
    kind: type[GrantDraftForm], request: HttpRequest, page: GrantPage, outcome: str, initial: dict[str, Any]
) -> GrantDraftForm:
    return kind(
        posted(request),
        outcome=outcome,
        ends_on=page.version.ends_on,
        document=page.grant.basis.scheme_version.document,
        initial=initial,
    )


def _as_drafted(decision: Decision) -> dict[str, Any]:
    kinds = [row["kind"] for row in decision.conditions]
    return {
        "dated_on": decision.dated_on,
        "reasons": decision.reasons,
        "kinds": kinds,
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
    }


def _drafting(request: HttpRequest, page: GrantPage, form: GrantDraftForm) -> ActPage:
    return frame(
        page.grant,
        _(GRANT_DECISION.label_of(str(OUTCOMES[form.outcome].draft))),
        drafted_words(page.grant),
        submit=_("起案する"),
        template="grants/office/draft.html",
        context={"papers": _papers(request, page, form), "case_": page},
    )


def _papers(request: HttpRequest, page: GrantPage, form: GrantDraftForm) -> list[dict[str, Any]]:
    """The letter as it would read with what stands in the form now."""
    decision = Decision(
        grant=page.grant,
        grant_version=page.version,
        outcome=form.outcome,
        drafted_by=request.membership,
        dated_on=clock.today(),
        conditions=_usual(form),
        reasons="—" if form.outcome == Decision.Outcome.GRANT_REFUSAL else "",
    )
    if form.is_bound and form.is_valid():
        words = form.draft()
        decision.conditions = words["conditions"]
        decision.reasons = words["reasons"] or decision.reasons
        decision.dated_on, decision.document_number = words["dated_on"], words["document_number"]
    return [paper_of(content) for content in draft_letters(decision)]


def _usual(form: GrantDraftForm) -> list[dict[str, Any]]:
    """What the form offers at first."""
    if form.outcome != Decision.Outcome.GRANT:
        return []
    kinds = form.initial.get("kinds", form.fields["kinds"].initial)
    return as_set(kinds, [(text, None) for text in form.blocks], form.ends_on, form.authority)


@opens_to_representatives
@get_or_post
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The company takes its application back: before the decision as it likes, then within 9条's period."""
    grant = get_object_or_404(grants_with_parts(grants_visible_to(request.membership)), pk=pk)
    if grant.state == GrantState.DRAFT:
        raise Http404
    decided = grant.state == GrantState.GRANTED
    lead = (
        _(
            "適正化法9条により、交付の決定はなかったものとみなされます。補助金は交付されません。元に戻すことはできません。"
        )
        if decided
        else _(
            "交付申請を取り下げます。審査は終わります。元に戻すことはできません（新しく申請することはできます）。"
        )
    )
    page = ActPage(
        grant,
        _("交付申請を取り下げる"),
        _("取り下げる"),
        reverse("grant", args=[grant.pk]),
        _("交付申請を取り下げました。"),
        lead=lead,
        danger=True,
        context={"eyebrow": f"{grant.number}　{grant.title}", "place": "filings"},
    )
    act = withdraw_granted if decided else withdraw_grant
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _typed: act(grant=grant, membership=request.membership),
    )
