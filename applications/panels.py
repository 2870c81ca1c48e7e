"""What the floors above add to an applicant's pages: what is due, letters, copies of a receipt;
and what this floor adds to the pages of calls.

Imports go down only. So this floor asks its questions here, and each app above answers them in a
`panels.py` of its own, which is found when Django starts.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from common import clock
from common.paging import COUNTED, Counted, count_each
from common.questions import Question
from funds.calls.panels import Way, filed_under, ways_from
from funds.models import Call
from law.roles import Role
from law.states import CallState, PlanState

from .models import Plan
from .worklist import READERS


@dataclass(frozen=True)
class Due:
    """Something a company is asked for: a 補正, a 照会; `title` is of the plan it is about."""

    plan_id: UUID
    title: str
    what: str
    act: str
    url: str
    due_on: date | None
    missed: str

    @property
    def days(self) -> int | None:
        return (self.due_on - clock.today()).days if self.due_on else None


@dataclass(frozen=True)
class Letter:
    title: str
    number: str
    dated_on: date
    url: str
    note: str = ""


@dataclass(frozen=True)
class Awaited:
    """What a paper applicant was asked, and where its letters are entered: label and address."""

    what: str
    due_on: date | None
    ways: list[tuple[str, str]]


@dataclass(frozen=True)
class Filing:
    """Something that a company filed, or may file, besides its plans: a card of the portal."""

    title: str
    meta: str
    chip: str
    tone: str
    turn: str
    yours: bool
    url: str
    label: str
    dues: tuple[Due, ...] = ()
    ended: bool = False


unprintable: Question[str] = Question()  # asked with (texts,): the characters that no paper can show
what_is_due: Question[Due] = Question()  # asked with (plan, membership)
due_of_all: Question[Due] = Question()  # asked with (membership,): of every plan of its company
letters_to: Question[Letter] = Question()  # asked with (plan, membership)
letters_awaited: Question[Awaited] = Question()  # asked with (plan,)
copies_of_receipt: Question[Letter] = Question()  # asked with (receipt, membership)
filings_beside: Question[Filing] = Question()  # asked with (membership,): for the portal
filings_under: Question[Filing] = Question()  # asked with (plan, membership): what a certified plan leads to


@filed_under.answered_by
def _filed_under(calls: list[UUID]) -> list[tuple[UUID, Counted]]:
    filed = Plan.objects.exclude(state=PlanState.DRAFT)
    counts = count_each([filed.filter(call=call) for call in calls], COUNTED) if calls else []
    return list(zip(calls, counts, strict=True))


@ways_from.answered_by
def _worklist(call: Call, role: Role) -> list[Way]:
    if role not in READERS or call.state != CallState.PUBLISHED:
        return []
    return [Way(_("この公募の申請"), f"{reverse('worklist')}?call={call.pk}")]
