"""As whom does this request speak? One post, in force today, and proven where the role demands it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from common.actor import Actor
from common.clock import today
from law.roles import ROLES, Role

from . import second_factor
from .models import Membership

SESSION_KEY = "membership"


@dataclass(frozen=True)
class Standing:
    """`detour` is where the person must go before they may act as anyone."""

    membership: Membership | None = None
    choices: tuple[Membership, ...] = ()
    detour: str = ""


def membership(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.standing = _standing(request)
        request.membership = request.standing.membership
        request.actor = _actor(request.membership)
        response = get_response(request)
        if request.user.is_authenticated:  # what one may see is nobody's to keep on the way
            response.headers.setdefault("Cache-Control", "private")
        return response

    return middleware


def _standing(request: HttpRequest) -> Standing:
    if not request.user.is_authenticated:
        return Standing()
    if request.user.is_demo and not settings.DEMO:
        logout(request)
        return Standing()
    choices = _in_force(request.user.pk)
    chosen = _chosen(choices, request.session.get(SESSION_KEY))
    if chosen is None:
        return Standing(None, choices, reverse("memberships") if choices else "")
    detour = _second_factor_detour(request, chosen)
    return Standing(None if detour else chosen, choices, detour)


def _in_force(user_id: int) -> tuple[Membership, ...]:
    rows = Membership.objects.in_force_on(today()).filter(user_id=user_id)
    return tuple(rows.select_related("organisation").order_by("pk"))


def _chosen(choices: tuple[Membership, ...], wanted: int | None) -> Membership | None:
    if len(choices) == 1:
        return choices[0]
    return next((choice for choice in choices if choice.pk == wanted), None)


def _second_factor_detour(request: HttpRequest, chosen: Membership) -> str:
    if not ROLES[Role(chosen.role)].needs_second_factor or second_factor.is_proven(request):
        return ""
    if not second_factor.is_set_up(request.user):
        return reverse("mfa_activate_totp")
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"


def _actor(chosen: Membership | None) -> Actor | None:
    if chosen is None:
        return None
    return Actor(user_id=chosen.user_id, membership_id=chosen.pk, role=Role(chosen.role))
