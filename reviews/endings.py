"""Sheets end with their case: nobody waits for an answer about what was withdrawn or decided."""

from applications.models import Plan
from applications.services.ending import ends_with_the_case
from common import clock
from common.actor import Actor
from common.transitions import perform
from law.lifecycle import SHEET

from .selectors import open_sheets


@ends_with_the_case
def end_sheets(plan: Plan, actor: Actor) -> None:
    for sheet in open_sheets(plan):
        perform(
            lifecycle=SHEET,
            act="end_sheet",
            subject=sheet,
            actor=actor,
            facts={},
            changes={"answered_at": clock.now()},
        )
