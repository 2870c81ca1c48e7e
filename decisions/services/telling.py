"""Whose turn it is with a draft, told inside the office. No applicant hears of it before issue."""

from accounts.notices import people_holding
from applications.services.telling import tell_officials
from common.actor import Actor
from law.acts import Act
from law.roles import Role

from ..models import Decision

PAGE = "case_decision"


def tell_deciders(decision: Decision, act: Act, by: Actor) -> None:
    """Any decider of the drafter's office may take it up."""
    deciders = people_holding(Role.DECIDER, at=decision.drafted_by.organisation)
    tell_officials(decision.plan, act, deciders, by, PAGE)


def tell_drafter(decision: Decision, act: Act, by: Actor) -> None:
    """The drafter, and the officer who has the case in hand by now."""
    people = [decision.drafted_by.user]
    if decision.plan.assignee:
        people.append(decision.plan.assignee.user)
    tell_officials(decision.plan, act, people, by, PAGE)
