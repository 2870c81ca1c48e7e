"""審査調書: criterion by criterion, the reviewers' advice, and both letters that could follow."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to
from applications.selectors import latest_version
from common import files
from law.roles import Role
from law.states import PlanState
from reviews.selectors import earlier_findings, findings_by_criterion, opinions_of
from reviews.views.acting import act_at_once, desk_plan

from ...models import Decision, WorkingPaper
from ...outcomes import drafted_outcomes
from ...selectors import live_decision
from ...services.letters import draft_letters
from ...services.papers import ask_for_paper, conclusion_of, imagined
from .frame import closed_to, show
from .page import CasePage, opens_to_readers
from .paper import paper_of

Outcome = Decision.Outcome


@opens_to_readers
@require_GET
def case_findings(request: HttpRequest, pk: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case_findings"):
        return refusal
    context = {
        "findings": _rows(page),
        "latest": latest_version(page.plan),
        "opinions": opinions_of(page.plan),
        "items": page.plan.scheme_version.document["review_items"],
        "conclusion": conclusion_of(page.plan),
        "may_write": page.role == Role.OFFICER and page.plan.state == PlanState.EXAMINATION,
        "may_ask": page.role in (Role.OFFICER, Role.DECIDER),
        "papers": page.plan.papers.select_related("asked_by__user")[:10],
        "preview": _preview(request, page),
    }
    return show(request, page, "case_findings", context)


def _rows(page: CasePage) -> list[dict[str, Any]]:
    """Each criterion with what stands about it, whether of an older version, and what was found before."""
    earlier = earlier_findings(page.plan)
    stale = page.facts["findings_stale"]
    return [
        {
            "criterion": criterion,
            "finding": finding,
            "stale": criterion["name"] in stale,
            "earlier": earlier.get(criterion["code"], []),
        }
        for criterion, finding in findings_by_criterion(page.plan)
    ]


def _preview(request: HttpRequest, page: CasePage) -> dict[str, Any] | None:
    """The letter that would follow; which of the two is the reader's choice. A ranking shows its own."""
    outcomes = drafted_outcomes(page.plan.kind)
    if page.plan.arrived_at is None or not outcomes:
        return None
    wanted = request.GET.get("letter")
    fits = not page.facts["criteria_unfit"]
    chosen = wanted if wanted in outcomes else Outcome.CERTIFICATION if fits else Outcome.REFUSAL
    letters = draft_letters(imagined(page.plan, chosen, page.membership))
    chips = [
        {"label": label, "url": f"?letter={outcome}#preview", "current": outcome == chosen}
        for outcome, label in ((each.value, each.label) for each in outcomes)
    ]
    return {"outcome": chosen, "chips": chips, "paper": paper_of(letters[0])}


@opens_to(Role.OFFICER, Role.DECIDER)
@require_POST
def ask_paper(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """Let a Job draw the 審査調書 or a draft letter as a PDF."""
    plan = desk_plan(request, pk)
    wanted = {"certificate": Outcome.CERTIFICATION, "refusal": Outcome.REFUSAL}.get(kind)
    decision = live_decision(plan)
    own = decision if decision and decision.outcome == wanted else None

    def ask() -> WorkingPaper:
        return ask_for_paper(plan=plan, kind=kind, decision=own, membership=request.membership)

    back = CasePage(plan, request.membership).url("case_findings") + "#papers"
    return act_at_once(request, back, _("PDFの作成を始めました。できあがると一覧から開けます。"), ask)


@opens_to_readers
@require_GET
def working_paper(request: HttpRequest, pk: str, paper: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case_findings"):
        return refusal
    found = get_object_or_404(page.plan.papers.select_related("file"), pk=paper, file__isnull=False)
    name = f"{page.plan.number}_{found.get_kind_display()}.pdf"
    return files.serve(found.file, name=name, inline=True)
