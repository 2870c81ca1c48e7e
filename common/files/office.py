"""Word and Excel files: zip archives whose directory is weighed before anything is opened."""

import re
import struct
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from .kinds import Kind
from .refusal import FileRefused

MAX_ENTRIES = 5_000
MAX_DIRECTORY = 1024 * 1024
MAX_INFLATED = 256 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 8 * 1024 * 1024  # small files of blanks compress well and harm nobody
MAX_CONTENT_TYPES = 1024 * 1024
END, END_SIZE, ZIP64 = b"PK\x05\x06", 22, b"PK\x06\x07"
CONTENT_TYPES = "[Content_Types].xml"
OVERRIDE = re.compile(rb"<Override\b[^>]*>")
PART = re.compile(rb"""PartName\s*=\s*["']/([^"']+)["']""")
MAIN = {
    Kind.XLSX: b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    Kind.DOCX: b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
}


def office_kind(path: Path, name: str) -> Kind:
    try:
        if directory_is_too_long(path):
            raise _bomb(name)
        with ZipFile(path) as archive:
            _weigh(archive.infolist(), path.stat().st_size, name)
            return _main_part(archive, name)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError) as error:
        raise FileRefused(
            _(
                "「%(name)s」は壊れているか、Office以外の圧縮ファイルです。元のソフトで開き、保存し直してください。"
            )
            % {"name": name}
        ) from error


def directory_is_too_long(path: Path) -> bool:
    """Asked before the directory is read, for reading it is what costs memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))
        tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise BadZipFile
    entries, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    return ZIP64 in tail[max(0, at - 20) : at] or entries > MAX_ENTRIES or length > MAX_DIRECTORY


def _weigh(entries: list[ZipInfo], size: int, name: str) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(
            _("「%(name)s」にはパスワードがかかっています。解除して保存し直したファイルを選んでください。")
            % {"name": name}
        )
    inflated = sum(entry.file_size for entry in entries)
    if inflated > MAX_INFLATED or (inflated > RATIO_FROM and inflated > size * MAX_RATIO):
        raise _bomb(name)
    if any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        raise FileRefused(
            _(
                "「%(name)s」にはマクロがふくまれています。マクロのない形式（.xlsx、.docx）で保存し直してください。"
            )
            % {"name": name}
        )


def _main_part(archive: ZipFile, name: str) -> Kind:
    with archive.open(CONTENT_TYPES) as file:
        listed = file.read(MAX_CONTENT_TYPES)
    for override in OVERRIDE.findall(listed):
        for kind, content_type in MAIN.items():
            part = PART.search(override)
            if content_type in override and part and part[1].decode() in archive.namelist():
                return kind
    raise FileRefused(
        _("「%(name)s」は受け付けていない形式です。.xlsx、.docx またはPDFで保存し直してください。")
        % {"name": name}
    )


def _bomb(name: str) -> FileRefused:
    return FileRefused(
        _(
            "「%(name)s」は、展開すると大きくなりすぎます。画像や使っていないシートを減らすか、PDFで保存し直してください。"
        )
        % {"name": name}
    )
