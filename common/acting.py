"""An act that needs words: a page with its form, which keeps what was typed when the act is refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from law.acts import Refused

from . import clock
from .files import FileRefused

# The button that shows what would follow, and does nothing.
LOOK = "preview"
MOST_NAMED = 3


@dataclass(frozen=True)
class ActPage:
    """`about` is what it is done to, `title` the act, `submit` the button, `back` where one returns,
    `done` the sentence after."""

    about: Any
    title: str
    submit: str
    back: str
    done: str
    lead: str = ""
    danger: bool = False
    template: str = "frame/act.html"
    context: dict[str, Any] = field(default_factory=dict)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; an act that asks for nothing posts nothing."""
    return request.POST if request.method == "POST" else None


def tell_saved(request: HttpRequest, unreadable: Iterable[str]) -> None:
    """`unreadable`: the names of the boxes that can't be read, which is told first."""
    labels, time = list(dict.fromkeys(unreadable)), f"{clock.local(clock.now()):%H:%M}"
    if not labels:
        messages.success(request, _("%(time)sに保存しました。") % {"time": time})
        return
    words = {"count": len(labels), "what": "、".join(labels[:MOST_NAMED]), "time": time}
    words["more"] = _("ほか") if len(labels) > MOST_NAMED else ""
    text = _(
        "読み取れない項目が%(count)s件あります（%(what)s%(more)s）。直すまで提出できません。"
        "入力した文字は、ほかの項目とともに%(time)sにそのまま保存しました。"
    )
    messages.warning(request, text % words)


def act_page(
    request: HttpRequest, page: ActPage, form: BaseForm, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    acts = request.method == "POST" and LOOK not in request.POST
    if acts and form.is_valid() and is_done(form, act):
        messages.success(request, page.done)
        return redirect(page.back)
    return render(request, page.template, {"page": page, "form": form} | page.context)


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
