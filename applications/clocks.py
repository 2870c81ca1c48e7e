"""The processing clock of many plans at once: one query for the rows, the law reads the clock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common import clock
from common.models import AuditEvent
from law.deadlines import ClockEvent, ClockReading, Tick, processing_days
from law.states import ENDED, PlanState

from .models import Plan

TICKS = {
    "request_correction": Tick.CORRECTION_REQUESTED,
    "answer_correction": Tick.CORRECTION_ENDED,
    "file_paper_correction": Tick.CORRECTION_ENDED,
    "close_correction": Tick.CORRECTION_ENDED,
    "withdraw_correction": Tick.CORRECTION_WITHDRAWN,
    "inquire": Tick.INQUIRY_SENT,
    "answer_inquiry": Tick.INQUIRY_ENDED,
    "file_paper_answer": Tick.INQUIRY_ENDED,
    "file_paper_decline": Tick.INQUIRY_ENDED,
    "decline_inquiry": Tick.INQUIRY_ENDED,
    "withdraw_plan": Tick.ENDED,
    "withdraw_paper_plan": Tick.ENDED,
    "certify_plan": Tick.ENDED,
    "refuse_plan": Tick.ENDED,
    "adopt_plan": Tick.ENDED,
    "not_adopt_plan": Tick.ENDED,
    "select_plan": Tick.ENDED,
    "not_select_plan": Tick.ENDED,
}


@dataclass(frozen=True)
class PlanClock:
    """`left` counts down the standard period of whoever has the plan; None once it has ended."""

    reading: ClockReading
    period: int
    left: int | None

    @property
    def is_stopped(self) -> bool:
        """It waits for a 補正: the days that are left do not pass."""
        return self.left is not None and not self.reading.running


def read_clocks(plans: Iterable[Plan]) -> dict[UUID, PlanClock]:
    """Clocks of plans that have arrived. Their `scheme_version` should be fetched already."""
    arrived = [plan for plan in plans if plan.arrived_at or plan.nibn_arrived_at]
    heard = _heard([plan.pk for plan in arrived])
    return {plan.pk: _clock(plan, heard[plan.pk]) for plan in arrived}


def _heard(cases: list[UUID]) -> dict[UUID, list[ClockEvent]]:
    rows = AuditEvent.objects.filter(case_id__in=cases, act__in=TICKS).order_by("id")
    found: dict[UUID, list[ClockEvent]] = defaultdict(list)
    for case, act, at, facts in rows.values_list("case_id", "act", "at", "facts"):
        stamp = facts.get("stamped_at")  # a letter counts from its stamp, not from when it was typed
        moment = datetime.fromisoformat(stamp) if stamp else at
        found[case].append(ClockEvent(TICKS[act], clock.local(moment).date()))
    return found


def _arrivals(plan: Plan) -> list[ClockEvent]:
    """From the plan, not from the log: a paper's stamp is older than the line that tells of it."""
    stamps = (
        (Tick.ARRIVED_AT_INTERMEDIARY, plan.nibn_arrived_at),
        (Tick.ARRIVED, plan.arrived_at),
    )
    return [ClockEvent(tick, clock.local(at).date()) for tick, at in stamps if at]


def _clock(plan: Plan, heard: list[ClockEvent]) -> PlanClock:
    reading = processing_days([*_arrivals(plan), *heard], clock.today())
    period, spent = _period(plan, reading)
    return PlanClock(reading, period, None if plan.status in ENDED else period - spent)


def _period(plan: Plan, reading: ClockReading) -> tuple[int, int]:
    days = plan.scheme_version.document["standard_period_days"]
    if plan.state == PlanState.AT_NIBN:
        return days["nibn"], reading.at_intermediary
    return days["minister"], reading.elapsed
