"""The acts on a draft: begin it in three ways, put it forward, give it back, publish it, drop it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import opens_to
from accounts.views.people import refusals_on
from common.acting import ActPage, act_page, posted
from law.acts import Refused
from law.roles import Role

from ..forms_drafts import NoteForm, ReplaceForm, SeenForm, StartForm, UploadForm
from ..models import Scheme, SchemeDraft
from ..schemes.changes import differences
from ..schemes.places import Document
from ..schemes.services import (
    draft_to_replace,
    propose_scheme_draft,
    publish_scheme_draft,
    replace_scheme_draft,
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
    """A new draft from a file; where one of the same scheme is open, its content is offered instead."""
    if "document" in request.POST:
        return _replacing(request, ReplaceForm(request.POST))
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        document = form.cleaned_data["file"]
        with refusals_on(form):
            if draft := draft_to_replace(document):
                said = {"document": document, "revision": draft.revision}
                return _offered(request, draft, document, ReplaceForm(initial=said))
            draft = start_scheme_draft(actor=request.actor, document=document)
            messages.success(request, _("ファイルから案を作成しました。"))
            return redirect("scheme_draft", draft.pk)
    return render(request, "funds/drafts/upload.html", {"form": form})


def _replacing(request: HttpRequest, form: ReplaceForm) -> HttpResponse:
    draft = draft_to_replace(form.cleaned_data["document"]) if form.is_valid() else None
    if draft is None:
        messages.error(request, _("置き換える案が見つかりません。もう一度ファイルを選んでください。"))
        return redirect("upload_scheme_draft")
    page = _replacement(draft, form.cleaned_data["document"])
    return act_page(
        request,
        page,
        form,
        lambda said: replace_scheme_draft(draft=draft, actor=request.actor, **said),
    )


def _offered(request: HttpRequest, draft: SchemeDraft, document: Document, form: ReplaceForm) -> HttpResponse:
    page = _replacement(draft, document)
    return render(request, page.template, {"page": page, "form": form} | page.context)


def _replacement(draft: SchemeDraft, document: Document) -> ActPage:
    return ActPage(
        draft,
        _("ファイルの内容で案を置き換える"),
        _("この内容で案を置き換える"),
        reverse("scheme_draft", args=[draft.pk]),
        _("案をファイルの内容に置き換えました。"),
        lead=_("この制度には作成中の案があります。置き換えると、次のとおり変わり、経緯に残ります。"),
        template="funds/drafts/replace.html",
        context={"draft": draft, "differences": differences(draft.document, document)},
    )


# Go on


def _page(pk: Any, title: str, submit: str, done: str, lead: str, **more: Any) -> ActPage:
    draft = draft_or_404(pk)
    was = differences(draft.based_on.document, draft.document) if draft.based_on else []
    shown = {"draft": draft, "was": was, "publishes": more.pop("publishes", False)}
    back = reverse("scheme_draft", args=[pk])
    return ActPage(
        draft, title, submit, back, done, lead, template="funds/drafts/act.html", context=shown, **more
    )


@opens_to_administrators
@get_or_post
def propose(request: HttpRequest, pk: Any) -> HttpResponse:
    page = _page(
        pk,
        _("制度の定めの公開を依頼する"),
        _("公開を依頼する"),
        _("公開を依頼し、ほかのシステム管理者に知らせました。"),
        _("依頼すると内容が固まります。案に手を加えていないシステム管理者が、確かめて公開します。"),
    )
    return act_page(
        request,
        page,
        forms.Form(posted(request)),
        lambda _said: propose_scheme_draft(draft=page.about, actor=request.actor),
    )


@opens_to_administrators
@get_or_post
def publish(request: HttpRequest, pk: Any) -> HttpResponse:
    page = _page(
        pk,
        _("制度の定めを公開する"),
        _("公開する"),
        _("公開しました。下書きのある申請者には、変わったところを知らせます。"),
        _("公開した版は変更できません。適用の日から、新しく提出される申請にこの定めを適用します。"),
        publishes=True,
    )
    return act_page(
        request,
        page,
        SeenForm(posted(request), initial={"seen": page.about.sha256}),
        lambda said: publish_scheme_draft(draft=page.about, actor=request.actor, **said),
    )


@opens_to_administrators
@get_or_post
def send_back(request: HttpRequest, pk: Any) -> HttpResponse:
    page = _page(
        pk,
        _("制度の定めの案を差し戻す"),
        _("差し戻す"),
        _("差し戻しました。"),
        _("直すところと理由を書きます。作成・編集した人に知らせます。"),
    )
    return act_page(
        request,
        page,
        NoteForm(posted(request)),
        lambda said: return_scheme_draft(draft=page.about, actor=request.actor, **said),
    )


@opens_to_administrators
@get_or_post
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    page = _page(
        pk,
        _("制度の定めの案をやめる"),
        _("案をやめる"),
        _("やめました。"),
        _("やめた案は記録として残り、続きを書くことはできません。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        NoteForm(posted(request)),
        lambda said: withdraw_scheme_draft(draft=page.about, actor=request.actor, **said),
    )
