from django.db.models import Exists, OuterRef, Q

from law.states import PlanState
from law.turn import Wait

from .models import PartOpening, Plan
from .turns import awaited


@awaited(Wait.TYPING)
def typing() -> Q:
    return Q(state=PlanState.DRAFT, channel=Plan.Channel.PAPER)


@awaited(Wait.AMENDMENT)
def amendment() -> Q:
    return Q(Exists(PartOpening.objects.filter(plan=OuterRef("pk"), sheet=None, closed_at=None)))
