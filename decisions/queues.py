from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.queues import queue
from law.roles import MINISTRY, Role
from law.states import DecisionState, PlanState

from .models import Decision, Delivery, Document


@queue("approval", _("決裁待ち"), roles=MINISTRY | {Role.AUDITOR}, place=50, turn=[Role.DECIDER])
def waits_for_approval(membership: Membership) -> Q:
    """None while a correction is out: nobody could approve it then."""
    drafted = Decision.objects.filter(plan=OuterRef("pk"), state=DecisionState.DRAFTED)
    return Q(Exists(drafted), state=PlanState.EXAMINATION)


@queue("issue", _("施行待ち"), roles=MINISTRY | {Role.AUDITOR}, place=55, turn=[Role.OFFICER])
def waits_for_issue(membership: Membership) -> Q:
    """Approved and not yet issued: without this list the officer would not learn that it is their turn."""
    ready = (DecisionState.APPROVED, DecisionState.SEALED)
    stands = Decision.objects.filter(plan=OuterRef("pk"), state__in=ready)
    return Q(Exists(stands), state=PlanState.EXAMINATION)


@queue("sending", _("発送・到達の記録待ち"), roles=MINISTRY | {Role.AUDITOR}, place=57, turn=[Role.OFFICER])
def waits_for_its_sending(membership: Membership) -> Q:
    """A letter on paper is not yet told: it counts from the day it arrived, which somebody must enter."""
    unsent = Delivery.objects.filter(
        channel=Delivery.Channel.PAPER, delivered_on=None, document__status=Document.Status.VALID
    )
    return Q(pk__in=unsent.filter(document__decision__plan__isnull=False).values("document__decision__plan"))
