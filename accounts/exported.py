"""Lists that an office takes along as files: each app names its own; one page, act and Job serve them all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from common.paging import Counted
from law.roles import Role

from .models import Membership

Cells = Sequence[str | int]


class Form(StrEnum):
    """As what it is taken; a PDF is drawn by a worker alone."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True)
class Found:
    """A list as one post sees it: `count` up to a bound, `head`, and its rows, never held at once."""

    count: Callable[[int], Counted]
    head: Sequence[str]
    rows: Callable[[], Iterable[Cells]]


@dataclass(frozen=True)
class ExportedList:
    """`page` is where one comes from; `find` raises Http404 where an address (without "?") names nothing."""

    code: str
    label: str | Promise
    readers: frozenset[Role]
    page: Callable[[str], str]
    find: Callable[[str, Membership], Found]


Printer = Callable[[str, Membership], bytes]
LISTS: dict[str, ExportedList] = {}
PRINTERS: dict[str, Printer] = {}


def exported(*lists: ExportedList) -> None:
    LISTS.update({each.code: each for each in lists})


def forms_of(code: str) -> tuple[Form, ...]:
    return tuple(Form) if code in PRINTERS else (Form.XLSX, Form.CSV)
