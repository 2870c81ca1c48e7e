"""The acts on a draft: begin it in three ways, put it forward, give it back, publish it, drop it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import opens_to
from accounts.views.people import refusals_on
from law.acts import Refused
from law.roles import Role

from ..forms_drafts import NoteForm, StartForm, UploadForm
from ..models import Scheme, SchemeDraft
from ..schemes.changes import differences
from ..schemes.services import (
    propose_scheme_draft,
    publish_scheme_draft,
    return_scheme_draft,
    start_scheme_draft,
    withdraw_scheme_draft,
)
from .drafts import draft_or_404

opens_to_administrators = opens_to(Role.ADMINISTRATOR)
get_or_post = require_http_methods(["GET", "POST"])


# Begin


@opens_to_administrators
@get_or_post
def start(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            draft = start_scheme_draft(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("案を作成しました。「基本」から順に書いてください。"))
            return redirect("scheme_draft_page", draft.pk, "basic")
    return render(request, "funds/drafts/start.html", {"form": form})


@opens_to_administrators
@require_POST
def start_from_version(request: HttpRequest, code: str) -> HttpResponse:
    """The scheme's newest version is where its next one begins."""
    found = get_object_or_404(Scheme, pk=code)
    try:
        draft = start_scheme_draft(actor=request.actor, base=found.versions.latest("number"))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, _(reason.text))
        return redirect("scheme", code)
    messages.success(request, _("いまの版をもとに案を作成しました。変えるところを書き直してください。"))
    return redirect("scheme_draft", draft.pk)


@opens_to_administrators
@get_or_post
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            draft = start_scheme_draft(actor=request.actor, document=form.cleaned_data["file"])
            messages.success(request, _("ファイルから案を作成しました。"))
            return redirect("scheme_draft", draft.pk)
    return render(request, "funds/drafts/upload.html", {"form": form})


# Go on


def _act(
    request: HttpRequest,
    pk: Any,
    page: dict[str, Any],
    form: forms.Form,
    act: Callable[[SchemeDraft, Any], object],
) -> HttpResponse:
    draft = draft_or_404(pk)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            act(draft, form.cleaned_data)
            messages.success(request, page["done"])
            return redirect(page.get("onward") or reverse("scheme_draft", args=[pk]))
    return render(request, "funds/drafts/act.html", page | {"draft": draft, "form": form, "was": _was(draft)})


def _was(draft: SchemeDraft) -> Any:
    return differences(draft.based_on.document, draft.document) if draft.based_on else []


def _posted(request: HttpRequest, form: type[forms.Form], **more: Any) -> forms.Form:
    return form(request.POST if request.method == "POST" else None, **more)


@opens_to_administrators
@get_or_post
def propose(request: HttpRequest, pk: Any) -> HttpResponse:
    page = {
        "title": _("制度の定めの公開を依頼する"),
        "submit": _("公開を依頼する"),
        "lead": _("依頼すると内容が固まります。案に手を加えていないシステム管理者が、確かめて公開します。"),
        "done": _("公開を依頼し、ほかのシステム管理者に知らせました。"),
    }
    form = _posted(request, forms.Form)
    return _act(
        request, pk, page, form, lambda draft, _said: propose_scheme_draft(draft=draft, actor=request.actor)
    )


class SeenForm(forms.Form):
    """What the publisher has before their eyes."""

    seen = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("画面を読み直してください。")},
    )


@opens_to_administrators
@get_or_post
def publish(request: HttpRequest, pk: Any) -> HttpResponse:
    page = {
        "title": _("制度の定めを公開する"),
        "submit": _("公開する"),
        "lead": _("公開した版は変更できません。適用の日から、新しく提出される申請にこの定めを適用します。"),
        "done": _("公開しました。下書きのある申請者には、変わったところを知らせます。"),
        "publishes": True,
    }
    form = _posted(request, SeenForm, initial={"seen": draft_or_404(pk).sha256})
    return _act(
        request,
        pk,
        page,
        form,
        lambda draft, said: publish_scheme_draft(draft=draft, seen=said["seen"], actor=request.actor),
    )


@opens_to_administrators
@get_or_post
def send_back(request: HttpRequest, pk: Any) -> HttpResponse:
    page = {
        "title": _("制度の定めの案を差し戻す"),
        "submit": _("差し戻す"),
        "lead": _("直すところと理由を書きます。作成・編集した人に知らせます。"),
        "done": _("差し戻しました。"),
    }
    return _act(
        request,
        pk,
        page,
        _posted(request, NoteForm),
        lambda draft, said: return_scheme_draft(draft=draft, actor=request.actor, **said),
    )


@opens_to_administrators
@get_or_post
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    page = {
        "title": _("制度の定めの案をやめる"),
        "submit": _("案をやめる"),
        "lead": _("やめた案は記録として残り、続きを書くことはできません。"),
        "done": _("案をやめました。"),
        "danger": True,
        "onward": reverse("scheme_drafts"),
    }
    return _act(
        request,
        pk,
        page,
        _posted(request, NoteForm),
        lambda draft, said: withdraw_scheme_draft(draft=draft, actor=request.actor, **said),
    )
