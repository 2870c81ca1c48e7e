"""Papers in a ZIP, matched to rows by the 証憑番号 that their names begin with. Memory is bounded: each is
streamed into the store, and an archive that would unfold too far is refused before anything is unfolded."""

import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from common import files
from common.files import FileRefused
from common.files.office import directory_is_too_long
from common.models import StoredFile
from law.evidence import PaperKind

MOST_PACKED = 80 * 1024 * 1024
MOST_UNFOLDED = 400 * 1024 * 1024
MOST_RATIO = 200  # of a whole archive above RATIO_FROM
RATIO_FROM = 8 * 1024 * 1024
MOST_PAPERS = 1_000
# What other systems leave in archives, which nobody put there.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# In this order: what is found is taken out of the name, so that a second quote is not a quote too.
WORDS = (
    (re.compile("相見積"), PaperKind.RIVAL),
    (re.compile("見積"), PaperKind.QUOTE),
    (re.compile("選定理由"), PaperKind.CHOICE),
    (re.compile("発注|注文"), PaperKind.ORDER),
    (re.compile("契約|請書"), PaperKind.CONTRACT),
    (re.compile("納品"), PaperKind.DELIVERY),
    (re.compile("検収"), PaperKind.INSPECTION),
    (re.compile("請求"), PaperKind.INVOICE),
    (re.compile("支払|領収|振込"), PaperKind.PAYMENT),
)


@dataclass(frozen=True)
class Paper:
    """A file of the archive that could be stored: its row's number ("" where none), and what it shows."""

    name: str
    file: StoredFile
    number: str
    shows: tuple[str, ...]


@dataclass(frozen=True)
class NotTaken:
    name: str
    why: str


def papers_in(
    path: Path, *, name: str, numbers: Collection[str], limits: files.Limits
) -> list[Paper | NotTaken]:
    """Each file of the archive at `path`; `numbers` are those that a name may begin with."""
    try:
        if directory_is_too_long(path):
            raise _unfolds_too_far(name)
        # Names without the mark of UTF-8 come from Windows.
        with zipfile.ZipFile(path, metadata_encoding="cp932") as archive:
            entries = _weighed(archive, path, name)
            return list(_taken(archive, entries, sorted(numbers, key=len, reverse=True), limits))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        text = _("「%(name)s」は壊れているか、ZIPではありません。圧縮し直してください。")
        raise FileRefused(text % {"name": name}) from error


def _weighed(archive: zipfile.ZipFile, path: Path, name: str) -> list[zipfile.ZipInfo]:
    entries = [each for each in archive.infolist() if not each.is_dir() and not _is_litter(each.filename)]
    if len(entries) > MOST_PAPERS:
        text = _("「%(name)s」に入っている書類が%(most)s点を超えています。分けて取り込んでください。")
        raise FileRefused(text % {"name": name, "most": f"{MOST_PAPERS:,}"})
    unfolded, packed = sum(each.file_size for each in entries), path.stat().st_size
    if unfolded > MOST_UNFOLDED or (unfolded > RATIO_FROM and unfolded > packed * MOST_RATIO):
        raise _unfolds_too_far(name)
    return entries


def _taken(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], numbers: list[str], limits: files.Limits
) -> Iterator[Paper | NotTaken]:
    for entry in entries:
        label = files.label(entry.filename)
        if entry.flag_bits & 1:
            yield NotTaken(label, _("パスワードがかかっています。解除して入れ直してください。"))
        elif entry.file_size > limits.max_bytes:
            limit = filesizeformat(limits.max_bytes)
            yield NotTaken(label, _("大きすぎます（一つ%(limit)sまで）。") % {"limit": limit})
        else:
            yield _stored(archive, entry, numbers, limits)


def _stored(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, numbers: list[str], limits: files.Limits
) -> Paper | NotTaken:
    """What an archive says of an entry's size may be untrue: the store counts what comes, and stops."""
    label = files.label(entry.filename)
    try:
        with archive.open(entry) as opened:
            stored = files.store(upload=File(opened, name=label), limits=limits)
    except FileRefused as refused:
        return NotTaken(label, refused.sentence)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return NotTaken(label, _("壊れているため読み取れません。圧縮し直してください。"))
    number = number_of(entry.filename, numbers)
    return Paper(label, stored, number, shows_of(label))


def number_of(path: str, numbers: Collection[str]) -> str:
    """The longest number that the file's name, or a folder it lies in, begins with as a whole."""
    parts = [_plain(part) for part in reversed(path.replace("\\", "/").split("/"))]
    for part in parts:
        for number in numbers:
            rest = part.removeprefix(_plain(number))
            if rest != part and not rest[:1].isdecimal() and not (rest[:1].isascii() and rest[:1].isalpha()):
                return number
    return ""


def shows_of(name: str) -> tuple[str, ...]:
    found: list[str] = []
    rest = _plain(name)
    for word, kind in WORDS:
        rest, times = word.subn("", rest)
        found += [kind.value] if times else []
    return tuple(found) or (PaperKind.OTHER.value,)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _is_litter(path: str) -> bool:
    return path.startswith(LITTER[0]) or path.rpartition("/")[2] in LITTER


def _unfolds_too_far(name: str) -> FileRefused:
    text = _("「%(name)s」は、展開すると大きくなりすぎます。書類を減らし、分けて取り込んでください。")
    return FileRefused(text % {"name": name})
