"""NIBN's pages of a change of a grant: what changes beside what stands, its examination, 起案."""

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
from grants.change_panels import CHANGE_TONES, change_label
from grants.changes import (
    changes_visible_to,
    examining_facts,
    latest_change_version,
    lines_said,
    open_change_remarks,
    said_in,
)
from grants.forms import RemarksForm
from grants.models import GrantChange, GrantVersion
from grants.selectors import line_label, lines_of, told
from grants.services import examining_changes as examining
from grants.sight import viewer
from law.acts import refusals
from law.deadlines import ONE_DAY
from law.lifecycle import CHANGE_DECISION, GRANT_CHANGE
from law.roles import Role
from law.states import ChangeState
from law.visibility import Kind

from ...about.changing import change_facts
from ...forms import AT_MOMENT, BY_HAND
from ...forms_grants import ChangeDraftForm, ChangeRedraftForm
from ...kinds import CHANGES
from ...models import (
    Decision,
)
from ...selectors import live_change_decision, voided_decisions
from ...services.drafting import draft_change_decision, redraft_decision
from ...services.letters import draft_letters
from ..officer.decision import standing_of
from ..officer.paper import paper_of
from .offering import on_decision
from .page import at_its_desk, drafted_words, opens_to_desk, opens_to_readers

get_or_post = require_http_methods(["GET", "POST"])
AT_ONCE = frozenset({"close_change_correction"})
ASKS = frozenset({"ask_change_correction", "require_approval", "close_change_correction"})
OUTCOMES = {"draft_change": "change", "draft_change_refusal": "change_refusal"}


def change_or_404(request: HttpRequest, pk: UUID) -> GrantChange:
    return get_object_or_404(changes_visible_to(request.membership), pk=pk)


def version_of(change: GrantChange) -> GrantVersion:
    found = latest_change_version(change)
    if found is None:
        raise LookupError(change.pk)
    return found


def around(change: GrantChange, title: str = "") -> dict[str, Any]:
    grant, label = change.grant, change_label(change)
    way = [
        {"label": _("交付申請"), "url": reverse("grants")},
        {"label": grant.number, "url": reverse("grant_case", args=[grant.pk])},
        {"label": label, "url": reverse("change_case", args=[change.pk]) if title else ""},
    ]
    way += [{"label": title, "url": ""}] if title else []
    return {"way": way, "eyebrow": f"{grant.party.organisation.name}　{grant.title}", "label": label}


@opens_to_readers
@require_GET
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands against what is to be, whether a notice suffices and why, and where the decision stands."""
    change, role = change_or_404(request, pk), Role(request.membership.role)
    version = version_of(change)
    said, eyes = said_in(version), viewer(change.grant, request.membership)
    sees_draft = bool(eyes.sees(Kind.GRANT_DRAFT))
    offered = _offered(change, request.membership)
    context = around(change) | {
        "change": change,
        "grant": change.grant,
        "change_tone": CHANGE_TONES[change.status],
        "version": version,
        "said": said,
        "rows": lines_said(change.grant, said),
        "remarks": told(change.grant, open_change_remarks(change)) if eyes.sees(Kind.GRANT_CHECK) else [],
        "versions": change.versions.select_related("receipt").order_by("-number"),
        "acts": [act for act in offered if not act["reasons"]],
        "closed": [act for act in offered if act["reasons"]],
        "sees_draft": sees_draft,
    }
    if sees_draft:
        context |= _decision_on(request, change, role)
    return render(request, "grants/office/change.html", context)


def _decision_on(request: HttpRequest, change: GrantChange, role: Role) -> dict[str, Any]:
    voided = voided_decisions(change.grant).filter(outcome__in=CHANGES, grant_version__change=change)
    decision = live_change_decision(change)
    return {"voided": voided} | (standing_of(request, decision, role) if decision is not None else {})


def _offered(change: GrantChange, membership: Membership) -> list[dict[str, Any]]:
    """The acts of this role from here, each with why it is closed now."""
    role = Role(membership.role)
    found = [
        _act(act.name, act.label, reverse(act.name, args=[change.pk]), _reasons(change, act))
        for act in change.grant.under(GRANT_CHANGE).open_acts(change.status, role)
        if act.name in ASKS
    ]
    decision = live_change_decision(change)
    if decision is not None:
        overtaken = decision.grant_version_id != version_of(change).pk
        found += on_decision(decision, membership, overtaken=overtaken)
    elif change.state == ChangeState.FILED:
        found += [_drafting(change, name) for name in OUTCOMES if _may_draft(change, name, role)]
    solid = next((act for act in reversed(found) if not act["reasons"]), None)
    danger = ("void_decision",)
    return [act | {"solid": act is solid, "danger": act["name"] in danger} for act in found]


def _act(name: str, label: str, url: str, reasons: list[str]) -> dict[str, Any]:
    return {"name": name, "label": _(label), "url": url, "reasons": reasons, "post": name in AT_ONCE}


def _reasons(change: GrantChange, act: Any) -> list[str]:
    """What its own form will ask for is no reason to close the way to it."""
    today = clock.today()
    said = {"items": [True], "due_on": today + ONE_DAY, "today": today}
    return [reason.text for reason in refusals(act, examining_facts(change) | said)]


def _may_draft(change: GrantChange, name: str, role: Role) -> bool:
    row = change.grant.under(CHANGE_DECISION).row(name, None)
    return row is not None and role in row.by


def _drafting(change: GrantChange, name: str) -> dict[str, Any]:
    row = change.grant.under(CHANGE_DECISION).row(name, None)
    facts = change_facts(change, None, None) | {"reasons": "-"}
    reasons = [reason.text for reason in refusals(row, facts)] if row else []
    url = reverse("draft_change_decision", args=[change.pk, OUTCOMES[name]])
    return _act(name, CHANGE_DECISION.label_of(name), url, reasons)


# The acts


def _frame(change: GrantChange, title: str, done: str, **more: Any) -> ActPage:
    back = reverse("change_case", args=[change.pk])
    submit = more.pop("submit", title)
    context = around(change, title) | more.pop("context", {})
    return ActPage(change, title, submit, back, done, context=context, **more)


@opens_to_desk
@get_or_post
def ask_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _send_back(
        request,
        pk,
        "ask_change_correction",
        _("直しを求めました。申請者に知らせました。"),
        _(
            "気付いた点は、まとめて一度に求めます。指摘した経費と、書いた場合は申請書の記載だけが、申請者の側で開きます。"
        ),
    )


@opens_to_desk
@get_or_post
def require_approval(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _send_back(
        request,
        pk,
        "require_approval",
        _("承認の申請を求めました。申請者に知らせました。"),
        _(
            "届け出られた変更に承認が要ると判断したときに使います。求めると、届出の内容は効力を失い、申請者が承認を申請します。"
        ),
    )


def _send_back(request: HttpRequest, pk: UUID, act: str, done: str, lead: str) -> HttpResponse:
    change = change_or_404(request, pk)
    at_its_desk(request, change.grant)
    grant = change.grant
    lines = [(line.cost_line, line_label(grant, line.cost_line)) for line in lines_of(version_of(change))]
    form = RemarksForm(posted(request), lines=[] if change.stops else lines)
    page = _frame(change, _(GRANT_CHANGE.label_of(act)), done, lead=lead)
    return act_page(
        request,
        page,
        form,
        lambda typed: getattr(examining, act)(
            change=change, items=form.items(), due_on=typed["due_on"], membership=request.membership
        ),
    )


@opens_to_desk
@require_POST
def close_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = change_or_404(request, pk)
    at_its_desk(request, change.grant)
    return act_at_once(
        request,
        reverse("change_case", args=[pk]),
        _("直しの求めを取りやめました。提出された内容のまま審査します。"),
        lambda: examining.close_change_correction(change=change, membership=request.membership),
    )


@opens_to_desk
@get_or_post
def draft(request: HttpRequest, pk: UUID, outcome: str) -> HttpResponse:
    change = change_or_404(request, pk)
    at_its_desk(request, change.grant)
    form = ChangeDraftForm(posted(request), outcome=outcome)
    return act_page(
        request,
        _drafting_page(request, change, form),
        form,
        lambda _typed: draft_change_decision(change=change, membership=request.membership, **form.draft()),
    )


def redraft(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What was returned or overtaken: drop it and draft anew, with the words it had."""
    change = change_or_404(request, decision.grant_version.change_id)
    initial = {
        "dated_on": decision.dated_on,
        "reasons": decision.reasons,
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
    }
    form = ChangeRedraftForm(posted(request), outcome=decision.outcome, initial=initial)
    return act_page(
        request,
        _drafting_page(request, change, form),
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _drafting_page(request: HttpRequest, change: GrantChange, form: ChangeDraftForm) -> ActPage:
    name = next(act for act, outcome in OUTCOMES.items() if outcome == form.outcome)
    return _frame(
        change,
        _(CHANGE_DECISION.label_of(name)),
        drafted_words(change.grant),
        submit=_("起案する"),
        lead=_("増える額は決裁のときに確保し、減る額と年度を移す額は施行のときに動きます。"),
        template="grants/office/draft.html",
        context={"papers": _papers(request, change, form)},
    )


def _papers(request: HttpRequest, change: GrantChange, form: ChangeDraftForm) -> list[dict[str, Any]]:
    """The letter as it would read with what stands in the form now."""
    version = version_of(change)
    version.change = change
    refuses = form.outcome == Decision.Outcome.CHANGE_REFUSAL
    decision = Decision(
        grant=change.grant,
        grant_version=version,
        outcome=form.outcome,
        drafted_by=request.membership,
        dated_on=clock.today(),
        reasons=form.initial.get("reasons") or ("—" if refuses else ""),
    )
    if form.is_bound and form.is_valid():
        words = form.draft()
        decision.reasons = words["reasons"] or decision.reasons
        decision.dated_on, decision.document_number = words["dated_on"], words["document_number"]
    return [paper_of(content) for content in draft_letters(decision)]
