"""運用: where the fund's money is kept. The register moves no money between accounts: it stays the fund's."""

from datetime import date

from django.db import transaction
from django.db.models import Sum

from accounts.models import Membership
from common import clock
from common.transitions import begin, perform
from law.acts import Facts
from law.lifecycle import INVESTMENT
from law.states import InvestmentState

from .entries import state_and_others
from .models import Book, Investment
from .years import actor_of


@transaction.atomic
def register_investment(
    *,
    book: Book,
    means: str,
    held_with: str,
    amount: int,
    terms: str,
    since: date,
    until: date | None,
    membership: Membership,
) -> Investment:
    """Raises Refused, with its article, for a way of keeping money that 通則法47条 does not know."""
    Book.objects.select_for_update(of=("self",), no_key=True).get(pk=book.pk)
    investment = Investment(
        book=book,
        means=means,
        held_with=held_with,
        amount=amount,
        terms=terms,
        since=since,
        until=until,
        registered_by=membership,
        registered_at=clock.now(),
    )
    begin(
        lifecycle=INVESTMENT,
        act="register_investment",
        subject=investment,
        actor=actor_of(membership),
        facts=_facts(investment),
        audit={"means": means, "amount": amount},
    )
    return investment


def _facts(investment: Investment) -> Facts:
    return {
        "means": investment.means,
        "since": investment.since,
        "until": investment.until,
        "day": investment.since,
        "today": clock.today(),
        "amount": investment.amount,
        "held": sum(state_and_others(investment.book)),
        "invested": invested(investment.book),
    }


@transaction.atomic
def redeem_investment(*, investment: Investment, on: date, membership: Membership) -> Investment:
    """It has come due or was ended; its interest is an entry of its own."""
    perform(
        lifecycle=INVESTMENT,
        act="redeem_investment",
        subject=investment,
        actor=actor_of(membership),
        facts={"day": on, "today": clock.today(), "since": investment.since, "until": on},
        changes={"redeemed_on": on, "redeemed_by": membership},
        audit={"on": on, "amount": investment.amount},
    )
    return investment


def invested(book: Book) -> int:
    rows = Investment.objects.filter(book=book, state=InvestmentState.HELD)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0
