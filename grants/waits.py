from django.db.models import Exists, OuterRef, Q

from law.grant_turn import GrantWait
from law.reports import ReportKind
from law.states import ChangeState, ConditionState, GrantState, ReportState

from .models import Condition, GrantChange, PerformanceReport
from .turns import awaited

HERE = OuterRef("pk")
COMPLETED = Q(
    Exists(
        PerformanceReport.objects.filter(grant=HERE, kind=ReportKind.COMPLETION, state=ReportState.ACCEPTED)
    ),
    state=GrantState.GRANTED,
)


def _reported(state: ReportState) -> Q:
    return Q(Exists(PerformanceReport.objects.filter(grant=HERE, state=state)))


@awaited(GrantWait.TAKING_UP)
def taking_up() -> Q:
    return Q(state=GrantState.FILED)


@awaited(GrantWait.CORRECTION)
def correction() -> Q:
    return Q(state=GrantState.CORRECTION)


@awaited(GrantWait.EXAMINING)
def examining() -> Q:
    return Q(state=GrantState.EXAMINATION)


@awaited(GrantWait.REPORT)
def report() -> Q:
    return _reported(ReportState.FILED)


def _changing(state: ChangeState) -> Q:
    return Q(Exists(GrantChange.objects.filter(grant=HERE, state=state)))


@awaited(GrantWait.CHANGE)
def change() -> Q:
    return _changing(ChangeState.FILED)


@awaited(GrantWait.CHANGE_CORRECTION)
def change_correction() -> Q:
    return _changing(ChangeState.CORRECTION)


@awaited(GrantWait.CONDITION)
def condition() -> Q:
    return Q(Exists(Condition.objects.filter(grant=HERE, state=ConditionState.REPORTED)))


@awaited(GrantWait.SETTLING)
def settling() -> Q:
    return COMPLETED


@awaited(GrantWait.REPORT_CORRECTION)
def report_correction() -> Q:
    return _reported(ReportState.CORRECTION)


@awaited(GrantWait.REPORTING)
def reporting() -> Q:
    return Q(state=GrantState.GRANTED)
