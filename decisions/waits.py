from django.db.models import Exists, OuterRef, Q

from applications.turns import awaited
from law.states import DecisionState
from law.turn import Wait

from .models import Decision


def _stands(state: DecisionState) -> Q:
    return Q(Exists(Decision.objects.filter(plan=OuterRef("pk"), state=state)))


@awaited(Wait.APPROVAL)
def approval() -> Q:
    return _stands(DecisionState.DRAFTED)


@awaited(Wait.REDRAFTING)
def redrafting() -> Q:
    return _stands(DecisionState.RETURNED)


@awaited(Wait.SEALING)
def sealing() -> Q:
    return _stands(DecisionState.APPROVED)


@awaited(Wait.ISSUE)
def issue() -> Q:
    return _stands(DecisionState.SEALED)
