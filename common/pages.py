"""Pages that only say something: whom to ask, how accessible, how long, from where."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

Page = Callable[[HttpRequest], HttpResponse]


def open_page(view: Page) -> Page:
    """What accounts.audience.opens_to_everyone does; common stands below accounts."""
    view.audience = "everyone"  # type: ignore[attr-defined]
    return view


def _page(template: str) -> Page:
    @open_page
    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return show


@open_page
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask stands in the settings: it is there before anyone can sign in."""
    return render(request, "pages/contact.html", {"contact": settings.CONTACT})


accessibility = _page("pages/accessibility.html")
sources = _page("pages/sources.html")
