"""Lists as Excel. Every cell is text: what begins with `=` stays what somebody typed."""

import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from .files.kinds import CONTENT_TYPES, Kind

AT_ONCE = 5_000
WIDTH = 20


def workbook(*, sheet: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Written row by row, so that memory doesn't grow with the list."""
    whole = io.BytesIO()
    with Workbook(whole, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.set_column(0, len(head) - 1, WIDTH)
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, label in enumerate(head):
            page.write_string(0, column, label, bold)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                page.write_string(number, column, text)
    return whole.getvalue()


def excel_response(content: bytes, *, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=CONTENT_TYPES[Kind.XLSX], headers=headers)
