"""Who may open an address of the API, how often, and what a decision asks for besides."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts import second_factor
from accounts.audience import EVERYONE
from common.throttle import allows
from law.roles import ROLES, Role

from . import tokens
from .problems import Problem, not_yours

Audience = frozenset[Role] | str


class Opens(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        if view.audience == EVERYONE:
            return True
        if not request.user.is_authenticated:
            return False  # DRF makes a 401 of it
        _refuse_without_post(request)
        if Role(request.membership.role) not in view.audience:
            raise not_yours(_wrong_role(request, view.audience))
        if request.auth and request.method not in SAFE_METHODS and not tokens.may_write(request.auth):
            raise Problem("read-only-token")
        return True


def _refuse_without_post(request: Request) -> None:
    if request.standing.detour.startswith(reverse("memberships")):
        raise not_yours(
            _("所属を選んでいません。サインインした画面で、どの所属として行うかを選んでください。")
        )
    if request.standing.detour:
        raise Problem("second-factor", how=request.standing.detour)
    if request.membership is None:
        raise not_yours(_("有効な所属がありません。所属先のシステム管理者に登録を依頼してください。"))


def _wrong_role(request: Request, audience: Audience) -> str:
    words = {
        "role": request.membership.get_role_display(),
        "wanted": "、".join(_(row.label) for row in ROLES.values() if row.role in audience),
    }
    return _("これができるのは%(wanted)sです。いまの役割は%(role)sです。") % words


def require_fresh_second_factor(request: Request) -> None:
    """A decision is taken by a person who is there, never by a program that holds a token."""
    if request.auth is None and second_factor.is_fresh(request._request):
        return
    raise Problem("second-factor", how=reverse("mfa_reauthenticate"))


class Throttle(BaseThrottle):
    """So many a minute: per post, or per address where nobody is signed in."""

    def allow_request(self, request: Request, view: Any) -> bool:
        post = getattr(request, "membership", None)
        who = f"post-{post.pk}" if post else get_adapter().get_client_ip(request._request)
        return allows(action="api", address=who, most=settings.API_REQUESTS_PER_MINUTE)

    def wait(self) -> float:
        return 60
