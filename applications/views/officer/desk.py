"""How a desk finds the paper application it types. Another desk's draft is a 404."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.audience import opens_to
from common.files import FileRefused
from law.acts import Refused
from law.states import PlanState

from ...models import PartOpening, Plan
from ...selectors import TYPISTS, plans_visible_to
from ...sight import PlanView, plan_view

opens_to_typists = opens_to(*TYPISTS)


def paper_or_404(request: HttpRequest, pk: UUID) -> Plan:
    drafts = plans_visible_to(request.membership).filter(channel=Plan.Channel.PAPER, state=PlanState.DRAFT)
    return get_object_or_404(drafts.select_related("scheme", "call", "case", "lead"), pk=pk)


def paper_again_or_404(request: HttpRequest, pk: UUID) -> Plan:
    """A paper application that was taken in: later letters about it are entered here."""
    taken_in = plans_visible_to(request.membership).filter(channel=Plan.Channel.PAPER)
    rows = taken_in.exclude(state=PlanState.DRAFT)
    return get_object_or_404(rows.select_related("scheme", "scheme_version", "call", "case", "lead"), pk=pk)


def typed_view(request: HttpRequest, pk: UUID) -> PlanView:
    """A paper application that is typed now: a draft, or one with sections open again."""
    here = plans_visible_to(request.membership).filter(channel=Plan.Channel.PAPER)
    typed = here.filter(
        Q(state=PlanState.DRAFT) | Exists(PartOpening.objects.filter(plan=OuterRef("pk"), closed_at=None))
    )
    rows = typed.select_related("scheme", "scheme_version", "call", "case", "lead")
    return plan_view(get_object_or_404(rows, pk=pk), request.membership)


def desk_of(plan: Plan) -> str:
    """Where one returns to after a section or a file."""
    return reverse("paper_plan" if plan.state == PlanState.DRAFT else "paper_again", args=[plan.pk])


def paper_view(request: HttpRequest, pk: UUID) -> PlanView:
    return plan_view(paper_or_404(request, pk), request.membership)


def sentences(refused: Refused | FileRefused) -> list[str]:
    if isinstance(refused, FileRefused):
        return [refused.sentence]
    return [reason.text for reason in refused.reasons]


def refuse_on(form: Any, refused: Refused | FileRefused) -> None:
    """Told above the form, with everything typed still there."""
    for text in sentences(refused):
        form.add_error(None, text)
