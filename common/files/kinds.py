"""The kinds of file that exist here, and how a browser is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class Kind(StrEnum):
    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    PNG = "png"
    JPEG = "jpeg"
    CSV = "csv"


LABELS = {
    Kind.PDF: "PDF",
    Kind.XLSX: "Excel（.xlsx）",
    Kind.DOCX: "Word（.docx）",
    Kind.PNG: "PNG",
    Kind.JPEG: "JPEG",
    Kind.CSV: "CSV",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    Kind.DOCX: f"{OFFICE}.wordprocessingml.document",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.CSV: "text/csv; charset=utf-8",
}
EXTENSIONS = {f".{kind.value}": kind for kind in Kind} | {".jpg": Kind.JPEG}


@dataclass(frozen=True)
class Limits:
    """What one place accepts; schemes set their own."""

    max_bytes: int
    kinds: frozenset[str] = frozenset(Kind)


def kind_by_name(name: str) -> Kind | None:
    return EXTENSIONS.get(PurePath(name).suffix.lower())


def in_words(kinds: Iterable[str]) -> str:
    return "、".join(LABELS[kind] for kind in Kind if kind in set(kinds))
