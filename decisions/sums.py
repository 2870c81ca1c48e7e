"""What a decision to grant comes to now: decided, fixed, paid, ordered back; as issued and as posted."""

from collections import Counter

from django.db.models import Sum

from funds.ledger.fixing import money_of
from funds.ledger.recovering import paid_by_day
from grants.models import Grant
from law.money import DatedSum, ReturnUnder
from law.returns import Sums
from law.states import DecisionState, ReceivableState

from .models import Decision, FixedAmount, Receivable
from .selectors import date_of, decision_that_grants


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


def received_under(order: Decision) -> list[DatedSum]:
    """What the company had been paid when it was ordered to return, less what earlier orders took of it.

    A return counts as received on the last day first (施行令10条1項), so the next one begins before it.
    """
    given = decision_that_grants(order.grant)
    paid = paid_by_day(given.pk) if given else []
    earlier = Receivable.objects.filter(grant=order.grant).exclude(order=order.pk)
    earlier = earlier.exclude(state=ReceivableState.DROPPED)
    if order.approved_at:
        earlier = earlier.filter(order__approved_at__lt=order.approved_at)
    taken = earlier.aggregate(sum=Sum("principal"))["sum"] or 0
    found = []
    for on, amount in reversed([each for each in paid if each[0] <= date_of(order)]):
        left = max(0, amount - taken)
        taken = max(0, taken - amount)
        if left:
            found.append(DatedSum(on, left))
    return found[::-1]


def _ordered(grant: Grant, apart_from: Decision | None) -> dict[ReturnUnder, int]:
    rows = Receivable.objects.filter(grant=grant).exclude(state=ReceivableState.DROPPED)
    if apart_from is not None:
        rows = rows.exclude(order=apart_from.pk)
    found: Counter[ReturnUnder] = Counter()
    for under, principal in rows.values_list("under", "principal"):
        found[ReturnUnder(under)] += principal
    return dict(found)
