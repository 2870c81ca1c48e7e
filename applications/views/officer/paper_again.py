"""Letters on paper after the application: what they change is typed, then each is taken in with its stamp."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from common import files
from common.files import FileRefused
from law.acts import Refused
from law.roles import MINISTRY, Role
from law.states import PlanState
from law.visibility import Kind

from ...forms_paper import PaperAmendmentForm, PaperFileForm, PaperLetterForm, PaperWithdrawalForm
from ...models import Plan, PlanParty
from ...panels import letters_awaited
from ...parts.spec import ATTACHMENTS
from ...selectors import plans_visible_to
from ...services import on_paper
from ...sight import PlanView, plan_view, viewer
from .desk import opens_to_typists, paper_again_or_404, refuse_on
from .paper import file_of, row_of, show_paper


def show_desk(request: HttpRequest, view: PlanView, *, status: int = 200, **forms: Any) -> HttpResponse:
    show = show_paper if view.plan.state == PlanState.DRAFT else show_again
    return show(request, view, status=status, **forms)


@opens_to_typists
@require_GET
def paper_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_again(request, plan_view(paper_again_or_404(request, pk), request.membership))


def show_again(request: HttpRequest, view: PlanView, *, status: int = 200, **forms: Any) -> HttpResponse:
    """What is open again, and the letters that are awaited."""
    changeable = [each for each in view.attachments if view.may_change(ATTACHMENTS, each.party)]
    owners = [party for party in view.parties if view.may_change(ATTACHMENTS, party)]
    context = {
        "plan": view.plan,
        "parts": [row_of(view, part) for part in view.parts if part.editable],
        "files": [file_of(view, each) for each in changeable],
        "may_attach": bool(owners) or view.may_change(ATTACHMENTS, None),
        "file_form": PaperFileForm(scheme=view.reader.scheme, parties=view.parties),
        "awaited": letters_awaited.ask(view.plan),
        "amending": _amends(view.plan),
    }
    return render(request, "applications/officer/paper_again.html", context | forms, status=status)


def _amends(plan: Plan) -> bool:
    return plan.openings.filter(sheet=None, closed_at=None).exists()


# An amendment of the applicant's own accord


@opens_to_typists
@require_http_methods(["GET", "POST"])
def open_paper_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = plan_view(paper_again_or_404(request, pk), request.membership)
    form = PaperAmendmentForm(request.POST if request.method == "POST" else None, choices=_choices(view))
    if form.is_valid():
        try:
            on_paper.open_paper_amendment(plan=view.plan, parts=form.opened(), membership=request.membership)
        except Refused as refused:
            refuse_on(form, refused)
        else:
            messages.success(request, _("選んだ項目を開きました。書面のとおりに入力してください。"))
            return redirect("paper_again", pk)
    words = {
        "title": _("紙の修正を入力する"),
        "submit": _("項目を開く"),
        "lead": _("申請者が自ら修正する書面が届いたときに、書面にある項目だけを開きます。"),
    }
    return _show_letter(request, view.plan, form, **words)


def _choices(view: PlanView) -> list[tuple[str, str]]:
    """Sections that this desk may see; a company's own say whose."""
    parts = [(_key(each.part.key, each.party), _named(each.title, each.party)) for each in view.parts]
    files = [(_key(ATTACHMENTS, owner), _named(_("添付書類"), owner)) for owner in (None, *view.parties)]
    return [*parts, *files]


def _key(key: str, party: PlanParty | None) -> str:
    return f"{key}:{party.pk}" if party else key


def _named(title: str, party: PlanParty | None) -> str:
    return f"{title}（{party}）" if party else title


@opens_to_typists
@require_http_methods(["GET", "POST"])
def file_paper_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = paper_again_or_404(request, pk)
    form = PaperLetterForm(*_posted(request))
    if form.is_valid():
        try:
            paper = _received(plan, form)
            on_paper.file_paper_amendment(plan=plan, paper=paper, membership=request.membership)
        except (Refused, FileRefused) as refused:
            refuse_on(form, refused)
        else:
            messages.success(request, _("紙の修正を受け付けました。新しい版を作りました。"))
            return redirect("case", pk)
    lead = _("書面のとおりに入力してから、受付印の日時で受け付けます。最初の到達日時は変わりません。")
    words = {"title": _("紙の修正を受け付ける"), "submit": _("受け付ける"), "lead": lead}
    return _show_letter(request, plan, form, **words)


# Withdrawal


@opens_to_typists
@require_http_methods(["GET", "POST"])
def file_paper_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = paper_again_or_404(request, pk)
    form = PaperWithdrawalForm(*_posted(request), plan=plan)
    if form.is_valid():
        try:
            paper = _received(plan, form)
            withdrawn = on_paper.file_paper_withdrawal(
                plan=plan, parties=form.cleaned_data["parties"], paper=paper, membership=request.membership
            )
        except (Refused, FileRefused) as refused:
            refuse_on(form, refused)
        else:
            messages.success(request, _withdrawal_message(withdrawn))
            return redirect("case", pk)
    words = {
        "title": _("取下げの書面を受け付ける"),
        "submit": _("受け付ける"),
        "lead": _("共同の申請は、すべての会社の書面がそろうと取り下げられます。取下げは元に戻せません。"),
        "danger": True,
    }
    return _show_letter(request, plan, form, **words)


def _withdrawal_message(withdrawn: bool) -> str:
    if withdrawn:
        return _("書面により申請が取り下げられました。")
    return _("取下げの書面を受け付けました。ほかの会社の書面もそろうと、申請は取り下げられます。")


def _posted(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _received(plan: Plan, form: PaperLetterForm) -> on_paper.Paper:
    return on_paper.receive(plan=plan, upload=form.cleaned_data["scan"], stamped_at=form.stamped_at())


def _show_letter(request: HttpRequest, plan: Plan, form: Any, **words: Any) -> HttpResponse:
    context = {"plan": plan, "form": form, "back": reverse("case", args=[plan.pk])} | words
    status = 400 if form.is_bound else 200
    return render(request, "applications/officer/paper_letter.html", context, status=status)


# The scans


@opens_to(*MINISTRY, Role.AUDITOR)
@require_GET
def paper_letter(request: HttpRequest, pk: UUID, letter: UUID) -> HttpResponseBase:
    plan = get_object_or_404(plans_visible_to(request.membership).select_related("case"), pk=pk)
    rows = plan.letters.select_related("file") if _opens_paper(request, plan) else plan.letters.none()
    found = get_object_or_404(rows, pk=letter)
    return files.serve(found.file, name=found.name, inline=True)


def _opens_paper(request: HttpRequest, plan: Plan) -> bool:
    return bool(viewer(plan, request.membership).sees(Kind.PAPER))
