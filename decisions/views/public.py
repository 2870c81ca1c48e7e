"""Verification: open to everyone, throttled, and it never parses a stranger's file."""

import hashlib
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to_everyone
from common.throttle import allows

from ..lookup import Answer, answer, answer_to_file, by_public_id
from ..models import Document
from ..status import path as status_path

LARGEST = 50 * 1024 * 1024


def _throttled(request: HttpRequest) -> HttpResponse | None:
    address = get_adapter().get_client_ip(request)
    if allows(action="verify", address=address, most=settings.VERIFICATIONS_PER_MINUTE):
        return None
    text = _("短い時間に多くの確認がありました。1分ほど待ってから、もう一度お試しください。")
    return _show(request, answer=Answer("warning", text), status=429)


def _show(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    """The list of what stands is named once there is one: with the first decision that is issued."""
    known = {"has_status_list": status_path().exists()}
    return render(request, "decisions/public/verify.html", known | context, status=status)


@opens_to_everyone
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Drop a PDF: only its SHA-256 is looked up."""
    if request.method == "GET":
        return _show(request)
    if refusal := _throttled(request):
        return refusal
    if "sha256" in request.POST:
        found = answer_to_file(request.POST["sha256"].lower(), of=_asked(request))
        return render(request, "decisions/public/_answer.html", {"answer": found})
    return _show(request, answer=_of_upload(request))


def _asked(request: HttpRequest) -> Document | None:
    """Whose page the file was shown on, if on one's."""
    public_id = request.POST.get("document", "")
    return by_public_id(public_id) if public_id else None


def _of_upload(request: HttpRequest) -> Answer:
    """Without JavaScript the file comes here; it is hashed and thrown away."""
    upload = request.FILES.get("file")
    if upload is None or upload.size > LARGEST:
        return Answer(
            "error",
            _("ファイルを選んでください"),
            _("確かめたいPDF（50MB以内）を選んで、もう一度送信してください。"),
        )
    digest = hashlib.sha256()
    for block in upload.chunks():
        digest.update(block)
    return answer_to_file(digest.hexdigest(), of=_asked(request))


@opens_to_everyone
@require_GET
def verify_document(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page behind a letter's QR code and URL."""
    if refusal := _throttled(request):
        return refusal
    document = by_public_id(public_id)
    if document is None:
        raise Http404
    return _show(request, answer=answer(document, shows_the_file=False), document=document)


@opens_to_everyone
@require_GET
def status_list(request: HttpRequest) -> HttpResponse:
    """The signed list of what stands, for checking without network later."""
    if not status_path().exists():
        raise Http404
    return FileResponse(status_path().open("rb"), content_type="application/json")


@opens_to_everyone
@require_GET
def trust_root(request: HttpRequest) -> HttpResponse:
    """The certificate that letters chain to; compare its fingerprint by another way before trusting it."""
    root = settings.SIGNING_DIR / "root.crt"
    if not root.exists():
        raise Http404
    return FileResponse(root.open("rb"), as_attachment=True, filename="kikin-root.crt")
