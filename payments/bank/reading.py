"""A statement as it is read: cells with their columns or a bank's records, into lines; errors by row."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import files
from common.files import FileRefused
from common.forms import parse_date, parse_yen
from common.text import is_fit
from grants.evidence.excel import first_sheet
from law.bank import HEADINGS, NOT_A_SUM, StatementForm
from law.zengin import is_statement, read_moves

from ..models import BankAccount
from ..models.bank import MOST_TEXT

MOST_BYTES, MOST_ROWS = 5 * 1024 * 1024, 10_000
# What a column may be, in the order of typed lines.
COLUMNS = {
    "on": gettext_lazy("日付"),
    "came_in": gettext_lazy("入金"),
    "went_out": gettext_lazy("出金"),
    "balance": gettext_lazy("残高"),
    "counterpart": gettext_lazy("相手"),
    "remark": gettext_lazy("摘要"),
}


@dataclass(frozen=True)
class Line:
    """One line as read. `balance`: as the bank wrote it, None where it did not."""

    place: int
    on: date
    came_in: int
    went_out: int
    balance: int | None = None
    counterpart: str = ""
    remark: str = ""

    @property
    def amount(self) -> int:
        return self.came_in - self.went_out

    @property
    def key(self) -> tuple[Any, ...]:
        """Two lines of one key may be one line."""
        return self.on, self.came_in, self.went_out, self.counterpart, self.remark


@dataclass(frozen=True)
class Told:
    """A statement to be looked at. `frame`: what a file says besides its lines, as JSON keeps it."""

    form: StatementForm
    name: str
    digest: str
    cells: list[list[str]]
    columns: list[str]
    frame: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """`errors`: by row of the file, in sentences; with one of them nothing is taken in."""

    lines: list[Line]
    errors: list[tuple[int, str]]

    @property
    def last_day(self) -> date | None:
        return max((each.on for each in self.lines), default=None)

    @property
    def closing(self) -> int | None:
        return self.lines[-1].balance if self.lines else None


def read_file(upload: UploadedFile, account: BankAccount) -> Told:
    """Raises FileRefused or Refused for what is no statement of this account."""
    name = files.label(upload.name or "")
    if (upload.size or 0) > MOST_BYTES:
        text = _("「%(name)s」は大きすぎます（上限は5MBです）。期間を分けてください。")
        raise FileRefused(text % {"name": name})
    content = upload.read()
    digest = hashlib.sha256(content).hexdigest()
    if is_statement(content):
        cells, frame = _zengin(content, account, name)
        return Told(StatementForm.ZENGIN, name, digest, cells, list(COLUMNS), frame)
    cells = _workbook(upload, name) if content.startswith(b"PK") else _delimited(content, name)
    return Told(StatementForm.SHEET, name, digest, cells, guessed(cells[0] if cells else []))


def read_typed(text: str) -> Told:
    """Day, in, out, balance, counterpart, remark, parted by tabs or commas: as typed or as pasted."""
    dialect: Any = "excel-tab" if "\t" in text else "excel"
    cells = [row for row in csv.reader(io.StringIO(text), dialect) if any(cell.strip() for cell in row)]
    return Told(StatementForm.TYPED, "", "", cells, list(COLUMNS))


def _zengin(content: bytes, account: BankAccount, name: str) -> tuple[list[list[str]], dict[str, Any]]:
    told = read_moves(content)
    found = told.bank_code, told.branch_code, told.kind, told.number[-len(account.number) :]
    if found != account.figures or told.number[: -len(account.number)].strip("0"):
        text = _("「%(name)s」は、この口座の明細ではありません（%(bank)s-%(branch)s　%(number)s）。")
        words = {"name": name, "bank": told.bank_code, "branch": told.branch_code, "number": told.number}
        raise FileRefused(text % words)
    cells = [
        [
            each.on.isoformat(),
            str(each.came_in or ""),
            str(each.went_out or ""),
            "",
            each.counterpart,
            each.remark,
        ]
        for each in told.moves
    ]
    frame = {"until": told.until.isoformat(), "opening": told.opening, "closing": told.closing}
    return cells, frame


def _workbook(upload: UploadedFile, name: str) -> list[list[str]]:
    found: Any = upload
    return first_sheet(Path(found.temporary_file_path()), name=name, most=MOST_ROWS)


def _delimited(content: bytes, name: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if is_fit(text.replace("\r", "").replace("\n", "").replace("\t", "")):
            rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(map(str.strip, row))]
            if len(rows) <= MOST_ROWS:
                return rows
    text = _(
        "「%(name)s」を読み取れませんでした。入出金取引明細、CSV（UTF-8・シフトJIS）、Excel（.xlsx）のいずれかで、"
        "%(most)s行までのファイルを選んでください。"
    )
    raise FileRefused(text % {"name": name, "most": f"{MOST_ROWS:,}"})


def guessed(heading: Sequence[str]) -> list[str]:
    """What each column is, by its heading; each is guessed once."""
    found: list[str] = []
    for cell in heading:
        fits = (key for key, words in HEADINGS.items() if key not in found and any(w in cell for w in words))
        found.append(next(fits, ""))
    return found


def read_rows(cells: Sequence[Sequence[str]], columns: Sequence[str], form: str) -> Reading:
    """A first row that is no line is a heading; a list that begins with the newest is turned round."""
    lines, errors = [], []
    for place, row in enumerate(cells, start=1):
        said = {key: cell.strip() for key, cell in zip(columns, row, strict=False) if key}
        if place == 1 and form == StatementForm.SHEET and _is_heading(said):
            continue
        try:
            lines.append(_line(place, said))
        except ValidationError as error:
            errors += [(place, message) for message in error.messages]
    if len(lines) > 1 and lines[0].on > lines[-1].on:
        lines.reverse()
    return Reading(lines, errors)


def missing(columns: Sequence[str]) -> list[str]:
    """Which columns must be named before anything is read."""
    wanted = [key for key in ("on",) if key not in columns]
    if "came_in" not in columns and "went_out" not in columns:
        wanted += ["came_in", "went_out"]
    return [str(COLUMNS[key]) for key in wanted]


def _is_heading(said: dict[str, str]) -> bool:
    try:
        _day(said.get("on", ""))
    except ValidationError:
        return True
    return False


def _line(place: int, said: dict[str, str]) -> Line:
    on = _day(said.get("on", ""))
    came_in, went_out = (_sum(said.get(key, "")) or 0 for key in ("came_in", "went_out"))
    if bool(came_in) == bool(went_out):
        raise ValidationError(_("入金と出金のどちらか一方だけに、1円以上の金額を入れてください。"))
    texts = {key: said.get(key, "") for key in ("counterpart", "remark")}
    for key, text in texts.items():
        if len(text) > MOST_TEXT or not is_fit(text):
            words = {"label": COLUMNS[key], "most": MOST_TEXT}
            raise ValidationError(_("「%(label)s」は%(most)s字までの文字にしてください。") % words)
    return Line(place, on, came_in, went_out, _sum(said.get("balance", "")), **texts)


def _day(text: str) -> date:
    """Banks write 20261130 too."""
    return parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch("[0-9]{8}", text) else text)


def _sum(text: str) -> int | None:
    return None if not text or text in NOT_A_SUM else parse_yen(text)
