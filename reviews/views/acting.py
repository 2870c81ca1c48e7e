"""Acts on a plan that need words: the plan's own frame around the page of an act (common/acting.py)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from applications.models import Plan
from applications.words import page_words
from common import acting
from common.acting import LOOK, act_at_once, posted

from ..selectors import plans_at_desk

__all__ = ["LOOK", "ActPage", "act_at_once", "act_page", "desk_plan", "posted"]


def desk_plan(request: HttpRequest, pk: Any) -> Plan:
    """The plan this membership may see; a stranger's is a 404."""
    return get_object_or_404(plans_at_desk(request.membership), pk=pk)


@dataclass(frozen=True)
class ActPage(acting.ActPage):
    """As in common/acting.py, about a plan."""

    template: str = "reviews/officer/act.html"


def act_page(
    request: HttpRequest, page: ActPage, form: BaseForm, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    plan: Plan | None = page.about
    told = {"plan": plan, "words": page_words(plan) if plan else None} | page.context
    return acting.act_page(request, replace(page, context=told), form, act)
