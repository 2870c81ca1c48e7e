"""Kinds of documents: those a scheme asks for, and the scan of a paper application.

Every lifecycle takes paper, so every desk knows the scan.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from common.files import Kind

PAPER_SCAN = "paper_scan"


def with_paper_scan(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A scheme's documents and the scan, unless the scheme says itself how it is taken."""
    if any(each["code"] == PAPER_SCAN for each in documents):
        return documents
    return [*documents, _paper_scan()]


def _paper_scan() -> dict[str, Any]:
    return {
        "code": PAPER_SCAN,
        "name": _("紙の申請書の写し"),
        "per_party": False,
        "required": False,
        "confidential": True,
        "desk": True,
        "kinds": [Kind.PDF.value, Kind.PNG.value, Kind.JPEG.value],
    }


def document_name(scheme: Mapping[str, Any], code: str) -> str:
    """What a scheme's document calls this kind of file."""
    documents = with_paper_scan(scheme["documents"])
    return next((each["name"] for each in documents if each["code"] == code), code)
