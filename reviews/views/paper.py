"""The two sheets of a company without an account: the desk enters the letter that answers or declines."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to
from applications.forms_paper import PaperAnswerForm
from applications.models import Plan
from applications.services.on_paper import Paper, receive
from law.lifecycle import DESK

from ..models import Sheet
from ..selectors import plans_at_desk
from ..services import sheets
from .acting import ActPage, act_page

opens_to_desk = opens_to(*DESK)
get_or_post = require_http_methods(["GET", "POST"])


@opens_to_desk
@get_or_post
def answer_on_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    sheet = _on_paper(request, pk)
    is_correction = sheet.kind == Sheet.Kind.CORRECTION
    title = _("紙の補正を受け付ける") if is_correction else _("紙の回答を受け付ける")
    lead = _("書面のとおりに入力してから、受付印の日時で受け付けます。最初の到達日時は変わりません。")
    page = _page(sheet, title, _("書面を受け付けました。新しい版を作りました。"), lead)
    return _enter(request, page, sheet, sheets.answer_on_paper)


@opens_to_desk
@get_or_post
def decline_on_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    sheet = _on_paper(request, pk)
    lead = _("照会は終わり、同じ求めを続けることはできません（行政手続法33条）。開いていた箇所は閉じます。")
    page = _page(sheet, _("応じない旨の書面を受け付ける"), _("応じない旨の書面を受け付けました。"), lead)
    return _enter(request, page, sheet, sheets.decline_on_paper)


def _enter(request: HttpRequest, page: ActPage, sheet: Sheet, service: Callable[..., object]) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperAnswerForm(*posted)

    def take_in(typed: dict[str, Any]) -> None:
        paper: Paper = receive(plan=sheet.plan, upload=typed["scan"], stamped_at=form.stamped_at())
        service(sheet=sheet, answer=typed["answer"], paper=paper, membership=request.membership)

    return act_page(request, page, form, take_in)


def _page(sheet: Sheet, title: str, done: str, lead: str) -> ActPage:
    back = reverse("case", args=[sheet.plan_id]) + "#sheets"
    return ActPage(sheet.plan, title, _("受け付ける"), back, done, lead=lead)


def _on_paper(request: HttpRequest, pk: UUID) -> Sheet:
    plans = plans_at_desk(request.membership).filter(channel=Plan.Channel.PAPER)
    rows = Sheet.objects.filter(plan__in=plans.values("pk"))
    return get_object_or_404(rows.select_related("plan__case", "plan__scheme", "plan__scheme_version"), pk=pk)
