"""What a decision is about. Drafting, approving, sealing and issuing are one; what differs is asked here."""

from ..models import Decision
from .base import About
from .cancelling import AboutCancelling
from .changing import AboutChange
from .disposing import AboutDisposal
from .fixing import AboutFixing
from .grants import AboutGrant
from .plans import AboutPlan
from .returning import AboutReturn

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
    "disposal_version__disposal__asset__cost_line",
)


OWN: dict[str, type[About]] = {
    Decision.Outcome.FIXING: AboutFixing,
    Decision.Outcome.CHANGE: AboutChange,
    Decision.Outcome.CHANGE_REFUSAL: AboutChange,
    Decision.Outcome.RETURN_ORDER: AboutReturn,
    Decision.Outcome.CANCELLATION: AboutCancelling,
    Decision.Outcome.DISPOSAL: AboutDisposal,
    Decision.Outcome.NON_DISPOSAL: AboutDisposal,
}


def about(decision: Decision) -> About:
    if own := OWN.get(decision.outcome):
        return own(decision)
    return AboutGrant(decision) if decision.terms.of_grant else AboutPlan(decision)
