"""What is owed on a receivable: principal, what accrued on it until a day, what came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from common import clock
from decisions.models import Receivable
from decisions.sums import received_under
from law.money import Charges, DatedSum, ReturnOrder, ReturnUnder, charges
from law.rules import rule
from law.states import ReceivableState, RemittanceState

from .models import Remittance


@dataclass(frozen=True)
class Owing:
    """As it stands at the end of a day; yen."""

    receivable: Receivable
    received: Sequence[Remittance]
    on: date

    @cached_property
    def met_on(self) -> date | None:
        """The day on which the principal was met; nothing accrues after it."""
        left = self.receivable.principal
        for each in self.received:
            left -= each.principal
            if not left:
                return each.on
        return None

    @cached_property
    def order(self) -> ReturnOrder:
        return _order(self.receivable)

    @property
    def until(self) -> date:
        """Nothing accrues after the principal was met, and no day counts before the money was received."""
        first = min(each.on for each in self.order.payments)
        return max(first, min(self.on, self.met_on or self.on))

    @property
    def returned(self) -> int:
        return sum(each.principal for each in self.received)

    @property
    def principal_left(self) -> int:
        return self.receivable.principal - self.returned

    @cached_property
    @rule("S19", "S19b", "R1")
    def charges(self) -> Charges:
        """加算金 and 延滞金 with their trace; final once the principal is met."""
        refunds = [DatedSum(each.on, each.principal) for each in self.received if each.principal]
        return charges(self.order, refunds, as_of=self.until)

    @property
    def accrued(self) -> int:
        return self.charges.surcharge + self.charges.late_charge

    @property
    def charges_paid(self) -> int:
        return sum(each.charges for each in self.received)

    @property
    def charges_left(self) -> int:
        return self.accrued - self.charges_paid

    @property
    def left(self) -> int:
        return self.principal_left + self.charges_left

    @property
    def is_final(self) -> bool:
        return self.met_on is not None

    @property
    def is_overdue(self) -> bool:
        return self.receivable.state == ReceivableState.OPEN and self.on > self.receivable.due_on


def owing_of(receivable: Receivable, on: date | None = None) -> Owing:
    rows = receivable.remittances.filter(state=RemittanceState.RECORDED).order_by("place")
    return Owing(receivable, list(rows), on or clock.today())


def _order(receivable: Receivable) -> ReturnOrder:
    order = receivable.order
    order.grant = receivable.grant
    under = ReturnUnder(receivable.under)
    return ReturnOrder(receivable.principal, under, receivable.due_on, received_under(order))
