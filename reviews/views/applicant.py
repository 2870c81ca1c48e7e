"""The two sheets as the applicant meets them: what is asked, by when, of whom; answer or decline."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications.parts.spec import ATTACHMENTS, SPECS
from applications.selectors import plans_visible_to
from applications.sight import PlanView
from applications.views.applicant.checking import check_of
from applications.views.applicant.doors import about, opens_to_applicants, posted, sentences, view_or_404
from common import clock
from common.files import FileRefused
from law.acts import Refused
from law.states import SheetState

from ..forms_applicant import DeclineForm, SheetAnswerForm
from ..models import Sheet, SheetItem
from ..panels import consequence
from ..selectors import sheets_for
from ..services import sheets as services


@dataclass(frozen=True)
class Asked:
    """One thing asked: where it stands in the plan, and whether it has been touched since."""

    title: str
    item: SheetItem
    url: str
    changed: bool


@dataclass(frozen=True)
class SheetPage:
    sheet: Sheet
    view: PlanView
    asked: list[Asked]

    @property
    def is_open(self) -> bool:
        return self.sheet.state == SheetState.OPEN

    @property
    def is_correction(self) -> bool:
        return self.sheet.kind == Sheet.Kind.CORRECTION

    @property
    def days(self) -> int | None:
        due: date | None = self.sheet.due_on
        return (due - clock.today()).days if due else None

    @property
    def consequence(self) -> str:
        return consequence(self.sheet)


def _sheet_or_404(request: HttpRequest, pk: UUID) -> SheetPage:
    plans = plans_visible_to(request.membership)
    plan_id = get_object_or_404(Sheet.objects.filter(plan__in=plans), pk=pk).plan_id
    view = view_or_404(request, plan_id)
    for sheet, items in sheets_for(view.plan, view.viewer):
        if sheet.pk == pk:
            return SheetPage(sheet, view, [_asked(view, sheet, item) for item in items])
    raise Http404


def _asked(view: PlanView, sheet: Sheet, item: SheetItem) -> Asked:
    if item.key == ATTACHMENTS:
        url = reverse("attachments", args=[view.plan.pk])
        since = [each for each in view.attachments if each.uploaded_at > sheet.opened_at]
        return Asked(_("添付書類"), item, url, any(each.party_id == item.party_id for each in since))
    part = view.part(item.key, item.party_id)
    changed = bool(part and part.part.updated_at and part.part.updated_at > sheet.opened_at)
    url = reverse("plan_part", args=[view.plan.pk, item.key]) if part and part.editable else ""
    return Asked(str(SPECS[item.key].title), item, url, changed)


def _show(request: HttpRequest, page: SheetPage, *, status: int = 200, **context: Any) -> HttpResponse:
    known = about(request, page.view) | {
        "page": page,
        "sheet": page.sheet,
        "check": check_of(page.view),
        "form": SheetAnswerForm(),
    }
    return render(request, "reviews/applicant/sheet.html", known | context, status=status)


@opens_to_applicants
@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _show(request, _sheet_or_404(request, pk))


@opens_to_applicants
@require_POST
def answer_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = _sheet_or_404(request, pk)
    form = SheetAnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form=form, status=400)
    try:
        version = services.answer_sheet(
            sheet=page.sheet,
            answer=form.cleaned_data["answer"],
            membership=request.membership,
            arrived_at=request.arrived_at,
        )
    except (Refused, FileRefused) as refused:
        return _not_answered(request, pk, form, refused)
    return redirect("receipt", page.view.plan.pk, version.number)


def _not_answered(
    request: HttpRequest, pk: UUID, form: SheetAnswerForm, refused: Refused | FileRefused
) -> HttpResponse:
    """A second click finds the sheet answered, and is shown so."""
    page = _sheet_or_404(request, pk)
    if not page.is_open:
        messages.info(request, _("この票への回答は、すでに済んでいます。"))
        return redirect("sheet", pk)
    return _show(request, page, form=form, refusals=sentences(refused), status=409)


@opens_to_applicants
@require_http_methods(["GET", "POST"])
def decline_inquiry(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = _sheet_or_404(request, pk)
    form = DeclineForm(posted(request))
    refusals: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            services.decline_inquiry(
                sheet=page.sheet, answer=form.cleaned_data["answer"], membership=request.membership
            )
        except Refused as refused:
            refusals = sentences(refused)
        else:
            messages.success(request, _("照会に応じない旨を伝えました。"))
            return redirect("plan", page.view.plan.pk)
    told = {"page": page, "sheet": page.sheet, "form": form, "refusals": refusals}
    context = about(request, page.view) | told
    return render(request, "reviews/applicant/decline.html", context, status=409 if refusals else 200)
