"""What would become of rows that are pasted or uploaded, before anything is kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import canonical

from ..models import Evidence, Grant
from .cells import VALUES, Read
from .rows import closed_lines, live_rows


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    UNREADABLE = "unreadable"
    TWICE = "twice"
    CLOSED = "closed"


FATES = {
    Fate.NEW: (gettext_lazy("新しく記録"), "blue"),
    Fate.CHANGED: (gettext_lazy("上書き"), "orange"),
    Fate.SAME: (gettext_lazy("変更なし"), "grey"),
    Fate.UNREADABLE: (gettext_lazy("読み取れません"), "red"),
    Fate.TWICE: (gettext_lazy("番号の重なり"), "red"),
    Fate.CLOSED: (gettext_lazy("報告済みの経費"), "red"),
}
KEPT = (Fate.NEW, Fate.CHANGED)
LEFT = (Fate.UNREADABLE, Fate.TWICE, Fate.CLOSED)


@dataclass(frozen=True)
class Planned:
    read: Read
    fate: Fate
    edition: int  # of the row that stands under its number, 0 where there is none

    @property
    def chip(self) -> tuple[str, str]:
        label, tone = FATES[self.fate]
        return str(label), tone

    @property
    def why(self) -> list[str]:
        """Each cell that could not be read, by its place and name; or what stands against the whole row."""
        if self.fate is Fate.TWICE:
            return [_("同じ証憑番号が、この中に二つ以上あります。番号を分けてください。")]
        if self.fate is Fate.CLOSED:
            return [_("実績を報告した経費の証憑は変えられません。直しを求められた経費だけが開きます。")]
        return []


@dataclass(frozen=True)
class Preview:
    rows: list[Planned]

    @property
    def kept(self) -> list[Planned]:
        return [row for row in self.rows if row.fate in KEPT]

    @property
    def left(self) -> list[Planned]:
        return [row for row in self.rows if row.fate in LEFT]

    @property
    def same(self) -> int:
        return sum(row.fate is Fate.SAME for row in self.rows)

    @property
    def seen(self) -> str:
        """What was looked at: when it differs at the keeping, somebody wrote meanwhile."""
        content = [[row.read.number, row.fate, row.edition] for row in self.rows]
        return canonical.sha256_hex(canonical.dumps(content))


def preview(grant: Grant, reads: Sequence[Read]) -> Preview:
    standing = {row.number: row for row in live_rows(grant)}
    closed = closed_lines(grant)
    times = Counter(read.number for read in reads)
    found = []
    for read in reads:
        row = standing.get(read.number)
        found.append(Planned(read, _fate(read, row, closed, times), row.edition if row else 0))
    return Preview(found)


def _fate(read: Read, row: Evidence | None, closed: set[int], times: Counter[str]) -> Fate:
    if read.errors:
        return Fate.UNREADABLE
    if times[read.number] > 1:
        return Fate.TWICE
    values = {"cost_line_id": read.values["line"], **{name: read.values[name] for name in VALUES}}
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return Fate.SAME
    if read.values["line"] in closed or (row is not None and row.cost_line_id in closed):
        return Fate.CLOSED
    return Fate.NEW if row is None else Fate.CHANGED
