"""The head tells a company that its decision to grant is cancelled: 交付決定取消通知書."""

from typing import Any

from django.utils.translation import gettext as _

from law.cancelling import GROUND_LABELS, Ground
from law.rules import rule

from ..about.cancelling import AboutCancelling
from ..models import Decision
from ..selectors import decision_that_fixes, decision_that_grants
from ..sums import sums_of, years_of
from .grant import named, told
from .header import Heading


@rule("S17", "S8", "S21b")
def cancellation(*, heading: Heading, decision: Decision) -> dict[str, Any]:
    """交付決定取消通知書: ground, fact and reasons, and what stands of each year after it."""
    matter, sums = AboutCancelling(decision), sums_of(decision.grant)
    given = decision_that_grants(decision.grant)
    if given is None:
        raise LookupError(decision.grant_id)
    block = matter.document["letters"].get("cancellation", {})
    rows = [_year(year, each.stands, matter.sums) for year, each in years_of(decision.grant).items()]
    stands = sum(row["stands"] for row in rows)
    return told(heading, matter.application, block) | {
        "granted": named(given),
        "whole": stands == 0,
        "fixed": decision_that_fixes(decision.grant) is not None,
        "ground": _(GROUND_LABELS[Ground(decision.particulars["ground"])]),
        "fact": decision.particulars["fact"],
        "reasons": decision.reasons,
        "amount": sum(row["amount"] for row in rows),
        "stood": sum(row["stood"] for row in rows),
        "stands": stands,
        "paid": sums.paid,
        "to_return": max(0, sums.paid - stands - sum(sums.ordered.values())),
        "by_year": rows,
        "paragraphs": block.get("paragraphs", []),
    }


def _year(year: int, stood: int, taken: dict[int, int]) -> dict[str, int]:
    amount = taken.get(year, 0)
    return {"fiscal_year": year, "stood": stood, "amount": amount, "stands": stood - amount}
