"""What the frame of every page shows: as whom one acts, what is new, whether this is a demo."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from law.roles import Role, Side

from .middleware import Standing
from .notices import unread_count

ADMINISTRATION = {"people": _("利用者"), "organisations": _("法人・機関")}
FRAMES = {Side.APPLICANT: "base_applicant.html", Side.OFFICE: "base_office.html"}


def frame(request: HttpRequest) -> dict:
    standing = getattr(request, "standing", Standing())
    membership = standing.membership
    return {
        "membership": membership,
        "memberships": standing.choices,
        # Asked once, and only by a frame that shows it.
        "notices_count": cache(lambda: unread_count(request.user)) if membership else 0,
        "demo": settings.DEMO,
        "places": _places(request) if membership and membership.role == Role.ADMINISTRATOR else [],
        "base_template": FRAMES[Side(membership.side)] if membership else "base.html",
    }


def _places(request: HttpRequest) -> list[dict]:
    """The administrator's places, which are no work lists."""
    return [
        {"label": label, "url": url, "current": request.path.startswith(url)}
        for label, url in ((label, reverse(name)) for name, label in ADMINISTRATION.items())
    ]
