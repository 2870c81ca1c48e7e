"""Which grants were paid more than stands of them; for one grant `sums.py` reckons the same."""

from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from funds.ledger.recovering import paid_postings
from grants.models import Grant
from law.states import DecisionState, GrantState, ReceivableState

from .kinds import GIVES
from .models import (
    CancelledAmount,
    DecidedAmount,
    Decision,
    FixedAmount,
    Receivable,
)

STATES = (GrantState.GRANTED, GrantState.FIXED, GrantState.CANCELLED)
HERE = OuterRef("pk")


def overpaid() -> QuerySet[Grant]:
    """More was paid than stands, and not all of that is ordered back yet."""
    issued = Decision.objects.filter(grant=HERE, state=DecisionState.ISSUED)
    given = issued.filter(outcome=Decision.Outcome.GRANT)
    last = issued.filter(outcome__in=GIVES).order_by("-issued_at", "-approved_at")
    of_issued = {"decision__grant": HERE, "decision__state": DecisionState.ISSUED}
    bound = Receivable.objects.exclude(state=ReceivableState.DROPPED).filter(grant=HERE)
    rows = Grant.objects.filter(state__in=STATES).annotate(
        given=Subquery(given.values("pk")[:1]), last=Subquery(last.values("pk")[:1])
    )
    rows = rows.annotate(
        paid=_sum(paid_postings().filter(decision=OuterRef("given")), "decision", F("amount")),
        decided=_sum(DecidedAmount.objects.filter(decision=OuterRef("last")), "decision", F("amount")),
        cancelled=_sum(CancelledAmount.objects.filter(**of_issued), "decision__grant", F("amount")),
        not_fixed=_sum(
            FixedAmount.objects.filter(**of_issued), "decision__grant", F("decided") - F("amount")
        ),
        ordered=_sum(bound, "grant", F("principal")),
    )
    return rows.filter(paid__gt=F("decided") - F("cancelled") - F("not_fixed") + F("ordered"))


def _sum(rows: QuerySet[Any], of: str, what: Any) -> Coalesce:
    summed = rows.order_by().values(of).annotate(sum=Sum(what)).values("sum")
    return Coalesce(Subquery(summed, output_field=BigIntegerField()), 0)
