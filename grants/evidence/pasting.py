"""Rows copied from a spreadsheet: cells parted by tabs, with or without a heading. Nothing of it is lost."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from law.acts import Reason, Refused

from .cells import COLUMNS, Read, Reader
from .rows import MOST_ROWS


@dataclass(frozen=True)
class Pasted:
    """`heading`: the cells of its first line where they name columns; `unread`: those that name none."""

    heading: list[str] | None
    unread: list[str]
    rows: list[Read]
    raw: dict[int, list[str]] = field(default_factory=dict)

    def left_over(self, places: Collection[int]) -> str:
        """The text of these rows alone, as it was pasted: what could not be kept stays to be mended."""
        whole = io.StringIO(newline="")
        writer = csv.writer(whole, delimiter="\t", lineterminator="\n")
        kept = [self.raw[place] for place in self.raw if place in places]
        writer.writerows([self.heading, *kept] if self.heading and kept else kept)
        return whole.getvalue()


def read_pasted(text: str, reader: Reader) -> Pasted:
    lines = _lines(text)
    heading = reader.heading(lines[0][1]) if lines else None
    names = heading or list(COLUMNS)
    body = lines[1:] if heading else lines
    if len(body) > MOST_ROWS:
        words = {"most": f"{MOST_ROWS:,}"}
        raise Refused(
            Reason(
                "too_many_rows", _("一度に読めるのは%(most)s行までです。分けて貼り付けてください。") % words
            )
        )
    rows = [_read(reader, place, names, cells) for place, cells in body]
    unread = (
        [cell for cell, name in zip(lines[0][1], heading, strict=True) if not name and cell]
        if heading
        else []
    )
    return Pasted(lines[0][1] if heading else None, unread, rows, dict(body))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Place (counted from 1) and cells of each line that says anything."""
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error as error:
        text = _('引用符（"）の組が合わないか、一つの欄が長すぎます。表から写し直してください。')
        raise Refused(Reason("unreadable_paste", text)) from error
    return [
        (place, cells) for place, cells in enumerate(found, start=1) if any(cell.strip() for cell in cells)
    ]


def _read(reader: Reader, place: int, names: list[str | None], cells: list[str]) -> Read:
    found = reader.read(place, {name: cell for name, cell in zip(names, cells, strict=False) if name})
    beyond = [cell for cell in cells[len(names) :] if cell.strip()]
    if not beyond:
        return found
    text = _("列が多すぎます（「%(cell)s」から先）。列の名前の行を付けて写すか、余分な列を除いてください。")
    errors = {**found.errors, "": text % {"cell": beyond[0][:20]}}
    return Read(found.place, found.cells, found.values, errors)
