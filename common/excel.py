"""Lists as Excel. A whole number is a number, every other cell text: what begins with `=` stays as typed."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from xlsxwriter import Workbook

AT_ONCE = 5_000
WIDTH = 20


def workbook(*, sheet: str, head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    whole = io.BytesIO()
    write_workbook(whole, sheet=sheet, head=head, rows=rows)
    return whole.getvalue()


def write_workbook(
    to: IO[bytes] | Path, *, sheet: str, head: Sequence[str], rows: Iterable[Sequence[str | int]]
) -> None:
    """Written row by row, so that memory doesn't grow with the list."""
    with Workbook(to, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.set_column(0, len(head) - 1, WIDTH)
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        sums = book.add_format({"num_format": "#,##0"})
        for column, label in enumerate(head):
            page.write_string(0, column, label, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    page.write_number(number, column, cell, sums)
                else:
                    page.write_string(number, column, cell)
