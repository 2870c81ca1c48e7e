from django.urls import reverse

from accounts.access import Capacity
from accounts.notices import notify, people_with_access
from law.acts import Act

from ..models import Plan


def tell_parties(plan: Plan, act: Act, text: str = "") -> None:
    """Tell everyone at the plan's companies what happened; inside the act's transaction."""
    notify(
        act=act,
        case=plan.case,
        to=people_with_access(plan.case, Capacity.LEAD, Capacity.PARTY),
        context={"number": plan.number, "text": text, "link": reverse("plan", args=[plan.pk])},
    )


def tell_assignee(plan: Plan, act: Act) -> None:
    """Tell the officer who has the case in hand, once somebody has."""
    if plan.assignee is None:
        return
    notify(
        act=act,
        case=plan.case,
        to=[plan.assignee.user],
        context={"number": plan.number, "link": reverse("case", args=[plan.pk])},
    )
