"""How the letters under a draft of a scheme's terms would read, by the templates that print them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.audience import opens_to
from funds.models import SchemeDraft
from funds.schemes.services import faults_in
from law.roles import MINISTRY, Role

from ...sample import sample_letters
from .paper import paper_of


@opens_to(*MINISTRY, Role.AUDITOR, Role.ADMINISTRATOR)
@require_GET
def scheme_draft_letters(request: HttpRequest, pk: Any) -> HttpResponse:
    draft = get_object_or_404(SchemeDraft, pk=pk)
    missing = [fault.text for fault in faults_in(draft)]
    letters = [] if missing else sample_letters(draft.document)
    papers = [paper_of(letter) for letter in letters]
    context = {"draft": draft, "missing": missing, "papers": papers}
    return render(request, "decisions/officer/scheme_letters.html", context)
