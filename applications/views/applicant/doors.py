"""How an applicant's page finds its plan and draws it. A stranger's plan is a 404."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import UUIDField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from accounts.access import AT, anyone, asked_by
from accounts.audience import opens_to
from common.files import FileRefused
from common.written import Slot, Written
from law.acts import Refused
from law.roles import APPLICANTS, Role

from ...intake import intake_of
from ...models import Plan
from ...selectors import plans_visible_to
from ...sight import PlanView, visible_plan_view
from ...tones import TONES
from ...words import page_words

opens_to_applicants = opens_to(*APPLICANTS)


def plan_or_404(request: HttpRequest, pk: UUID) -> Plan:
    found = _plan_of(request.membership.role).ask(plan=pk, **asked_by(request.membership))
    if not found:
        raise Http404
    return found[0]


@cache
def _plan_of(role: str) -> Written[Plan]:
    rows = plans_visible_to(anyone(role), AT).filter(pk=Slot("plan", UUIDField()))
    return Written(rows.select_related("scheme__fund", "scheme_version", "call", "lead").defer("search"))


def view_or_404(request: HttpRequest, pk: UUID) -> PlanView:
    return visible_plan_view(plan_or_404(request, pk), request.membership)


def page(
    request: HttpRequest, name: str, view: PlanView, *, status: int = 200, **context: Any
) -> HttpResponse:
    context = about(request, view) | context
    return render(request, f"applications/applicant/{name}.html", context, status=status)


def about(request: HttpRequest, view: PlanView) -> dict[str, Any]:
    """What every page of one plan shows."""
    return {
        "place": "filings",
        "view": view,
        "plan": view.plan,
        "words": page_words(view.plan),
        "intake": intake_of(view.plan),
        "state_tone": TONES[view.plan.status],
        "is_representative": request.membership.role == Role.REPRESENTATIVE,
    }


def posted(request: HttpRequest) -> QueryDict | None:
    """For a form: what was sent, even if it is nothing; None while the page is only shown."""
    return request.POST if request.method == "POST" else None


def sentences(refused: Refused | FileRefused) -> list[str]:
    if isinstance(refused, FileRefused):
        return [refused.sentence]
    return [reason.text for reason in refused.reasons]
