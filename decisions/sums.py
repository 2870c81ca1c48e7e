"""What one decision to grant comes to now: decided, fixed, paid, ordered back; from what was issued and posted."""

from collections import Counter

from django.db.models import Sum

from funds.ledger.fixing import money_of
from grants.models import Grant
from law.money import ReturnUnder
from law.returns import Sums
from law.states import DecisionState, ReceivableState

from .models import Decision, FixedAmount, Receivable
from .selectors import decision_that_grants


def sums_of(grant: Grant, *, apart_from: Decision | None = None) -> Sums:
    """`apart_from`: the order that is asked about; what it binds itself does not count as ordered."""
    given = decision_that_grants(grant)
    if given is None:
        return Sums(decided=0, fixed=None, paid=0)
    return Sums(
        decided=given.amounts.aggregate(sum=Sum("amount"))["sum"] or 0,
        fixed=_fixed(grant),
        paid=money_of(given.pk).paid,
        ordered=_ordered(grant, apart_from),
    )


def _fixed(grant: Grant) -> int | None:
    rows = FixedAmount.objects.filter(decision__grant=grant, decision__state=DecisionState.ISSUED)
    found: int | None = rows.aggregate(sum=Sum("amount"))["sum"]
    return found


def _ordered(grant: Grant, apart_from: Decision | None) -> dict[ReturnUnder, int]:
    rows = Receivable.objects.filter(grant=grant).exclude(state=ReceivableState.DROPPED)
    if apart_from is not None:
        rows = rows.exclude(order=apart_from.pk)
    found: Counter[ReturnUnder] = Counter()
    for under, principal in rows.values_list("under", "principal"):
        found[ReturnUnder(under)] += principal
    return dict(found)
