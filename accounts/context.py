"""What the frame of every page shows: as whom one acts, what is new, whether this is a demo."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from law.roles import Side

from .middleware import Standing
from .notices import unread_count

FRAMES = {Side.APPLICANT: "base_applicant.html", Side.OFFICE: "base_office.html"}


def frame(request: HttpRequest) -> dict:
    standing = getattr(request, "standing", Standing())
    membership = standing.membership
    return {
        "membership": membership,
        "memberships": standing.choices,
        # Asked only by a frame that shows it.
        "notices_count": SimpleLazyObject(lambda: unread_count(request.user)) if membership else 0,
        "demo": settings.DEMO,
        "base_template": FRAMES[Side(membership.side)] if membership else "base.html",
    }
