"""What a decision to grant comes to now: decided, fixed, paid, ordered back; as issued and as posted."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from funds.ledger.fixing import money_of
from funds.ledger.recovering import paid_by_day
from grants.models import Grant
from law.money import DatedSum, ReturnUnder
from law.returns import Sums
from law.states import DecisionState, ReceivableState

from .models import CancelledAmount, Decision, FixedAmount, Receivable
from .selectors import date_of, decided_amounts, decision_that_fixes, decision_that_grants


@dataclass(frozen=True)
class YearSums:
    """Of one fiscal year, in yen; `fixed` is None before 額の確定. Cancelled before it, and after it."""

    decided: int
    fixed: int | None
    before: int
    after: int

    @property
    def ceiling(self) -> int:
        return self.decided - self.before

    @property
    def stands(self) -> int:
        return self.ceiling if self.fixed is None else self.fixed - self.after


def years_of(grant: Grant) -> dict[int, YearSums]:
    """By fiscal year as decided; empty before a decision."""
    fixing = decision_that_fixes(grant)
    fixed = {each.fiscal_year: each for each in fixing.fixed_amounts.all()} if fixing else {}
    rows = CancelledAmount.objects.filter(decision__grant=grant, decision__state=DecisionState.ISSUED)
    cancelled = dict(rows.order_by().values_list("fiscal_year").annotate(sum=Sum("amount")))
    return {
        row.fiscal_year: _year(row.amount, fixed.get(row.fiscal_year), cancelled.get(row.fiscal_year, 0))
        for row in decided_amounts(grant)
    }


def _year(decided: int, fixed: FixedAmount | None, cancelled: int) -> YearSums:
    """What could be fixed at the most then says what was cancelled before it."""
    if fixed is None:
        return YearSums(decided, None, cancelled, 0)
    before = decided - fixed.decided
    return YearSums(decided, fixed.amount, before, cancelled - before)


def sums_of(grant: Grant, *, apart_from: Decision | None = None) -> Sums:
    """`apart_from`: the order that is asked about; what it binds itself does not count as ordered."""
    given, years = decision_that_grants(grant), years_of(grant).values()
    if given is None:
        return Sums(decided=0, fixed=None, paid=0)
    fixed = [each.fixed for each in years]
    return Sums(
        decided=sum(each.decided for each in years),
        fixed=None if None in fixed else sum(each or 0 for each in fixed),
        paid=money_of(given.pk).paid,
        cancelled_before=sum(each.before for each in years),
        cancelled_after=sum(each.after for each in years),
        ordered=_ordered(grant, apart_from),
    )


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
