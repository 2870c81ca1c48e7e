"""Access tokens of one's own post: listed, made after a fresh second factor, shown once, revoked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import second_factor
from accounts.audience import opens_to_members
from common import clock
from law.acts import Refused

from ..forms import TokenForm
from ..models import AccessToken
from ..tokens import make_token, revoke_token, scopes_for


def _own(request: HttpRequest) -> Any:
    return AccessToken.objects.filter(membership=request.membership)


@opens_to_members
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    rows = [(each, _standing(each)) for each in _own(request)[:100]]
    return render(request, "api/tokens.html", {"rows": rows})


def _standing(token: AccessToken) -> tuple[str, str]:
    if token.revoked_at:
        return _("無効"), "grey"
    if token.expires_at <= clock.real_now():
        return _("期限切れ"), "grey"
    return _("有効"), "green"


@opens_to_members
@never_cache
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """The secret is on this answer and nowhere else."""
    if detour := _detour(request):
        return redirect(detour)
    data = request.POST if request.method == "POST" else None
    form = TokenForm(data, scopes=scopes_for(request.membership))
    if form.is_valid():
        try:
            token, secret = make_token(membership=request.membership, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "api/token_made.html", {"token": token, "secret": secret})
    return render(request, "api/token_form.html", {"form": form})


def _detour(request: HttpRequest) -> str:
    """A key to the house is made only by who has just shown both of their own."""
    if second_factor.is_fresh(request):
        return ""
    if not second_factor.is_set_up(request.user):
        messages.info(request, _("トークンを作るには、先に二要素認証を設定してください。"))
        return reverse("mfa_activate_totp")
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': reverse('make_token')})}"


@opens_to_members
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    token = get_object_or_404(_own(request), pk=pk)
    revoke_token(token=token, membership=request.membership)
    messages.success(request, _("「%(name)s」を無効にしました。") % {"name": token.name})
    return redirect("tokens")
