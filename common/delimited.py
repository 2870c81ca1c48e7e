"""Lists as CSV: UTF-8 with a mark that Excel reads it by, and no cell that a spreadsheet would compute."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from .files.kinds import CONTENT_TYPES, Kind

# What a spreadsheet takes for the beginning of a formula; a Japanese one reads the wide ones too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def delimited(*, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CRLF and quotes as in RFC 4180; a text that begins like a formula is led by an apostrophe."""
    whole = io.StringIO(newline="")
    writer = csv.writer(whole)
    for row in (head, *rows):
        writer.writerow([_inert(text) for text in row])
    return whole.getvalue().encode("utf-8-sig")


def csv_response(content: bytes, *, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[Kind.CSV],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
