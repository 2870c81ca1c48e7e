"""How an applicant's page finds its plan and draws it. A stranger's plan is a 404."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from accounts.audience import opens_to
from common.files import FileRefused
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
    rows = plans_visible_to(request.membership)
    rows = rows.select_related("scheme__fund", "scheme_version", "call", "lead").defer("search")
    return get_object_or_404(rows, pk=pk)


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
