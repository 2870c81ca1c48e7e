"""Every request has a name, and arrives at one instant, taken when the whole of it is in."""

import errno
import re
import uuid
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from . import clock

READS_ONLY = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# The largest file that a scheme may allow, and the form around it.
MOST_UPLOAD = 101 * 1024 * 1024
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
Respond = Callable[[HttpRequest], HttpResponse]


def naming(get_response: Respond) -> Respond:
    """Outside of all others, so that whoever refuses can say what was refused."""

    def respond(request: HttpRequest) -> HttpResponse:
        translation.activate(settings.LANGUAGE_CODE)  # else each sentence asks which, at twice the cost
        request.id = _request_id(request)  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return respond


def arrival(get_response: Respond) -> Respond:
    """Waiting for a lock later makes nobody late, and a slow upload makes nobody early."""

    def respond(request: HttpRequest) -> HttpResponse:
        if refusal := _refused_unread(request):
            return refusal
        try:
            _read_whole(request)
        except TOO_MUCH:
            _drop_half_read(request)
            return _too_large()
        except OSError as error:
            _drop_half_read(request)
            return _not_read(error)
        request.arrived_at = clock.now()  # type: ignore[attr-defined]
        return get_response(request)

    return respond


def _refused_unread(request: HttpRequest) -> HttpResponse | None:
    """By what the request says of itself: nobody waits for, or makes room for, what will be refused."""
    if request.headers.get("Transfer-Encoding"):
        # Its end is not told, so Django would take it for empty, and an act be done without its words.
        text = _("送信する量（Content-Length）が示されていないため、受け取れませんでした。")
        return _refused(411, _("長さの分からない送信です"), text)
    return _too_large() if announced(request) > MOST_UPLOAD else None


def announced(request: HttpRequest) -> int:
    """How much is to come; what is no number is more than anyone takes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) <= 18 else MOST_UPLOAD + 1


def _too_large() -> HttpResponse:
    text = _(
        "一度に送る量か項目の数が多すぎるため、受け取れませんでした。量を減らして、もう一度送信してください。"
        "前の画面に戻ると、入力した内容が残っています。"
    )
    return _refused(413, _("送信する量が多すぎます"), text)


def _refused(status: int, title: str, text: str) -> HttpResponse:
    return HttpResponse(render_to_string("400.html", {"title": title, "text": text}), status=status)


def _read_whole(request: HttpRequest) -> None:
    if request.method in READS_ONLY:
        return
    if request.method == "POST" and request.content_type in FORMS:
        len(request.POST)  # asking parses the body to its end
    else:
        len(request.body)


def _drop_half_read(request: HttpRequest) -> None:
    """Django leaves the file of an upload that broke off until the garbage is collected."""
    for handler in request.upload_handlers:
        file = getattr(handler, "file", None)
        if file is not None:
            with suppress(OSError):  # what was buffered finds no room either; the file goes all the same
                file.close()


def _not_read(error: OSError) -> HttpResponse:
    if isinstance(error, UnreadablePostError):
        return HttpResponse(status=400)  # the other side hung up: nobody reads this
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        text = _("保存する場所に空きがないため、受け取れませんでした。時間をおいてもう一度送信してください。")
        return HttpResponse(text, status=507, content_type="text/plain; charset=utf-8")
    raise error


def _request_id(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
