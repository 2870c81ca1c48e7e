"""予算: what each scheme without a fund may grant in a year; entered, confirmed, dropped."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audience import opens_to
from common.acting import ActPage, act_at_once, act_page, posted
from law.lifecycle import APPROPRIATION
from law.roles import MINISTRY, Role
from law.states import AppropriationState

from . import services
from .forms import AppropriationForm
from .models import Appropriation
from .selectors import entered, years_of_schemes

READERS = (*MINISTRY, Role.AUDITOR)
TONES = {AppropriationState.DRAFTED: "orange", AppropriationState.CONFIRMED: "green"}
get_or_post = require_http_methods(["GET", "POST"])


@opens_to(*READERS)
@require_GET
def appropriations(request: HttpRequest) -> HttpResponse:
    role = Role(request.membership.role)
    context = {
        "years": years_of_schemes(),
        "entered": [(each, TONES[each.status], _acts(each, role)) for each in entered()],
        "may_enter": bool(APPROPRIATION.open_acts(None, role)),
    }
    return render(request, "funds/appropriations/appropriations.html", context)


def _acts(found: Appropriation, role: Role) -> list[dict[str, Any]]:
    return [
        {"label": _(act.label), "url": reverse(act.name, args=[found.pk])}
        for act in APPROPRIATION.open_acts(found.status, role)
    ]


@opens_to(Role.OFFICER)
@get_or_post
def enter(request: HttpRequest) -> HttpResponse:
    title, back = _(APPROPRIATION.label_of("enter_appropriation")), reverse("appropriations")
    page = ActPage(
        None,
        title,
        _("記入する"),
        back,
        _("予算を記入しました。決裁者が確認すると、交付の決定に使えます。"),
        lead=_("配賦を受けた予算を、制度と年度ごとに記入します。追加の配賦は、別に記入します。"),
        template="frame/act.html",
        context={"way": [{"label": _("年度の予算"), "url": back}, {"label": title, "url": ""}]},
    )
    return act_page(
        request,
        page,
        AppropriationForm(posted(request)),
        lambda typed: services.enter_appropriation(membership=request.membership, **typed),
    )


def _found(pk: UUID) -> Appropriation:
    return get_object_or_404(Appropriation.objects.select_related("scheme"), pk=pk)


@opens_to(Role.DECIDER)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _found(pk)
    return act_at_once(
        request,
        reverse("appropriations"),
        _("予算を確認しました。この年度の交付の決定に使えます。"),
        lambda: services.confirm_appropriation(appropriation=found, membership=request.membership),
    )


@opens_to(*MINISTRY)
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _found(pk)
    return act_at_once(
        request,
        reverse("appropriations"),
        _("予算の記入を取りやめました。"),
        lambda: services.drop_appropriation(appropriation=found, membership=request.membership),
    )
