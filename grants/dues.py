"""The day that runs on each of many grants, and what it is a day of; in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from law.lifecycle import CONDITION
from law.states import GrantState, ReportState

from .models import Condition, Grant, Remark
from .reports import places_of_each

OPEN_CONDITIONS = [act.start for act in CONDITION.acts if act.name == "report_condition"]


@dataclass(frozen=True, order=True)
class Running:
    on: date
    of: str


def running_days(grants: Iterable[Grant]) -> dict[UUID, Running]:
    """The next day of each grant on which something of its company's is due."""
    grants = list(grants)
    found: dict[UUID, Running] = {}
    for grant, day in [*_asked_back(grants), *_conditions(grants), *_reports(grants)]:
        found[grant] = min(day, found.get(grant, day))
    return found


def _asked_back(grants: list[Grant]) -> Iterator[tuple[UUID, Running]]:
    rows = Remark.objects.filter(grant__in=grants, closed_at=None)
    for grant, report, disposal, day in rows.values_list("grant", "report", "disposal", "due_on"):
        what = _("実績報告の直し") if report else _("交付申請の直し")
        yield grant, Running(day, _("財産処分の申請の直し") if disposal else what)


def _conditions(grants: list[Grant]) -> Iterator[tuple[UUID, Running]]:
    rows = Condition.objects.filter(grant__in=grants, state__in=OPEN_CONDITIONS, due_on__isnull=False)
    for grant, day in rows.values_list("grant", "due_on"):
        yield grant, Running(day, _("交付の条件"))


def _reports(grants: list[Grant]) -> Iterator[tuple[UUID, Running]]:
    """What was sent back is due by the day it was asked for, which is told above."""
    granted = [grant for grant in grants if grant.state == GrantState.GRANTED]
    for grant, places in places_of_each(granted).items():
        for place in places:
            if place.may_be_told and (place.report is None or place.report.state == ReportState.DRAFT):
                yield grant, Running(place.owed.due_on, place.label)
