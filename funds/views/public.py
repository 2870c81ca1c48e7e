"""What the law wants public: the criteria (行政手続法5条3項) and the standard periods (6条)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.audience import opens_to_everyone
from common import clock
from law.rules import rule

from ..calls.selectors import called_schemes
from ..selectors import version_in_force


@rule("A5", "A6")
@opens_to_everyone
@require_safe
def processing_period(request: HttpRequest) -> HttpResponse:
    """Standard processing periods, the intermediary's part apart, and the criteria of each scheme."""
    today = clock.today()
    schemes = [(scheme, version_in_force(scheme, today)) for scheme in called_schemes(today)]
    return render(request, "pages/processing_period.html", {"schemes": schemes})
