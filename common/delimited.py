"""Lists as CSV: UTF-8 with a mark that Excel reads it by, and no cell that a spreadsheet would compute."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from django.http import HttpResponse

from .files.kinds import CONTENT_TYPES, Kind

# What a spreadsheet takes for the beginning of a formula; a Japanese one reads the wide ones too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def delimited(*, head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    whole = io.StringIO(newline="")
    _write(whole, head, rows)
    return whole.getvalue().encode("utf-8-sig")


def write_delimited(to: Path, *, head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """The same, row by row, so that memory doesn't grow with the list."""
    with to.open("w", encoding="utf-8-sig", newline="") as whole:
        _write(whole, head, rows)


def _write(to: IO[str], head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """CRLF and quotes as in RFC 4180; a text that begins like a formula is led by an apostrophe."""
    writer = csv.writer(to)
    writer.writerow([_inert(text) for text in head])
    writer.writerows([_inert(cell) for cell in row] for row in rows)


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


def _inert(cell: str | int) -> str | int:
    """A number below zero is a number: it stays one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
