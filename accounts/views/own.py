"""What a signed-in person has of their own: posts, security, notices."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.paging import Page

from ..audience import opens_to_accounts, opens_to_members
from ..middleware import SESSION_KEY
from ..notices import NEWEST, mark_read, notices_of


@opens_to_accounts
@require_http_methods(["GET", "POST"])
def memberships(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _switch(request)
    return render(request, "accounts/memberships.html")


def _switch(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("membership", "")
    chosen = next((one for one in request.standing.choices if str(one.pk) == wanted), None)
    if chosen is None:
        messages.error(request, _("その所属は有効ではありません。一覧から選び直してください。"))
        return redirect("memberships")
    request.session[SESSION_KEY] = chosen.pk
    return redirect("home")


@opens_to_accounts
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/security.html")


@opens_to_members
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    page = Page.of(notices_of(request.user), request.GET, NEWEST, size=20)
    return render(request, "accounts/notices.html", {"page": page, "place": "notices"})


@opens_to_members
@require_GET
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(notices_of(request.user), public_id=public_id)
    mark_read(found)
    return render(request, "accounts/notice.html", {"notice": found, "place": "notices"})
