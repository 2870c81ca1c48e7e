"""The acts on a call: draft, revise, publish, withdraw; its papers; its closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import opens_to
from common import clock
from common.acting import ActPage, act_at_once, act_page, is_done, posted
from law.lifecycle import SchemeKind
from law.roles import MINISTRY, Role

from ...models import Call, CallDocument, ClosingChange, Scheme
from ...selectors import version_in_force
from ..forms import CallForm, ClosingForm, DocumentForm, DocumentVersionForm, PlainForm, typed_of
from ..services.closing import approve_closing, drop_closing, propose_closing
from ..services.making import draft_call, publish_call, revise_call, withdraw_call
from ..services.papers import add_call_document, remove_call_document, revise_call_document
from .officer import call_or_404, schemes_to_call

opens_to_officers = opens_to(Role.OFFICER)
opens_to_ministry = opens_to(*MINISTRY)
get_or_post = require_http_methods(["GET", "POST"])


@opens_to_officers
@get_or_post
def draft(request: HttpRequest) -> HttpResponse:
    """First the scheme, for it says what may be typed; then the call."""
    code = request.GET.get("scheme", "")
    if not code:
        return render(request, "funds/calls/schemes.html", {"schemes": schemes_to_call()})
    scheme = get_object_or_404(Scheme, code=code)
    form = CallForm(posted(request), scheme=scheme, document=_document(scheme), initial=_beginning(scheme))
    made: list[Call] = []

    def make(_typed: dict[str, Any]) -> None:
        made.append(draft_call(scheme=scheme, text=form.text(), membership=request.membership))

    if request.method == "POST" and form.is_valid() and is_done(form, make):
        messages.success(request, _("公募の案を作成しました。書類を加え、別の人が公表します。"))
        return redirect("call", made[0].pk)
    title, back = _("公募の案を作成する"), reverse("calls")
    context = {"eyebrow": scheme.name, "way": _way((title, ""))}
    page = ActPage(None, title, _("案を保存する"), back, "", context=context)
    return render(request, page.template, {"page": page, "form": form} | page.context)


def _document(scheme: Scheme) -> dict[str, Any]:
    version = version_in_force(scheme, clock.today()) or scheme.versions.order_by("-number").first()
    return version.document if version else {}


def _beginning(scheme: Scheme) -> dict[str, Any]:
    last = scheme.calls.order_by("-round").first()
    name = scheme.name
    if scheme.kind == SchemeKind.CERTIFICATION:
        name = _("%(scheme)s　随時の受付") % {"scheme": scheme.name}
    return {
        "round": last.round + 1 if last else 1,
        "name": name,
        "contact": last.contact if last else "",
        "opens_time": "9:00",
        "closes_time": "17:00",
    }


@opens_to_officers
@get_or_post
def revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = call_or_404(pk)
    form = CallForm(
        posted(request), scheme=found.scheme, document=_document(found.scheme), initial=typed_of(found)
    )

    def write(_typed: dict[str, Any]) -> None:
        revise_call(call=found, text=form.text(), membership=request.membership)

    return act_page(
        request, _page(found, _("公募の案を直す"), _("案を保存する"), _("案を保存しました。")), form, write
    )


@opens_to_officers
@get_or_post
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = call_or_404(pk)
    return act_page(
        request,
        _page(
            found,
            _("公募の案を取り下げる"),
            _("案を取り下げる"),
            _("案を取り下げました。"),
            lead=_("公表する前の案を取りやめます。記録は残ります。同じ回の公募を、あらためて作成できます。"),
            danger=True,
        ),
        PlainForm(posted(request)),
        lambda _typed: withdraw_call(call=found, membership=request.membership),
    )


@opens_to_ministry
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = call_or_404(pk)
    seen = request.POST.get("seen", "")
    return act_at_once(
        request,
        reverse("call", args=[pk]),
        _("公表しました。公募の一覧に出ています。"),
        lambda: publish_call(
            call=found,
            seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            membership=request.membership,
        ),
    )


# Papers


@opens_to_officers
@get_or_post
def add_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = call_or_404(pk)
    form = DocumentForm(
        posted(request), request.FILES or None, initial={"kind": CallDocument.Kind.GUIDELINES}
    )
    return act_page(
        request,
        _page(found, _("書類を加える"), _("書類を加える"), _("書類を加えました。")),
        form,
        lambda typed: add_call_document(
            call=found,
            kind=typed["kind"],
            title=typed["title"],
            upload=typed["file"],
            membership=request.membership,
        ),
    )


@opens_to_officers
@get_or_post
def revise_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document_or_404(pk)
    return act_page(
        request,
        _page(
            document.call,
            _("「%(title)s」の新しい版を加える") % {"title": document.title},
            _("新しい版を公表する"),
            _("新しい版を公表しました。前の版も読めるように残っています。"),
            lead=_(
                "前の版は、日付とともに公募の画面に残ります。下書きのある申請者に、お知らせとメールで知らせます。"
            ),
        ),
        DocumentVersionForm(posted(request), request.FILES or None),
        lambda typed: revise_call_document(
            document=document,
            changes=typed["changes"],
            upload=typed["file"],
            membership=request.membership,
        ),
    )


@opens_to_officers
@require_POST
def remove_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document_or_404(pk)
    return act_at_once(
        request,
        reverse("call", args=[document.call_id]),
        _("書類を外しました。"),
        lambda: remove_call_document(document=document, membership=request.membership),
    )


def _document_or_404(pk: UUID) -> CallDocument:
    return get_object_or_404(CallDocument.objects.select_related("call__scheme"), pk=pk)


# The closing


@opens_to_officers
@get_or_post
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = call_or_404(pk)
    form = ClosingForm(posted(request))
    return act_page(
        request,
        _page(
            found,
            _("受付終了の変更を求める"),
            _("変更を求める"),
            _("変更を求めました。別の人が承認すると、受付終了が変わります。"),
            lead=_(
                "延長も繰上げもできます。これからの日時に限るので、すでに到達した申請が受付の外になることはありません。"
            ),
        ),
        form,
        lambda typed: propose_closing(
            call=found, closes_at=form.closes_at(), reason=typed["reason"], membership=request.membership
        ),
    )


@opens_to_ministry
@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = _change_or_404(pk)
    done = _("受付終了を変更しました。公募の画面に出し、下書きのある申請者に知らせます。")
    return act_at_once(
        request,
        reverse("call", args=[change.call_id]),
        done,
        lambda: approve_closing(change=change, membership=request.membership),
    )


@opens_to_ministry
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = _change_or_404(pk)
    return act_at_once(
        request,
        reverse("call", args=[change.call_id]),
        _("受付終了の変更を取りやめました。"),
        lambda: drop_closing(change=change, membership=request.membership),
    )


def _change_or_404(pk: UUID) -> ClosingChange:
    return get_object_or_404(ClosingChange.objects.select_related("call__scheme"), pk=pk)


# The page of an act


def _page(found: Call, title: str, submit: str, done: str, **more: Any) -> ActPage:
    back = reverse("call", args=[found.pk])
    context = {"eyebrow": found.name, "way": _way((found.name, back), (title, ""))}
    return ActPage(found, title, submit, back, done, context=context, **more)


def _way(*items: tuple[str, str]) -> list[dict[str, str]]:
    """The breadcrumb from the list of calls down to this page."""
    return [{"label": label, "url": url} for label, url in ((_("公募と受付"), reverse("calls")), *items)]
