"""A case goes from desk to desk: sent on by NIBN, taken up, handed to another officer."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to
from accounts.models import Membership
from applications.models import Plan
from applications.selectors import document_of
from applications.services.assigning import assign_officer as assign
from applications.services.filing import forward_plan as forward
from applications.services.filing import take_up_plan as take_up
from applications.words import page_words
from common import clock
from law.roles import MINISTRY, Role

from ..forms import PlainForm
from .acting import ActPage, act_page, desk_plan

get_or_post = require_http_methods(["GET", "POST"])


class OfficerForm(PlainForm):
    """Who may take the case: officers in force today, but for the one who has it."""

    officer = forms.ModelChoiceField(
        label=gettext_lazy("新しい担当官"),
        queryset=Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = Membership.objects.in_force_on(clock.today()).filter(role=Role.OFFICER)
        field = self.fields["officer"]
        field.queryset = (
            officers.exclude(pk=plan.assignee_id).select_related("user", "organisation").order_by("pk")
        )
        field.label_from_instance = lambda post: f"{post.user.name}（{post.organisation.name}）"


def _bare_form(request: HttpRequest) -> PlainForm:
    """Nothing to type, only to confirm: an empty request is a whole one."""
    return PlainForm(request.POST if request.method == "POST" else None)


@opens_to(Role.NIBN_OFFICER)
@get_or_post
def forward_plan(request: HttpRequest, pk: Any) -> HttpResponse:
    """The arrival at the Minister is the moment the request is in."""
    plan = desk_plan(request, pk)
    page = ActPage(
        plan,
        _("大臣へ送付する"),
        _("大臣へ送付する"),
        reverse("case", args=[plan.pk]),
        _("大臣へ送付しました。"),
        lead=_(
            "この申請を厚生労働大臣へ送付します（省令%(article)s）。"
            "押した時刻が大臣への到達時刻になり、標準処理期間が始まります。"
        )
        % {"article": document_of(plan)["law"].get("ordinance_through", "")},
    )
    return act_page(
        request,
        page,
        _bare_form(request),
        lambda _typed: forward(plan=plan, membership=request.membership, arrived_at=request.arrived_at),
    )


@opens_to(Role.OFFICER)
@get_or_post
def take_up_plan(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    page = ActPage(
        plan,
        _("審査を始める"),
        _("審査を始める"),
        reverse("case", args=[plan.pk]),
        _("審査を始めました。あなたが担当です。"),
        lead=str(page_words(plan).take_up),
    )
    return act_page(
        request,
        page,
        _bare_form(request),
        lambda _typed: take_up(plan=plan, membership=request.membership),
    )


@opens_to(*MINISTRY)
@get_or_post
def assign_officer(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    page = ActPage(
        plan,
        _("担当者を決める"),
        _("担当者を決める"),
        reverse("case", args=[plan.pk]),
        _("担当者を決め、本人に知らせました。"),
        lead=_("今の担当：%(name)s") % {"name": plan.assignee.user.name if plan.assignee else _("未定")},
    )
    return act_page(
        request,
        page,
        OfficerForm(request.POST or None, plan=plan),
        lambda typed: assign(plan=plan, membership=request.membership, **typed),
    )
