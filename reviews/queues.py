from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.queues import queue
from law.roles import MINISTRY, Role
from law.states import ConsultationState, PlanState, RankingState

from .models import Consultation, RankingLine

RUNNING = (ConsultationState.PREPARED, ConsultationState.SENT)


@queue("consultation", _("協議中"), roles=MINISTRY | {Role.AUDITOR}, place=40)
def consulted_on(membership: Membership) -> Q:
    running = Consultation.objects.filter(plan=OuterRef("pk"), state__in=RUNNING)
    return Q(Exists(running), state=PlanState.EXAMINATION)


@queue("ranking", _("順位表の決裁・施行待ち"), roles=MINISTRY | {Role.AUDITOR}, place=52, turn=[Role.DECIDER])
def waits_with_its_ranking(membership: Membership) -> Q:
    waiting = (RankingState.PROPOSED, RankingState.APPROVED)
    lines = RankingLine.objects.filter(plan=OuterRef("pk"), ranking__state__in=waiting)
    return Q(Exists(lines), state=PlanState.EXAMINATION)
