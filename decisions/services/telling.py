"""Whose turn it is with a draft, told inside the office. No applicant hears of it before issue."""

from accounts.notices import people_holding
from common.actor import Actor
from law.acts import Act

from ..about import about
from ..models import Decision


def tell_deciders(decision: Decision, act: Act, by: Actor) -> None:
    """Any decider of the drafter's office may take it up."""
    matter = about(decision)
    deciders = people_holding(matter.decider, at=decision.drafted_by.organisation)
    matter.tell_officials(act, deciders, by)


def tell_drafter(decision: Decision, act: Act, by: Actor) -> None:
    """The drafter, and the officer who has the case in hand by now."""
    matter = about(decision)
    matter.tell_officials(act, matter.in_hand, by)
