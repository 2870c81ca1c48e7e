"""The first page, signing in, and the demo's one-click cast."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from law.roles import NIBN, Role, Side

from ..audience import opens_to_everyone
from ..cast import PEOPLE, entries
from ..models import Membership, User
from ..queues import first_turn

DESKS = {Side.APPLICANT: "portal", Side.OFFICE: "worklist"}
# Whose work is no list of plans that everyone works through.
OWN_DESKS = {
    Role.REVIEWER: "pairings",
    Role.ADMINISTRATOR: "people",
    **dict.fromkeys(NIBN, "grants"),
}


@opens_to_everyone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Everyone has one desk; the public has the front page."""
    if request.membership:
        return redirect(desk(request.membership))
    if request.standing.detour:
        return redirect(request.standing.detour)
    return render(request, "accounts/front.html")


def desk(membership: Membership) -> str:
    """The first list of what is this person's turn; where nothing waits for them, all that they work on."""
    waiting = first_turn(membership)
    if waiting:
        return waiting.url
    return reverse(OWN_DESKS.get(Role(membership.role)) or DESKS[Side(membership.side)])


class SignInView(LoginView):
    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs, cast=_cast() if settings.DEMO else [])


sign_in = opens_to_everyone(SignInView.as_view())


def _cast() -> list[dict]:
    known = set(User.objects.filter(is_demo=True, is_active=True).values_list("email", flat=True))
    return [entry for entry in entries() if entry["email"] in known]


@opens_to_everyone
@require_POST
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """One click, second factor included; from another person's session too. Exists under DEMO only."""
    if key not in PEOPLE:
        raise Http404
    user = get_object_or_404(User, email=PEOPLE[key].email, is_demo=True, is_active=True)
    logout(request)  # else the session falls with its owner, and what is recorded next with it
    # As with a passkey, which is both factors in one.
    record_authentication(request, user, "mfa", type="webauthn", passwordless=True)
    return perform_login(request, Login(user=user))
