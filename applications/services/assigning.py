"""Who has the case in hand. Moves no state, so it stands in no lifecycle."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.notices import notify
from common import audit, clock
from common.transitions import lock
from law.acts import Act, Reason, Refused, practice
from law.roles import MINISTRY, ROLES, Role
from law.states import PlanState
from law.text import ja

from ..models import Plan
from .starting import actor_of

ASSIGN = Act(
    "assign_officer",
    ja("担当者を決める"),
    PlanState.EXAMINATION,
    PlanState.EXAMINATION,
    MINISTRY,
    practice(ja("事務の分担")),
)
IN_HAND = (PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION)


@transaction.atomic
def assign_officer(*, plan: Plan, officer: Membership, membership: Membership) -> Plan:
    """Hand the case to another officer, who is told."""
    state = lock(plan)
    before = Plan.objects.values_list("assignee", flat=True).get(pk=plan.pk)
    _refuse(state, before, officer, membership)
    Plan.objects.filter(pk=plan.pk).update(assignee=officer)
    plan.assignee = officer
    audit.record(
        act=ASSIGN.name, subject=plan, actor=actor_of(membership), facts={"from": before, "to": officer.pk}
    )
    notify(
        act=ASSIGN, case=plan.case, to=[officer.user], context={"number": plan.number, "link": _link(plan)}
    )
    return plan


def _refuse(state: str, before: int | None, officer: Membership, membership: Membership) -> None:
    if Role(membership.role) not in ASSIGN.by:
        names = "・".join(ROLES[role].label for role in Role if role in ASSIGN.by)
        raise Refused(Reason("role", _("担当者を決められるのは%(roles)sです。") % {"roles": names}))
    if state not in IN_HAND:
        raise Refused(Reason("state", _("担当者を決められるのは、受付から処分までの間の申請だけです。")))
    if Role(officer.role) is not Role.OFFICER or not officer.in_force_on(clock.today()):
        raise Refused(Reason("not_an_officer", _("今日有効な担当官を選んでください。")))
    if before == officer.pk:
        text = _("%(name)sは、すでにこの申請の担当です。") % {"name": officer.user.name}
        raise Refused(Reason("assigned_already", text))


def _link(plan: Plan) -> str:
    return reverse("case", args=[plan.pk])
