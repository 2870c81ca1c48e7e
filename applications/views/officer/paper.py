"""A paper application: begun for a company, its partners, taken in with the stamp it bears."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Organisation
from accounts.services import register_organisation
from law.acts import Refused

from ...documents import PAPER_SCAN
from ...forms_paper import CompanyForm, PaperFileForm, PartnerForm, StampForm, StartPaperForm
from ...readiness import check_filing
from ...selectors import companies_named
from ...services import filing
from ...services import starting as services
from ...services.naming import start_named_plan
from ...sight import PartView, PlanView, Progress
from .desk import opens_to_typists, paper_or_404, paper_view, refuse_on, sentences

MOST_FOUND = 10


@opens_to_typists
@require_http_methods(["GET", "POST"])
def start_paper_plan(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = list(companies_named(words)[:MOST_FOUND])
    form = StartPaperForm(request.POST or None, found=found)
    if form.is_valid():
        plan = start_named_plan(
            scheme=form.cleaned_data["scheme"],
            lead=form.cleaned_data["company"],
            title=form.cleaned_data["title"],
            membership=request.membership,
        )
        return redirect("paper_plan", plan.pk)
    context = {"form": form, "words": words, "found": found}
    return render(request, "applications/officer/paper_start.html", context)


@opens_to_typists
@require_http_methods(["GET", "POST"])
def register_company(request: HttpRequest) -> HttpResponse:
    """On the spot: the paper is there, and its company is not."""
    form = CompanyForm(request.POST or None)
    if form.is_valid():
        fields = form.cleaned_data | {"kind": Organisation.Kind.COMPANY}
        company = register_organisation(actor=request.actor, **fields)
        messages.success(request, _("%(name)sを登録しました。") % {"name": company.name})
        query = urlencode({"q": company.corporate_number})
        return redirect(f"{reverse('start_paper_plan')}?{query}")
    return render(request, "applications/officer/company.html", {"form": form})


@opens_to_typists
@require_GET
def paper_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_paper(request, paper_view(request, pk))


def show_paper(request: HttpRequest, view: PlanView, *, status: int = 200, **forms: Any) -> HttpResponse:
    """What is on the desk: the scan, the companies, the sections, the stamp."""
    words = request.GET.get("q", "").strip()
    context = {
        "plan": view.plan,
        "parties": view.parties,
        "parts": [row_of(view, part) for part in view.parts],
        "files": [file_of(view, each) for each in view.attachments],
        "check": check_filing(view.reader, view.attachments),
        "words": words,
        "companies": companies_named(words, view.parties)[:MOST_FOUND],
        "file_form": PaperFileForm(scheme=view.reader.scheme, parties=view.parties),
        "stamp_form": StampForm(prefix="stamp"),
    }
    return render(request, "applications/officer/paper.html", context | forms, status=status)


def row_of(view: PlanView, part: PartView) -> dict[str, Any]:
    label, tone = {
        Progress.DONE: (_("入力済み"), "green"),
        Progress.BEGUN: (_("未入力の欄あり"), "blue"),
        Progress.OPEN: (_("未入力"), "grey"),
    }[part.progress]
    if part.checked.errors:
        label, tone = _("読み取れない値あり"), "orange"
    return {
        "title": part.title,
        "party": part.party,
        "url": reverse("paper_part", args=[view.plan.pk, part.part.pk]),
        "label": label,
        "tone": tone,
    }


def file_of(view: PlanView, attachment: Any) -> dict[str, Any]:
    names = {document["code"]: document["name"] for document in view.reader.scheme["documents"]}
    place = [view.plan.pk, attachment.pk]
    return {
        "name": attachment.name,
        "size": attachment.file.size,
        "chip_label": names[attachment.document] + (f"（{attachment.party}）" if attachment.party else ""),
        "chip_tone": "blue" if attachment.document == PAPER_SCAN else "grey",
        "url": reverse("paper_file", args=place),
        "delete_url": reverse("remove_paper_file", args=place),
    }


@opens_to_typists
@require_POST
def add_paper_party(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = paper_or_404(request, pk)
    form = PartnerForm(request.POST)
    if form.is_valid():
        company = form.cleaned_data["company"]
        try:
            services.invite_party(plan=plan, organisation=company, membership=request.membership)
            messages.success(request, _("%(name)sを共同申請者に加えました。") % {"name": company.name})
        except Refused as refused:
            _tell(request, refused)
    return redirect("paper_plan", plan.pk)


@opens_to_typists
@require_POST
def remove_paper_party(request: HttpRequest, pk: UUID, party: int) -> HttpResponse:
    plan = paper_or_404(request, pk)
    leaving = get_object_or_404(plan.parties.select_related("organisation"), pk=party)
    try:
        services.remove_party(plan=plan, party=leaving, membership=request.membership)
        messages.success(request, _("%(name)sを外しました。") % {"name": leaving.organisation.name})
    except Refused as refused:
        _tell(request, refused)
    return redirect("paper_plan", plan.pk)


@opens_to_typists
@require_POST
def file_paper_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Taken in: from here it runs as any other application."""
    plan = paper_or_404(request, pk)
    form = StampForm(request.POST, prefix="stamp")
    if form.is_valid():
        try:
            filing.file_paper_plan(plan=plan, membership=request.membership, stamped_at=form.stamped_at())
            text = _("受け付けました。管理番号は%(number)sです。") % {"number": plan.number}
            messages.success(request, text)
            return redirect("case", plan.pk)
        except Refused as refused:
            refuse_on(form, refused)
    return show_paper(request, paper_view(request, pk), status=409, stamp_form=form)


@opens_to_typists
@require_http_methods(["GET", "POST"])
def discard_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = paper_or_404(request, pk)
    if request.method == "GET":
        return render(request, "applications/officer/paper_discard.html", {"plan": plan})
    try:
        services.discard_draft(plan=plan, membership=request.membership)
        messages.success(request, _("入力中の紙の申請を削除しました。"))
    except Refused as refused:
        _tell(request, refused)
    return redirect("worklist")


def _tell(request: HttpRequest, refused: Refused) -> None:
    for text in sentences(refused):
        messages.error(request, text)
