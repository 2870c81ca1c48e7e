"""What may be claimed of a grant now: what the book holds for its decision, less what is claimed already."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from decisions.models import Decision
from funds.ledger.books import book_for
from funds.ledger.grants import Grant as Bound
from funds.ledger.grants import standing
from funds.ledger.models import Book, Year
from grants.models import Grant
from law.deadlines import fiscal_year_span
from law.payments import KIND_LABELS, PAID_FROM, PaymentKind
from law.states import YearState

from .models import PaymentClaim
from .models.claim import LIVE_CLAIMS


@dataclass(frozen=True)
class Holding:
    """Of one kind of payment and one open fiscal year: held in the book, and of that claimed already."""

    kind: PaymentKind
    fiscal_year: int
    held: int
    taken: int

    @property
    def left(self) -> int:
        return max(0, self.held - self.taken)

    @property
    def label(self) -> str:
        return _(KIND_LABELS[self.kind])

    @property
    def opens_on(self) -> date | None:
        """The day from which it may be claimed; None once it has come."""
        first = fiscal_year_span(self.fiscal_year)[0]
        return first if first > clock.today() else None


def holdings_of(decision: Decision) -> list[Holding]:
    """By kind and year, in the order of years; what was left of a closed year stands in the next open one."""
    years = years_of(decision)
    numbers = {year.pk: year.fiscal_year for year in years}
    held: Counter[tuple[PaymentKind, int]] = Counter()
    for (kind, year, _source), amount in standing(decision.pk).items():
        for paid_as, account in PAID_FROM.items():
            if kind is account and year in numbers:
                held[paid_as, numbers[year]] += amount
    taken: Counter[tuple[PaymentKind, int]] = Counter()
    for claim in PaymentClaim.objects.filter(decision=decision, state__in=LIVE_CLAIMS):
        taken[PaymentKind(claim.kind), place_of(claim.fiscal_year, years)] += claim.amount
    return [
        Holding(kind, year, held[kind, year], taken[kind, year])
        for year in sorted({year for _kind, year in held})
        for kind in PaymentKind
        if held[kind, year]
    ]


def holding_of(decision: Decision, kind: str, fiscal_year: int) -> Holding:
    found = (each for each in holdings_of(decision) if (each.kind, each.fiscal_year) == (kind, fiscal_year))
    return next(found, Holding(PaymentKind(kind), fiscal_year, 0, 0))


def years_of(decision: Decision) -> list[Year]:
    return list(Year.objects.filter(book=book_of(decision.grant)).order_by("fiscal_year"))


def place_of(fiscal_year: int, years: Iterable[Year]) -> int:
    """Where money of this year stands now: there, or where its closing carried it."""
    open_years = (year.fiscal_year for year in years if year.state == YearState.OPEN)
    return next((year for year in open_years if year >= fiscal_year), fiscal_year)


def book_of(grant: Grant) -> Book:
    return Book.objects.get(book_for(grant.scheme))


def bound(claim: PaymentClaim, day: date, membership: Membership) -> Bound:
    """The ledger's word for whose money it is."""
    return Bound(
        book=book_of(claim.grant),
        scheme=claim.grant.scheme,
        fiscal_year=place_of(claim.fiscal_year, years_of(claim.decision)),
        decision=claim.decision_id,
        effective_on=day,
        made_by=membership,
    )
