"""What the head (NIBN's 理事長, the Minister) orders a company to give back: 返還命令書."""

from typing import Any

from law.money import ReturnUnder, percent, received_last_first
from law.parameters import LATE_CHARGE_RATE
from law.rules import rule

from ..about.returning import AboutReturn
from ..models import Decision
from ..selectors import date_of, decision_that_fixes, decision_that_grants, recoveries_of
from ..sums import received_under, sums_of
from .grant import named, told
from .header import Heading


@rule("S18", "S19", "S19b", "S21b")
def return_order(*, heading: Heading, decision: Decision) -> dict[str, Any]:
    """返還命令書: the sum and how it comes about, its due day, what accrues after it, the reasons."""
    matter = AboutReturn(decision)
    given, sums = decision_that_grants(decision.grant), sums_of(decision.grant, apart_from=decision)
    if given is None:
        raise LookupError(decision.grant_id)
    under, amount = matter.owed
    block = matter.document["letters"].get("return_order", {})
    return told(heading, matter.application, block) | {
        "granted": named(given),
        "cause": named(_cause(decision, under)),
        "under": under.value,
        "paid": sums.paid,
        "stands": sums.stands,
        "ordered_before": sum(sums.ordered.values()),
        "amount": amount,
        "due_on": matter.due_on.isoformat(),
        "rate": percent(LATE_CHARGE_RATE.on(date_of(decision))),
        "received": [
            {"on": each.on.isoformat(), "amount": each.amount}
            for each in received_last_first(received_under(decision), amount)
        ],
        "reasons": decision.reasons,
        "paragraphs": block.get("paragraphs", []),
    }


def _cause(decision: Decision, under: ReturnUnder) -> Decision:
    """The fixing, or the last cancellation: what left the company with more than it may keep."""
    found = decision_that_fixes(decision.grant)
    if under is ReturnUnder.CANCELLED:
        found = recoveries_of(decision.grant).filter(outcome=Decision.Outcome.CANCELLATION).last()
    if found is None:
        raise LookupError(decision.grant_id)
    return found
