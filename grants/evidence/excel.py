"""The Excel of evidence: a table out with what is kept; the same table in. Empty, it is a template."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter import Workbook

from common import files
from common.files import FileRefused
from common.files.office import directory_is_too_long
from law.evidence import PayMethod

from ..models import Evidence, Grant
from .cells import COLUMNS, YES, EvidenceForm, Read, Reader, as_cell
from .rows import MOST_ROWS, labels_of

LIMITS = files.Limits(max_bytes=10 * 1024 * 1024, kinds=frozenset({files.Kind.XLSX}))
MOST_INFLATED = 60 * 1024 * 1024
MOST_COLUMNS = 60
MOST_SIGNS = 4_000_000  # in all cells together
MOST_BLANK = 200  # rows in a row without a word: the end of the table
WIDTH, SPARE = 18, 500
# What zipfile and openpyxl raise of what is no workbook; broken XML is a SyntaxError to Python.
ERRORS = (
    *(zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError),
    *(TypeError, AttributeError, OSError, EOFError, NotImplementedError, RuntimeError, SyntaxError),
)


def workbook_of(grant: Grant, rows: Iterable[Evidence]) -> bytes:
    """Texts are written as texts, so that what begins with `=` is never computed; the lines are offered."""
    labels = labels_of(grant)
    fields = EvidenceForm(labels=labels).fields
    whole = io.BytesIO()
    with Workbook(whole, {"constant_memory": True}) as book:
        page = book.add_worksheet(_("証憑"))
        lines = book.add_worksheet(_("経費"))
        bold = book.add_format({"bold": True, "text_wrap": True})
        money = book.add_format({"num_format": "#,##0"})
        page.set_column(0, len(COLUMNS) - 1, WIDTH)
        page.freeze_panes(1, 2)
        for column, name in enumerate(COLUMNS):
            page.write_string(0, column, str(fields[name].label), bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, cell in enumerate(_cells(row, labels)):
                if isinstance(cell, int):
                    page.write_number(last, column, cell, money)
                elif cell:
                    page.write_string(last, column, cell)
        _offer(page, lines, labels, last + SPARE)
        lines.set_column(0, 1, WIDTH * 2)
        for place, (label, bold_head) in enumerate([(_("番号"), bold), (_("経費"), bold)]):
            lines.write_string(0, place, label, bold_head)
        for place, label in enumerate(labels.values(), start=1):
            lines.write_number(place, 0, place)
            lines.write_string(place, 1, label)
    return whole.getvalue()


def _offer(page: Any, lines: Any, labels: dict[int, str], last: int) -> None:
    """What may be chosen in the cells: the lines of the grant, ○, the ways to pay."""
    column = COLUMNS.index("line")
    source = f"='{lines.get_name()}'!$B$2:$B${len(labels) + 1}"
    page.data_validation(1, column, last, column, {"validate": "list", "source": source})
    for name, choices in (("is_related", [YES]), ("paid_by", [each.label for each in PayMethod])):
        column = COLUMNS.index(name)
        page.data_validation(1, column, last, column, {"validate": "list", "source": choices})


def _cells(row: Evidence, labels: dict[int, str]) -> list[str | int]:
    held: dict[str, Any] = {name: getattr(row, name, None) for name in COLUMNS}
    held |= {"line": labels.get(row.cost_line_id, ""), "is_related": YES if row.is_related else ""}
    held["paid_by"] = row.get_paid_by_display() if row.paid_by else ""
    return [
        value
        if isinstance(value, int) and not isinstance(value, bool)
        else value.isoformat()
        if isinstance(value, date)
        else str(value or "")
        for value in held.values()
    ]


def read_workbook(path: Path, reader: Reader, name: str) -> list[Read]:
    """The rows of its first sheet, one after another; a workbook that would unfold too far is refused."""
    try:
        _weigh(path, name)
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return list(_read(book.worksheets[0], reader, name))
        finally:
            book.close()
    except ERRORS as error:
        raise FileRefused(
            _(
                "「%(name)s」を読み取れませんでした。ひな形をもう一度ダウンロードし、書き写して保存してください。"
            )
            % {"name": name}
        ) from error


def first_sheet(path: Path, *, name: str, most: int) -> list[list[str]]:
    """The rows of the first sheet as they would be typed, without the blank ones; weighed as above."""
    try:
        _weigh(path, name)
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return list(_cells_of(book.worksheets[0], name, most))
        finally:
            book.close()
    except ERRORS as error:
        text = _("「%(name)s」を読み取れませんでした。Excelで開いて、.xlsx の形で保存し直してください。")
        raise FileRefused(text % {"name": name}) from error


def _cells_of(sheet: Any, name: str, most: int) -> Iterator[list[str]]:
    count = blank = signs = 0
    for cells in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        texts = [as_cell(cell) for cell in cells]
        blank = 0 if any(texts) else blank + 1
        if blank > MOST_BLANK:
            return
        if not any(texts):
            continue
        count, signs = count + 1, signs + sum(map(len, texts))
        if signs > MOST_SIGNS:
            raise _too_far(name)
        if count > most:
            text = _("「%(name)s」は%(most)s行を超えています。分けて取り込んでください。")
            raise FileRefused(text % {"name": name, "most": f"{most:,}"})
        yield texts


def _weigh(path: Path, name: str) -> None:
    """By its directory, which is weighed before it is read."""
    if directory_is_too_long(path):
        raise _too_far(name)
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_INFLATED:
            raise _too_far(name)


def _too_far(name: str) -> FileRefused:
    text = _("「%(name)s」は、展開すると大きくなりすぎます。使っていないシートや画像を減らしてください。")
    return FileRefused(text % {"name": name})


def _read(sheet: Any, reader: Reader, name: str) -> Iterator[Read]:
    heading: list[str | None] | None = None
    count = blank = signs = 0
    for place, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        texts = [as_cell(cell) for cell in cells]
        if heading is None:
            heading = reader.heading(texts)
            if heading is None:
                raise FileRefused(
                    _(
                        "「%(name)s」の一行目に、列の名前（証憑番号など）がありません。ひな形を使ってください。"
                    )
                    % {"name": name}
                )
            continue
        blank = 0 if any(texts) else blank + 1
        if blank > MOST_BLANK:
            return
        if not any(texts):
            continue
        count, signs = count + 1, signs + sum(map(len, texts))
        if signs > MOST_SIGNS:  # one long text of a sheet may stand in any number of its cells
            raise _too_far(name)
        if count > MOST_ROWS:
            text = _("「%(name)s」は%(most)s行を超えています。分けて取り込んでください。")
            raise FileRefused(text % {"name": name, "most": f"{MOST_ROWS:,}"})
        yield reader.read(place, {key: text for key, text in zip(heading, texts, strict=False) if key})
