"""Who is told of an act on a grant: its company, and at its desk whoever has it in hand, or all."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.access import Capacity
from accounts.models import User
from accounts.notices import notify, people_holding, people_with_access
from common.actor import Actor
from law.acts import Act
from law.authorities import DESKS, Authority

from ..models import Grant


def tell_company(grant: Grant, act: Act, text: str = "") -> None:
    notify(
        act=act,
        case=grant.case,
        to=people_with_access(grant.case, Capacity.LEAD),
        context={"number": grant.number, "text": text, "link": reverse("grant", args=[grant.pk])},
    )


def tell_desk(grant: Grant, act: Act, by: Actor | None = None) -> None:
    """The officer who has it in hand, or everyone at that desk while nobody has."""
    in_hand = [grant.assignee.user] if grant.assignee else people_holding(DESKS[Authority(grant.authority)])
    tell_officials(grant, act, in_hand, by)


def tell_officials(grant: Grant, act: Act, people: Iterable[User], by: Actor | None) -> None:
    notify(
        act=act,
        case=grant.case,
        to=[person for person in people if by is None or person.pk != by.user_id],
        context={"number": grant.number, "link": reverse("grant_case", args=[grant.pk])},
    )
