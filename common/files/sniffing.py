"""Judges a file by its content. Nothing is inflated, rendered or trusted by its name.

PDFs are looked at by their trailer alone: a full parser can be made to spend minutes and
gigabytes on a hundred kilobytes.
"""

import codecs
import mmap
import re
from pathlib import Path

from django.utils.translation import gettext as _

from .kinds import LABELS, Kind, Limits, in_words, kind_by_name
from .office import office_kind
from .refusal import FileRefused

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!|\?|[a-z])", re.IGNORECASE)
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PDF_TAIL = 4096
PDF_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
PDF_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")


def sniff(path: Path, *, name: str, limits: Limits) -> Kind:
    """The kind of the file at `path`; `name` is its label, for the sentences."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        kind = _kind(data, path, name)
    if kind not in limits.kinds:
        raise FileRefused(
            _(
                "「%(name)s」は%(kind)sのファイルです。ここで受け付けるのは%(kinds)sです。いずれかの形式で保存し直してください。"
            )
            % {"name": name, "kind": LABELS[kind], "kinds": in_words(limits.kinds)}
        )
    claimed = kind_by_name(name)
    if claimed not in (None, kind):
        raise FileRefused(
            _(
                "「%(name)s」の中身は%(kind)sですが、名前の末尾が合っていません。名前の末尾を中身に合わせて直してください。"
            )
            % {"name": name, "kind": LABELS[kind]}
        )
    return kind


def _kind(data: mmap.mmap, path: Path, name: str) -> Kind:
    start = data[:16]
    if start.startswith(b"%PDF-"):
        return _pdf(data, name)
    if start.startswith(b"PK\x03\x04"):
        return office_kind(path, name)
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if start.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if start.startswith(CFB):
        raise _old_office(data, name)
    if kind_by_name(name) is Kind.CSV and not MARKUP.match(data[:1024]) and _is_text(path):
        return Kind.CSV
    raise _unknown(data, name)


def _pdf(data: mmap.mmap, name: str) -> Kind:
    if b"%%EOF" not in data[-PDF_TAIL:]:
        raise FileRefused(
            _(
                "「%(name)s」は途中で切れているPDFです。元のファイルから、もう一度PDFとして保存し直してください。"
            )
            % {"name": name}
        )
    if PDF_ENCRYPTED.search(data, *_trailer(data)):
        raise FileRefused(
            _(
                "「%(name)s」にはパスワード（印刷や編集の制限をふくみます）がかかっています。"
                "解除して保存し直したPDFを選んでください。"
            )
            % {"name": name}
        )
    return Kind.PDF


def _trailer(data: mmap.mmap) -> tuple[int, int]:
    """Where the newest trailer stands. It is never compressed, so /Encrypt is seen as it is."""
    ends = list(PDF_END.finditer(data[-PDF_TAIL:]))
    start = int(ends[-1][1]) if ends else len(data)
    if start >= len(data):  # mended by viewers, so by us: look everywhere
        return 0, len(data)
    is_table = data[start : start + 16].lstrip().startswith(b"xref")
    if is_table:
        start = max(start, data.find(b"trailer", start))
    end = data.find(b"startxref" if is_table else b"stream", start)
    return start, end if end > 0 else len(data)


def _old_office(data: mmap.mmap, name: str) -> FileRefused:
    if data.find(ENCRYPTED_OFFICE) >= 0:
        return FileRefused(
            _("「%(name)s」にはパスワードがかかっています。解除して保存し直したファイルを選んでください。")
            % {"name": name}
        )
    return FileRefused(
        _("「%(name)s」は古い形式のOfficeファイルです。.xlsx、.docx またはPDFで保存し直してください。")
        % {"name": name}
    )


def _unknown(data: mmap.mmap, name: str) -> FileRefused:
    claimed = kind_by_name(name)
    if claimed is None:
        return FileRefused(
            _(
                "「%(name)s」は受け付けていない形式です。PDF、Excel、Word、画像などの形式で保存し直してください。"
            )
            % {"name": name}
        )
    seen = _("（ウェブページのようです）") if MARKUP.match(data[:1024]) else ""
    return FileRefused(
        _(
            "「%(name)s」は名前では%(kind)sですが、中身は%(kind)sではありません%(seen)s。"
            "元のソフトで開き、%(kind)sとして保存し直してください。"
        )
        % {"name": name, "kind": LABELS[claimed], "seen": seen}
    )


def _is_text(path: Path) -> bool:
    return _decodes(path, "utf-8-sig") or _decodes(path, "cp932")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(65536):
                if NOT_TEXT.search(decoder.decode(block)):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
