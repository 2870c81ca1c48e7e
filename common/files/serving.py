"""Hands a file out so that no browser can be made to run it as a page of ours."""

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from .kinds import CONTENT_TYPES, Kind
from .labels import label
from .models import StoredFile
from .storing import path_of

SHOWN_INLINE = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG})
POLICY = "default-src 'none'; sandbox"
# Browsers refuse to open their PDF viewer in a sandboxed document.
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


def serve(stored: StoredFile, *, name: str, inline: bool = False) -> HttpResponseBase:
    """The caller has decided that this person may see this file."""
    inline = inline and stored.kind in SHOWN_INLINE
    response = _body(stored)
    response["Content-Type"] = _content_type(stored.kind)
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = content_disposition_header(not inline, label(name)) or ""
    response["Content-Security-Policy"] = PDF_POLICY if inline and stored.kind == Kind.PDF else POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _body(stored: StoredFile) -> HttpResponseBase:
    if prefix := getattr(settings, "FILES_ACCEL", ""):
        place = f"{stored.sha256[:2]}/{stored.sha256}"
        return HttpResponse(headers={"X-Accel-Redirect": f"{prefix.rstrip('/')}/{place}"})
    return FileResponse(path_of(stored).open("rb"))


def _content_type(kind: str) -> str:
    return CONTENT_TYPES[Kind(kind)] if kind in set(Kind) else "application/octet-stream"
