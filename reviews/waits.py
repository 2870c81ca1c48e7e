from django.db.models import Exists, OuterRef, Q

from applications.turns import awaited
from law.lifecycle import SchemeKind
from law.states import ConsultationState, PairingState, RankingState, SheetState
from law.turn import Wait

from .models import Consultation, Finding, Pairing, RankingLine, Sheet

HERE = OuterRef("pk")
BOUND = Q(scheme_version__scheme__kind=SchemeKind.CERTIFICATION.value)


def _ranked(*states: RankingState) -> Q:
    return Q(Exists(RankingLine.objects.filter(plan=HERE, ranking__state__in=states)))


@awaited(Wait.INQUIRY)
def inquiry() -> Q:
    inquiries = Sheet.objects.filter(plan=HERE, kind=Sheet.Kind.INQUIRY, state=SheetState.OPEN)
    return Q(Exists(inquiries))


@awaited(Wait.FINDINGS)
def findings() -> Q:
    """Where a call decides, marks and a ranking stand in their place."""
    return BOUND & ~Q(Exists(Finding.objects.filter(plan=HERE)))


@awaited(Wait.CONSULTING)
def consulting() -> Q:
    """Nobody is consulted yet. What is found not to fit is refused, for which nobody is asked."""
    begun = Consultation.objects.filter(plan=HERE).exclude(state=ConsultationState.CLOSED)
    unfit = Finding.objects.standing().filter(plan=HERE, fits=False)
    return BOUND & ~Q(Exists(begun)) & ~Q(Exists(unfit))


@awaited(Wait.SENDING)
def sending() -> Q:
    return Q(Exists(Consultation.objects.filter(plan=HERE, state=ConsultationState.PREPARED)))


@awaited(Wait.CONSULTED)
def consulted() -> Q:
    return Q(Exists(Consultation.objects.filter(plan=HERE, state=ConsultationState.SENT)))


@awaited(Wait.OPINION)
def opinion() -> Q:
    asked = (PairingState.ASSIGNED, PairingState.DECLARED)
    return Q(Exists(Pairing.objects.filter(plan=HERE, state__in=asked)))


@awaited(Wait.RANKING)
def ranking() -> Q:
    return ~BOUND


@awaited(Wait.RANKING_APPROVAL)
def ranking_approval() -> Q:
    return _ranked(RankingState.PROPOSED)


@awaited(Wait.RANKING_REDRAFTING)
def ranking_redrafting() -> Q:
    return _ranked(RankingState.RETURNED)
