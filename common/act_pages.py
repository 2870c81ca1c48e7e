"""How a page asks for an act and tells what became of it; no rule stands here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from common.files import FileRefused
from law.acts import Refused


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; an act that asks for nothing posts nothing."""
    return request.POST if request.method == "POST" else None


def is_done(form: BaseForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Act on what was typed; a refusal stands in the form beside what was typed."""
    try:
        act(form.cleaned_data)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason.text)
    except FileRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def act_at_once(request: HttpRequest, back: str, done: str, act: Callable[[], object]) -> HttpResponse:
    """An act of one click: told what became of it where it was clicked."""
    try:
        act()
        messages.success(request, done)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason.text)
    return redirect(back)
