"""Arrival: one instant per request, taken when the whole request is in."""

import errno
import re
import uuid
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import translation
from django.utils.translation import gettext as _

from . import clock

READS_ONLY = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
Respond = Callable[[HttpRequest], HttpResponse]


def arrival(get_response: Respond) -> Respond:
    """Waiting for a lock later makes nobody late, and a slow upload makes nobody early."""

    def respond(request: HttpRequest) -> HttpResponse:
        translation.activate(settings.LANGUAGE_CODE)  # else each sentence asks which, at twice the cost
        request.id = _request_id(request)  # type: ignore[attr-defined]
        try:
            _read_whole(request)
        except OSError as error:
            _drop_half_read(request)
            return _not_read(error)
        request.arrived_at = clock.now()  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return respond


def _read_whole(request: HttpRequest) -> None:
    if request.method in READS_ONLY:
        return
    if request.method == "POST" and (request.content_type or "").startswith("multipart/"):
        len(request.FILES)  # asking parses the body to its end
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
