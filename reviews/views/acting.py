"""An act that needs words: a page with its form, which keeps what was typed when the act is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from applications.models import Plan
from applications.words import page_words
from common.act_pages import act_at_once, is_done, posted

from ..selectors import plans_at_desk

__all__ = ["LOOK", "ActPage", "act_at_once", "act_page", "desk_plan", "posted"]


def desk_plan(request: HttpRequest, pk: Any) -> Plan:
    """The plan this membership may see; a stranger's is a 404."""
    return get_object_or_404(plans_at_desk(request.membership), pk=pk)


# The button that shows what would follow, and does nothing.
LOOK = "preview"


@dataclass(frozen=True)
class ActPage:
    """`title` is the act, `submit` the button, `back` where one returns, `done` the sentence after."""

    plan: Plan | None
    title: str
    submit: str
    back: str
    done: str
    lead: str = ""
    danger: bool = False
    template: str = "reviews/officer/act.html"
    context: dict[str, Any] = field(default_factory=dict)


def act_page(
    request: HttpRequest, page: ActPage, form: BaseForm, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    acts = request.method == "POST" and LOOK not in request.POST
    if acts and form.is_valid() and is_done(form, act):
        messages.success(request, page.done)
        return redirect(page.back)
    words = page_words(page.plan) if page.plan else None
    told = {"page": page, "plan": page.plan, "words": words, "form": form}
    return render(request, page.template, told | page.context)
