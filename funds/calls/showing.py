"""What pages and exports say of a call: where it stands on the clock, how much time is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from common import clock
from common.paging import Counted
from law.calls import PHASE_LABELS, Phase
from law.deadlines import era, weekday_label
from law.states import CallState

from ..models import Call, CallDocument, CallDocumentVersion, ClosingChange, SchemeVersion
from ..selectors import version_in_force
from .selectors import documents_of, last_closings, terms_of

TONES = {Phase.OPEN: "blue", Phase.UPCOMING: "grey", Phase.CLOSED: "grey"}
SOON = timedelta(days=7)


def minute(moment: datetime) -> str:
    """令和8年11月21日（土）17:00, in Tokyo."""
    local = clock.local(moment)
    return f"{era(local.date())}（{weekday_label(local.date())}）{local:%H:%M}"


def time_left(until: datetime, now: datetime) -> str:
    """In the largest unit that is whole; rounded down, so that nobody counts on more than there is."""
    left = until - now
    if left.days >= 1:
        return _("あと%(days)s日") % {"days": left.days}
    if left >= timedelta(hours=1):
        return _("あと%(hours)s時間") % {"hours": left // timedelta(hours=1)}
    return _("あと%(minutes)s分") % {"minutes": left // timedelta(minutes=1)}


@dataclass(frozen=True)
class CallRow:
    """A call as a list shows it, at one instant; `closing` is the last change of its end."""

    call: Call
    at: datetime
    closing: ClosingChange | None = None
    filed: Counted | None = None

    @property
    def phase(self) -> Phase:
        return self.call.phase(self.at)

    @property
    def label(self) -> str:
        if self.call.state != CallState.PUBLISHED:
            return _(self.call.status.label)
        return _(PHASE_LABELS[self.phase])

    @property
    def tone(self) -> str:
        if self.call.state != CallState.PUBLISHED:
            return "grey"
        return "orange" if self.ends_soon else TONES[self.phase]

    @property
    def is_open(self) -> bool:
        return self.call.state == CallState.PUBLISHED and self.phase is Phase.OPEN

    @property
    def ends_soon(self) -> bool:
        return self.is_open and self.call.closes_at is not None and self.call.closes_at - self.at <= SOON

    @property
    def left(self) -> str:
        """Of an open call to its end, of one to come to its beginning."""
        if self.call.state != CallState.PUBLISHED:
            return ""
        if self.phase is Phase.UPCOMING:
            return _("受付開始まで%(left)s") % {"left": time_left(self.call.opens_at, self.at)}
        return time_left(self.call.closes_at, self.at) if self.is_open and self.call.closes_at else ""

    @property
    def opens(self) -> str:
        return minute(self.call.opens_at)

    @property
    def closes(self) -> str:
        return minute(self.call.closes_at) if self.call.closes_at else _("定めなし（随時）")

    @property
    def moved(self) -> str:
        """«締切を延長しました», where it was."""
        if self.closing is None:
            return ""
        return _("締切を延長しました") if self.closing.extends else _("締切を繰り上げました")


def rows_of(calls: Iterable[Call], at: datetime) -> list[CallRow]:
    found = list(calls)
    closings = last_closings(found)
    return [CallRow(call, at, closings.get(call.pk)) for call in found]


@dataclass(frozen=True)
class Paper:
    """A document with the versions that this reader may open."""

    document: CallDocument
    versions: list[CallDocumentVersion]

    @property
    def current(self) -> CallDocumentVersion:
        return self.versions[0]

    @property
    def older(self) -> list[CallDocumentVersion]:
        return self.versions[1:]


def papers_of(call: Call) -> list[Paper]:
    return [Paper(each, list(each.versions.all())) for each in documents_of(call)]


def version_for(call: Call) -> SchemeVersion | None:
    """The scheme's version that who applies now comes under; before the opening, then."""
    day = clock.local(max(call.opens_at, clock.now())).date()
    return version_in_force(call.scheme, day) or call.scheme.versions.order_by("-number").first()


def terms_for(call: Call) -> dict[str, Any]:
    version = version_for(call)
    return terms_of(version.document, call) if version else {}
