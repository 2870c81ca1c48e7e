"""Who may open a page. Every route says so; a test walks the routes."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from law.roles import ROLES, Role

EVERYONE = "everyone"
SIGNED_IN = "signed in"
View = Callable[..., HttpResponse]


def opens_to(*roles: Role) -> Callable[[View], View]:
    audience = frozenset(roles)

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            refusal = _turned_away(request, audience)
            return refusal or view(request, *args, **kwargs)

        opened.audience = audience
        return opened

    return decorate


def opens_to_everyone(view: View) -> View:
    view.audience = EVERYONE
    return view


def opens_to_accounts(view: View) -> View:
    """Whoever is signed in, before a post is chosen or a second factor shown."""

    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    opened.audience = SIGNED_IN
    return opened


opens_to_members = opens_to(*ROLES)


def _turned_away(request: HttpRequest, audience: frozenset[Role]) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.standing.detour:
        return redirect(request.standing.detour)
    if request.membership is None:
        return refuse_page(
            request, _("有効な所属がありません。所属先のシステム管理者に登録を依頼してください。")
        )
    if request.membership.role not in audience:
        return refuse_page(request, _wrong_role(request, audience))
    return None


def _wrong_role(request: HttpRequest, audience: frozenset[Role]) -> str:
    wanted = "、".join(row.label for row in ROLES.values() if row.role in audience)
    words = {"role": request.membership.get_role_display(), "wanted": wanted}
    return (
        _(
            "このページは%(wanted)sのためのものです。今は「%(role)s」として利用しています。"
            "ほかの所属がある場合は、切り替えてから開いてください。"
        )
        % words
    )


def refuse_page(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "403.html", {"reason": reason}, status=403)
