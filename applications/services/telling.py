"""Who is told of an act on a plan. Nobody is told by mail what they have just done themselves,
except the applicants, for whom it is the proof that it arrived."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.access import Capacity
from accounts.models import User
from accounts.notices import notify, people_holding, people_with_access
from common.actor import Actor
from law.acts import Act
from law.roles import Role

from ..models import Plan


def tell_parties(plan: Plan, act: Act, text: str = "") -> None:
    """Tell everyone at the plan's companies what happened; inside the act's transaction."""
    notify(
        act=act,
        case=plan.case,
        to=people_with_access(plan.case, Capacity.LEAD, Capacity.PARTY),
        context={"number": plan.number, "text": text, "link": reverse("plan", args=[plan.pk])},
    )


def tell_assignee(plan: Plan, act: Act, by: Actor | None = None, page: str = "case") -> None:
    """Tell the officer who has the case in hand, once somebody has."""
    tell_officials(plan, act, [plan.assignee.user] if plan.assignee else [], by, page)


def tell_whose_desk(plan: Plan, act: Act, by: Actor, *, at_nibn: bool) -> None:
    """What the company does of its own will: to NIBN while it lies there, else to the officer in hand."""
    if at_nibn:
        tell_desk(plan, act, Role.NIBN_OFFICER, by)
    else:
        tell_assignee(plan, act)


def tell_desk(plan: Plan, act: Act, role: Role, by: Actor) -> None:
    """What has arrived and lies in no one's hand yet is everyone's at that desk."""
    tell_officials(plan, act, people_holding(role), by)


def tell_officials(
    plan: Plan, act: Act, people: Iterable[User], by: Actor | None, page: str = "case"
) -> None:
    """`page` is the tab of the case that the notice opens."""
    notify(
        act=act,
        case=plan.case,
        to=[person for person in people if by is None or person.pk != by.user_id],
        context={"number": plan.number, "link": reverse(page, args=[plan.pk])},
    )
