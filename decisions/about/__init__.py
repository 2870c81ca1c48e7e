"""What a decision is about. Drafting, approving, sealing and issuing are one; what differs is asked here."""

from ..models import Decision
from .base import About
from .changing import AboutChange
from .fixing import AboutFixing
from .grants import AboutGrant
from .plans import AboutPlan

__all__ = ["DECISION_PARTS", "About", "about"]

DECISION_PARTS = (
    "plan__scheme",
    "plan__case",
    "plan__scheme_version",
    "version__scheme_version",
    "grant__case",
    "grant__plan__scheme__fund",
    "grant__plan__call",
    "grant__party__organisation",
    "grant__basis__scheme_version",
    "grant__assignee__user",
    "grant_version__report",
    "grant_version__change",
)


def about(decision: Decision) -> About:
    if decision.terms.changes:
        return AboutChange(decision)
    if decision.terms.fixes:
        return AboutFixing(decision)
    return AboutGrant(decision) if decision.terms.of_grant else AboutPlan(decision)
