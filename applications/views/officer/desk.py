"""How a desk finds the paper application it types. Another desk's draft is a 404."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.audience import opens_to
from common.files import FileRefused
from law.acts import Refused
from law.states import PlanState

from ...models import Plan
from ...selectors import TYPISTS, plans_visible_to
from ...sight import PlanView, plan_view

opens_to_typists = opens_to(*TYPISTS)


def paper_or_404(request: HttpRequest, pk: UUID) -> Plan:
    drafts = plans_visible_to(request.membership).filter(channel=Plan.Channel.PAPER, state=PlanState.DRAFT)
    return get_object_or_404(drafts.select_related("scheme", "case", "lead", "started_by"), pk=pk)


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
