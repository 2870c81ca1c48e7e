"""返還 on a page of its own: what is to come back, the order as it is drafted, and what was ordered."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common import clock
from common.acting import ActPage, act_page, posted
from grants.panels import money_of_grant
from law.acts import refusals
from law.cancelling import Ground
from law.cancelling_guards import no_more_than_stands
from law.lifecycle import CANCELLATION, RETURN_ORDER
from law.returns import LABELS, to_order

from ...about import about
from ...about.cancelling import cancelling_facts
from ...about.returning import return_facts
from ...forms import AT_MOMENT, BY_HAND
from ...forms_recovery import ReturnDraftForm, ReturnRedraftForm
from ...kinds import RECOVERS
from ...models import (
    Decision,
)
from ...selectors import (
    latest_basis,
    recoveries_of,
    recovery_under_way,
    voided_decisions,
)
from ...services.drafting import draft_return_order, redraft_decision
from ...services.letters import draft_letters
from ...sums import sums_of
from ..officer.decision import standing_of
from ..officer.paper import paper_of
from .offering import on_decision
from .page import GrantPage, around, at_its_desk, drafted_words, opens_to_desk, opens_to_readers

GRAVE = ("void_decision", "draft_cancellation")
TYPED = {"ground": Ground.LAW, "fact": "-", "reasons": "-"}
get_or_post = require_http_methods(["GET", "POST"])


@opens_to_readers
@require_GET
def recovery(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = GrantPage.of(request, pk)
    grant, sums = page.grant, sums_of(page.grant)
    context = around(grant, _("取消しと返還")) | {
        "page": page,
        "grant": grant,
        "money": next(iter(money_of_grant.ask(grant)), None),
        "to_order": [(_(LABELS[under]), amount) for under, amount in to_order(sums).items()],
        "orders": recoveries_of(grant),
    }
    if page.sees_draft:
        context |= _standing(request, page)
    return render(request, "grants/office/recovery.html", context)


def _standing(request: HttpRequest, page: GrantPage) -> dict[str, Any]:
    """The draft as it stands, what was dropped before, and what this role may do."""
    decision = recovery_under_way(page.grant)
    offered = on_decision(decision, page.membership, overtaken=_is_overtaken(page, decision))
    offered += [] if decision else _to_draft(page)
    solid = next((act for act in offered if not act["reasons"] and act["name"] not in GRAVE), None)
    acts = [act | {"solid": act is solid, "danger": act["name"] in GRAVE} for act in offered]
    standing = standing_of(request, decision, page.role) if decision else {}
    return standing | {
        "acts": [act for act in acts if not act["reasons"]],
        "closed": [act for act in acts if act["reasons"]],
        "voided": voided_decisions(page.grant).filter(outcome__in=RECOVERS),
    }


def _is_overtaken(page: GrantPage, decision: Decision | None) -> bool:
    """What it orders, or cancels, can no longer be."""
    if decision is None:
        return False
    if decision.outcome == Decision.Outcome.RETURN_ORDER:
        return not return_facts(page.grant, decision, None)["to_order"]
    return no_more_than_stands(about(decision).facts(None)) is not None


def _to_draft(page: GrantPage) -> list[dict[str, Any]]:
    """What may be begun, each with why it is closed now; what its own form asks for is no reason."""
    facts = {
        "draft_return_order": (RETURN_ORDER, return_facts(page.grant, None, None) | {"reasons": "-"}),
        "draft_cancellation": (CANCELLATION, cancelling_facts(page.grant, None, None) | TYPED),
    }
    found = []
    for name, (lifecycle, known) in facts.items():
        row = page.grant.under(lifecycle).row(name, None)
        if row is None or page.role not in row.by:
            continue
        whole = {"sums": known["standing"]} if "standing" in known else {}
        reasons = [reason.text for reason in refusals(row, known | whole)]
        url = reverse(name, args=[page.grant.pk])
        found.append({"name": name, "label": _(row.label), "url": url, "reasons": reasons, "post": False})
    return found


# 起案


@opens_to_desk
@get_or_post
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = GrantPage.of(request, pk)
    at_its_desk(request, page.grant)
    form = ReturnDraftForm(posted(request))
    return act_page(
        request,
        _drafting(request, page, form),
        form,
        lambda _typed: draft_return_order(grant=page.grant, membership=request.membership, **form.draft()),
    )


def redraft(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What was returned: drop it and draft anew, with the words it had."""
    page = GrantPage.of(request, decision.grant_id)
    form = ReturnRedraftForm(posted(request), initial=_as_drafted(decision))
    return act_page(
        request,
        _drafting(request, page, form),
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _as_drafted(decision: Decision) -> dict[str, Any]:
    return {
        "dated_on": decision.dated_on,
        "reasons": decision.reasons,
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
    }


def _drafting(request: HttpRequest, page: GrantPage, form: ReturnDraftForm) -> ActPage:
    title = _(RETURN_ORDER.label_of("draft_return_order"))
    return ActPage(
        None,
        title,
        _("起案する"),
        reverse("grant_recovery", args=[page.grant.pk]),
        drafted_words(page.grant),
        lead=_(
            "返還する額は、支払済みの額と確定額から計算します。納期限は、制度の定めによる日数の後の日です。"
        ),
        template="grants/office/draft.html",
        context=around(page.grant, title) | {"papers": _papers(request, page, form)},
    )


def _papers(request: HttpRequest, page: GrantPage, form: ReturnDraftForm) -> list[dict[str, Any]]:
    """The letter as it would read with what stands in the form now; none while nothing is to be returned."""
    if not to_order(sums_of(page.grant)):
        return []
    decision = Decision(
        grant=page.grant,
        grant_version=latest_basis(page.grant),
        outcome=Decision.Outcome.RETURN_ORDER,
        drafted_by=request.membership,
        dated_on=clock.today(),
        reasons=form.initial.get("reasons", "—"),
    )
    if form.is_bound and form.is_valid():
        words = form.draft()
        decision.reasons = words["reasons"] or "—"
        decision.dated_on, decision.document_number = words["dated_on"], words["document_number"]
    return [paper_of(content) for content in draft_letters(decision)]
