from django.db.models import Exists, OuterRef, Q

from grants.turns import awaited
from law.grant_turn import GrantWait
from law.states import ClaimState

from .models import PaymentClaim


def _claimed(state: ClaimState) -> Q:
    return Q(Exists(PaymentClaim.objects.filter(grant=OuterRef("pk"), state=state)))


@awaited(GrantWait.CLAIM)
def claim() -> Q:
    return _claimed(ClaimState.OPEN)


@awaited(GrantWait.RELEASE)
def release() -> Q:
    return _claimed(ClaimState.DRAFTED)


@awaited(GrantWait.TRANSFER)
def transfer() -> Q:
    return _claimed(ClaimState.RELEASED)
