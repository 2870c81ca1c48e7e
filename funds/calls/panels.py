"""What the floors above add to the office's pages of calls: how many applied, and the ways on from there."""

from dataclasses import dataclass
from uuid import UUID

from common.paging import Counted
from common.questions import Question


@dataclass(frozen=True)
class Way:
    """A page of a floor above that is about one call."""

    label: str
    url: str


filed_under: Question[tuple[UUID, Counted]] = Question()  # asked with (keys of calls,)
ways_from: Question[Way] = Question()  # asked with (call, role)
