"""What certified plans still expect of a fund: as reckoned when each was filed, less what is decided."""

from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from applications.models import PlanVersion, UnitLine
from funds.ledger.forecast import Expected, expected_of
from funds.models import Fund
from law.states import DecisionState, GrantState, PlanState

from .models import Decision

DECIDED = (DecisionState.APPROVED, DecisionState.SEALED, DecisionState.ISSUED)
ON_A_GRANT = (Decision.Outcome.GRANT, Decision.Outcome.GRANT_REFUSAL)


@expected_of.answered_by
def expected_of_plans(fund: Fund) -> list[Expected]:
    """By fiscal year, of the last version of each certified plan, in one query.

    A company's year that was decided has its money in the book, or was refused it; what was given up after
    a decision (取下げ) may be asked for again.
    """
    last = PlanVersion.objects.filter(plan=OuterRef("version__plan")).order_by("-number").values("number")[:1]
    decided = Decision.objects.filter(
        Q(grant__fiscal_year=None) | Q(grant__fiscal_year=OuterRef("fiscal_year")),
        grant__party=OuterRef("party"),
        state__in=DECIDED,
        outcome__in=ON_A_GRANT,
    ).exclude(grant__state=GrantState.WITHDRAWN)
    lines = UnitLine.objects.filter(
        ~Exists(decided),
        version__plan__scheme__fund=fund,
        version__plan__state=PlanState.CERTIFIED,
        version__number=Subquery(last),
    )
    rows = lines.values_list("fiscal_year").annotate(Sum("expected_subsidy")).order_by("fiscal_year")
    return [Expected(year, amount) for year, amount in rows]
