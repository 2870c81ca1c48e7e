"""How an officer settled what makes it doubtful whether the JFTC must be asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to
from law.roles import Role

from ..forms import ResolveForm
from ..selectors import open_doubts, trigger_of
from ..services import consultations
from .acting import ActPage, act_page, desk_plan, posted


@opens_to(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def resolve_doubts(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    page = ActPage(
        plan,
        _("協議の要否を確かめた結果を記録する"),
        _("記録する"),
        reverse("case_consultations", args=[plan.pk]),
        _("協議の要否を確かめた結果を記録しました。"),
        lead="".join(open_doubts(plan, trigger_of(plan))),
    )
    member = request.membership
    return act_page(
        request,
        page,
        ResolveForm(posted(request)),
        lambda typed: consultations.resolve_doubts(plan=plan, membership=member, **typed),
    )
