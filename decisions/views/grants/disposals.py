"""NIBN's pages of the disposal of an asset: what is asked, its examination, 起案."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from common import clock
from common.acting import ActPage, act_at_once, act_page, posted
from grants.assets.forms import DisposalRemarksForm
from grants.assets.panels import DISPOSAL_TONES, disposal_label
from grants.assets.reading import disposals_visible_to, open_disposal_remarks, version_of
from grants.assets.shown import asset_row, facts_shown, told_of_disposal
from grants.models import Disposal
from grants.services import disposing
from grants.sight import viewer
from law.acts import refusals
from law.deadlines import ONE_DAY
from law.lifecycle import DISPOSAL, DISPOSAL_DECISION
from law.money import trace_json
from law.roles import Role
from law.states import DisposalState
from law.visibility import Kind

from ...about.disposing import disposal_decision_facts, repayment_of
from ...forms import AT_MOMENT, BY_HAND
from ...forms_disposal import DisposalDraftForm, DisposalRedraftForm
from ...kinds import DISPOSALS
from ...models import (
    Decision,
)
from ...selectors import latest_basis, live_disposal_decision, voided_decisions
from ...services.drafting import draft_disposal_decision, redraft_decision
from ...services.letters import draft_letters
from ..officer.decision import standing_of
from ..officer.paper import paper_of
from . import assets
from .offering import on_decision
from .page import at_its_desk, drafted_words, opens_to_desk, opens_to_readers

get_or_post = require_http_methods(["GET", "POST"])
AT_ONCE = frozenset({"close_disposal_correction"})
ASKS = frozenset({"ask_disposal_correction", "close_disposal_correction"})
OUTCOMES = {"draft_disposal": "disposal", "draft_disposal_refusal": "non_disposal"}


def disposal_or_404(request: HttpRequest, pk: UUID) -> Disposal:
    return get_object_or_404(disposals_visible_to(request.membership), pk=pk)


def around(disposal: Disposal, title: str = "") -> dict[str, Any]:
    label = disposal_label(disposal)
    url = reverse("disposal_case", args=[disposal.pk]) if title else ""
    titles = [(label, url), *([(title, "")] if title else [])]
    return assets.around(disposal.grant, *titles) | {"label": label}


@opens_to_readers
@require_GET
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is asked of which asset, what would be paid back and why, and where the decision stands."""
    disposal, role = disposal_or_404(request, pk), Role(request.membership.role)
    version, eyes = version_of(disposal), viewer(disposal.grant, request.membership)
    sees_draft = bool(eyes.sees(Kind.GRANT_DRAFT))
    offered = _offered(disposal, request.membership)
    context = around(disposal) | {
        "disposal": disposal,
        "disposal_tone": DISPOSAL_TONES[disposal.status],
        "row": asset_row(disposal.asset),
        "facts": facts_shown(disposal.asset),
        "told": told_of_disposal(version),
        "versions": disposal.versions.order_by("-number"),
        "remarks": open_disposal_remarks(disposal) if eyes.sees(Kind.GRANT_CHECK) else [],
        "acts": [act for act in offered if not act["reasons"]],
        "closed": [act for act in offered if act["reasons"]],
        "sees_draft": sees_draft,
    }
    if sees_draft:
        back = repayment_of(version)
        context |= {"repayment": back.amount, "units": [{"trace": trace_json(back.trace)}]}
        context |= _decision_on(request, disposal, role)
    return render(request, "grants/office/disposal.html", context)


def _decision_on(request: HttpRequest, disposal: Disposal, role: Role) -> dict[str, Any]:
    voided = voided_decisions(disposal.grant).filter(
        outcome__in=DISPOSALS, disposal_version__disposal=disposal
    )
    decision = live_disposal_decision(disposal)
    return {"voided": voided} | (standing_of(request, decision, role) if decision is not None else {})


def _offered(disposal: Disposal, membership: Membership) -> list[dict[str, Any]]:
    """The acts of this post from here, each with why it is closed now."""
    role = Role(membership.role)
    found = [
        _act(act.name, act.label, reverse(act.name, args=[disposal.pk]), _reasons(act))
        for act in disposal.grant.under(DISPOSAL).open_acts(disposal.status, role)
        if act.name in ASKS
    ]
    decision = live_disposal_decision(disposal)
    if decision is not None:
        overtaken = decision.disposal_version_id != version_of(disposal).pk
        found += on_decision(decision, membership, overtaken=overtaken)
    elif disposal.state == DisposalState.FILED:
        found += [_drafting(disposal, name) for name in OUTCOMES if _may_draft(disposal, name, role)]
    danger, grave = ("void_decision",), ("void_decision", "draft_disposal_refusal")
    opened = [act for act in reversed(found) if not act["reasons"] and act["name"] not in grave]
    solid = next(iter(opened), None)
    return [act | {"solid": act is solid, "danger": act["name"] in danger} for act in found]


def _act(name: str, label: str, url: str, reasons: list[str]) -> dict[str, Any]:
    return {"name": name, "label": _(label), "url": url, "reasons": reasons, "post": name in AT_ONCE}


def _reasons(act: Any) -> list[str]:
    """What its own form will ask for is no reason to close the way to it."""
    today = clock.today()
    said = {"items": [True], "due_on": today + ONE_DAY, "today": today}
    return [reason.text for reason in refusals(act, said)]


def _may_draft(disposal: Disposal, name: str, role: Role) -> bool:
    row = disposal.grant.under(DISPOSAL_DECISION).row(name, None)
    return row is not None and role in row.by


def _drafting(disposal: Disposal, name: str) -> dict[str, Any]:
    row = disposal.grant.under(DISPOSAL_DECISION).row(name, None)
    facts = disposal_decision_facts(disposal, None, None) | {"reasons": "-"}
    reasons = [reason.text for reason in refusals(row, facts)] if row else []
    url = reverse("draft_disposal_decision", args=[disposal.pk, OUTCOMES[name]])
    return _act(name, DISPOSAL_DECISION.label_of(name), url, reasons)


# The acts


def _frame(disposal: Disposal, title: str, done: str, **more: Any) -> ActPage:
    back = reverse("disposal_case", args=[disposal.pk])
    submit = more.pop("submit", title)
    context = around(disposal, title) | more.pop("context", {})
    return ActPage(disposal, title, submit, back, done, context=context, **more)


@opens_to_desk
@get_or_post
def ask_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    disposal = disposal_or_404(request, pk)
    at_its_desk(request, disposal.grant)
    form = DisposalRemarksForm(posted(request))
    page = _frame(
        disposal,
        _(DISPOSAL.label_of("ask_disposal_correction")),
        _("直しを求めました。申請者に知らせました。"),
        lead=_("気付いた点は、まとめて一度に求めます。申請者は、申請の全体を直して提出できます。"),
    )
    return act_page(
        request,
        page,
        form,
        lambda typed: disposing.ask_disposal_correction(
            disposal=disposal, items=form.items(), due_on=typed["due_on"], membership=request.membership
        ),
    )


@opens_to_desk
@require_POST
def close_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    disposal = disposal_or_404(request, pk)
    at_its_desk(request, disposal.grant)
    return act_at_once(
        request,
        reverse("disposal_case", args=[pk]),
        _("直しの求めを取りやめました。提出された内容のまま審査します。"),
        lambda: disposing.close_disposal_correction(disposal=disposal, membership=request.membership),
    )


@opens_to_desk
@get_or_post
def draft(request: HttpRequest, pk: UUID, outcome: str) -> HttpResponse:
    disposal = disposal_or_404(request, pk)
    at_its_desk(request, disposal.grant)
    form = DisposalDraftForm(posted(request), outcome=outcome)
    return act_page(
        request,
        _drafting_page(request, disposal, form),
        form,
        lambda _typed: draft_disposal_decision(
            disposal=disposal, membership=request.membership, **form.draft()
        ),
    )


def redraft(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What was returned or overtaken: drop it and draft anew, with the words it had."""
    disposal = disposal_or_404(request, decision.disposal_version.disposal_id)
    initial = {
        "dated_on": decision.dated_on,
        "reasons": decision.reasons,
        "conditions": "\n".join(decision.conditions),
        "repays": decision.particulars.get("repays", False),
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
    }
    form = DisposalRedraftForm(posted(request), outcome=decision.outcome, initial=initial)
    return act_page(
        request,
        _drafting_page(request, disposal, form),
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _drafting_page(request: HttpRequest, disposal: Disposal, form: DisposalDraftForm) -> ActPage:
    name = next(act for act, outcome in OUTCOMES.items() if outcome == form.outcome)
    return _frame(
        disposal,
        _(DISPOSAL_DECISION.label_of(name)),
        drafted_words(disposal.grant),
        submit=_("起案する"),
        lead=_(
            "譲渡、交換、取壊し又は廃棄を承認すると、施行のときに台帳から除かれます。ほかの処分では、台帳に残ります。"
        ),
        template="grants/office/draft.html",
        context={"papers": _papers(request, disposal, form)},
    )


def _papers(request: HttpRequest, disposal: Disposal, form: DisposalDraftForm) -> list[dict[str, Any]]:
    """The letter as it would read with what stands in the form now."""
    initial = form.initial
    decision = Decision(
        grant=disposal.grant,
        grant_version=latest_basis(disposal.grant),
        disposal_version=version_of(disposal),
        outcome=form.outcome,
        drafted_by=request.membership,
        dated_on=clock.today(),
        conditions=[each for each in initial.get("conditions", "").splitlines() if each],
        particulars={"repays": initial.get("repays", False)},
        reasons=initial.get("reasons") or "—",
    )
    if form.is_bound and form.is_valid():
        words = form.draft()
        decision.reasons = words["reasons"] or decision.reasons
        decision.conditions = [each.strip() for each in words["conditions"] if each.strip()]
        decision.particulars = {"repays": words["repays"]}
        decision.dated_on, decision.document_number = words["dated_on"], words["document_number"]
    return [paper_of(content) for content in draft_letters(decision)]
