"""What of each year's appropriation is promised, fixed, paid and left; from the balances of its book."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from law.accounts import Kind
from law.deadlines import fiscal_year_label, last_payment_of_year
from law.states import AppropriationState

from ..ledger.models import Account
from ..models import Scheme
from .models import Appropriation


@dataclass(frozen=True)
class YearOfScheme:
    """One line: yen by kind of account."""

    scheme: Scheme
    fiscal_year: int
    sums: dict[str, int]

    @property
    def label(self) -> str:
        return fiscal_year_label(self.fiscal_year)

    @property
    def last_payment_on(self) -> date:
        return last_payment_of_year(self.fiscal_year)

    @property
    def appropriated(self) -> int:
        return self.sums.get(Kind.RECEIVED, 0)

    @property
    def committed(self) -> int:
        return self.sums.get(Kind.COMMITTED, 0)

    @property
    def payable(self) -> int:
        return self.sums.get(Kind.PAYABLE, 0)

    @property
    def paid(self) -> int:
        return self.sums.get(Kind.PAID, 0)

    @property
    def left(self) -> int:
        return self.sums.get(Kind.UNCOMMITTED, 0)

    @property
    def recovered(self) -> int:
        return self.sums.get(Kind.RETURNED, 0)


def years_of_schemes() -> list[YearOfScheme]:
    """The last year first, then by scheme; two queries."""
    rows = Account.objects.filter(source__fiscal_year__isnull=False)
    places = ("book__scheme", "source__fiscal_year", "kind")
    found: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for scheme, year, kind, balance in rows.values_list(*places).annotate(sum=Sum("balance")).order_by():
        found[scheme, year][kind] = balance
    schemes = Scheme.objects.in_bulk({scheme for scheme, _year in found})
    order = sorted(found, key=lambda place: (-place[1], place[0]))
    return [YearOfScheme(schemes[scheme], year, found[scheme, year]) for scheme, year in order]


def entered() -> list[Appropriation]:
    """All that were entered and not dropped."""
    rows = Appropriation.objects.exclude(state=AppropriationState.DROPPED)
    return list(rows.select_related("scheme", "drafted_by__user", "confirmed_by__user"))
