"""A 決裁 that the office took in its own system, and what is asked of whoever records it here.

The record stands in the place of a decider's act, so two people stand behind it as behind that: one drafts,
another says what was decided, and shows it.
"""

from .acts import Facts, Reason
from .text import ja


def recorder_is_another_person(facts: Facts) -> Reason | None:
    """`approver_id` is whoever acts now: here they enter another's 決裁."""
    if facts["approver_id"] != facts["drafter_id"]:
        return None
    return Reason(
        "same_person",
        ja("起案した人は、その決裁を記録できません。別の担当者が、決裁書の写しを確かめて記録してください。"),
    )
