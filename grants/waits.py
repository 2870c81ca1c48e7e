from django.db.models import Exists, OuterRef, Q

from law.grant_turn import GrantWait
from law.reports import ReportKind
from law.states import AssetState, ChangeState, ConditionState, DisposalState, GrantState, ReportState

from .models import Asset, Condition, Disposal, GrantChange, PerformanceReport
from .models.grant import DECIDED
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
    """What is asked of a decision that was cancelled since is answered by that."""
    return Q(Exists(GrantChange.objects.filter(grant=HERE, state=state)), state=GrantState.GRANTED)


@awaited(GrantWait.CHANGE)
def change() -> Q:
    return _changing(ChangeState.FILED)


@awaited(GrantWait.CHANGE_CORRECTION)
def change_correction() -> Q:
    return _changing(ChangeState.CORRECTION)


def _disposing(state: DisposalState) -> Q:
    return Q(Exists(Disposal.objects.filter(grant=HERE, state=state)), state__in=DECIDED)


@awaited(GrantWait.DISPOSAL)
def disposal() -> Q:
    return _disposing(DisposalState.FILED)


@awaited(GrantWait.DISPOSAL_CORRECTION)
def disposal_correction() -> Q:
    return _disposing(DisposalState.CORRECTION)


@awaited(GrantWait.ASSET_PERIOD)
def asset_period() -> Q:
    """Restricted, and nobody has said for how long."""
    waiting = Asset.objects.filter(grant=HERE, state=AssetState.REGISTERED, is_guarded=True, years=None)
    return Q(Exists(waiting), state__in=DECIDED)


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
