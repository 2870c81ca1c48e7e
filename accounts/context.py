"""What the frame of every page shows: as whom one acts, what is new, whether this is a demo."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from law.roles import PAYERS, Role, Side

from .cast import others
from .middleware import Standing
from .notices import unread_after_opening

CALLS = {"calls": _("公募と受付")}
SCHEMES = {"schemes": _("制度の定め"), "jobs": _("処理の状況")}
BOOKS = {"books": _("基金の帳簿")}
APPROPRIATIONS = {"appropriations": _("年度の予算")}
GRANTS = {"grants": _("交付申請")}
RECEIVABLES = {"receivables": _("返還の債権")}
BANK = {"bank": _("預金の照合")}
PAYMENTS = {"payments": _("支払"), "payee_accounts": _("振込先口座"), **RECEIVABLES, **BANK}
RANKINGS = {"rankings": _("公募の順位表")}
ADMINISTRATION = {"people": _("利用者"), "organisations": _("法人・機関"), **SCHEMES, **CALLS}
READING = {**CALLS, **RANKINGS, **GRANTS, **RECEIVABLES, **APPROPRIATIONS, **BOOKS, **SCHEMES}
# Places that are no work lists, by role.
PLACES = {
    Role.ADMINISTRATOR: ADMINISTRATION,
    **dict.fromkeys((Role.OFFICER, Role.DECIDER), READING),
    Role.AUDITOR: READING | BANK,
    Role.CLERK: CALLS,
    Role.NIBN_DECIDER: GRANTS | BOOKS | RECEIVABLES | BANK | CALLS,
    **dict.fromkeys(PAYERS, GRANTS | BOOKS | PAYMENTS | CALLS),
}
FRAMES = {Side.APPLICANT: "base_applicant.html", Side.OFFICE: "base_office.html"}


def frame(request: HttpRequest) -> dict:
    standing = getattr(request, "standing", Standing())
    membership = standing.membership
    return {
        "membership": membership,
        "memberships": standing.choices,
        # Asked once, and only by a frame that shows it.
        "notices_count": cache(lambda: _unread(request)) if membership else 0,
        "demo": settings.DEMO,
        "demo_cast": others(request.user.email) if settings.DEMO and membership else "",
        "places": _places(request, PLACES.get(membership.role, {})) if membership else [],
        "base_template": FRAMES[Side(membership.side)] if membership else "base.html",
    }


def _unread(request: HttpRequest) -> int:
    match = request.resolver_match
    case = match.kwargs.get("pk") if match else None
    return unread_after_opening(request.user, case, request.path)


def _places(request: HttpRequest, names: dict) -> list[dict]:
    return [
        {"label": label, "url": url, "current": request.path.startswith(url)}
        for label, url in ((label, reverse(name)) for name, label in names.items())
    ]
