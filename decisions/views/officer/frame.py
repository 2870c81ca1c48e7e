"""Every tab stands in the same frame: what the case is, what can be done, what is still missing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.audience import refuse_page
from applications.words import page_words
from law.visibility import Kind

from .acts import acts_of
from .checklist import checklist_of
from .page import TABS, CasePage


def show(
    request: HttpRequest, page: CasePage, tab: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    """One tab of the case. Ask `closed_to` first where gathering the context costs anything."""
    label = next(label for name, label, _kind in TABS if name == tab)
    acts = acts_of(page)
    frame = {
        "page": page,
        "plan": page.plan,
        "words": page_words(page.plan),
        "label": label,
        "tabs": list(page.tabs(tab)),
        "buttons": [act for act in acts if not act.reasons],
        "closed": [act for act in acts if act.reasons],
        "checklist": checklist_of(page) if page.sees(Kind.FINDING) else [],
    }
    return render(request, f"decisions/officer/{tab}.html", frame | (context or {}))


def closed_to(request: HttpRequest, page: CasePage, tab: str) -> HttpResponse | None:
    """A sentence for whom the visibility table closes this tab."""
    label, kind = next((label, kind) for name, label, kind in TABS if name == tab)
    if not page.has(tab):
        raise Http404
    if page.sees(kind):
        return None
    words = {"tab": label, "role": page.membership.get_role_display()}
    return refuse_page(request, _("「%(tab)s」は、いまの役割（%(role)s）では閲覧できません。") % words)
