from django.db.models import Exists, OuterRef, Q

from applications.turns import awaited
from grants.turns import awaited as awaited_of_grant
from grants.waits import COMPLETED
from law.grant_turn import GrantWait
from law.states import DecisionState, GrantState
from law.turn import Wait

from .kinds import FIXING, RECOVERS
from .models import (
    Decision,
    Delivery,
    Document,
)
from .overpaid import overpaid

HERE = OuterRef("pk")
OPEN = (DecisionState.DRAFTED, DecisionState.RETURNED, DecisionState.APPROVED, DecisionState.SEALED)


def _stands(*states: DecisionState) -> Q:
    return Q(Exists(Decision.objects.filter(plan=HERE, state__in=states)))


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


# Of a grant: the decision on it, or what it is fixed at


def _on_grant(*states: DecisionState) -> Q:
    return Q(Exists(Decision.objects.filter(grant=HERE, state__in=states)))


@awaited_of_grant(GrantWait.APPROVAL)
def grant_approval() -> Q:
    return _on_grant(DecisionState.DRAFTED)


@awaited_of_grant(GrantWait.REDRAFTING)
def grant_redrafting() -> Q:
    return _on_grant(DecisionState.RETURNED)


@awaited_of_grant(GrantWait.SEALING)
def grant_sealing() -> Q:
    return _on_grant(DecisionState.APPROVED)


@awaited_of_grant(GrantWait.ISSUE)
def grant_issue() -> Q:
    """Approved is listed too: it is the desk's again as soon as the letter is made."""
    return _on_grant(DecisionState.APPROVED, DecisionState.SEALED)


@awaited_of_grant(GrantWait.DRAFTING)
def grant_drafting() -> Q:
    return ~_on_grant(*OPEN) & Q(state=GrantState.EXAMINATION)


@awaited_of_grant(GrantWait.FIXING)
def grant_fixing() -> Q:
    """The report on completion is accepted, and nobody has drafted what it comes to."""
    drafted = Decision.objects.filter(grant=HERE, outcome=FIXING).exclude(state=DecisionState.VOIDED)
    return COMPLETED & ~Q(Exists(drafted))


@awaited_of_grant(GrantWait.RETURNING)
def grant_returning() -> Q:
    """More was paid than stands, and nobody has drafted an order to return it."""
    drafted = Decision.objects.filter(grant=HERE, outcome__in=RECOVERS, state__in=OPEN)
    return ~Q(Exists(drafted)) & Q(pk__in=overpaid().values("pk"))


@awaited_of_grant(GrantWait.SENDING)
def grant_sending() -> Q:
    """A letter on paper is not yet told until it has arrived."""
    unsent = Delivery.objects.filter(
        channel=Delivery.Channel.PAPER, delivered_on=None, document__status=Document.Status.VALID
    )
    return Q(
        pk__in=unsent.filter(document__decision__grant__isnull=False).values("document__decision__grant")
    )
