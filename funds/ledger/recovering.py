"""What the book says of a grant's money that comes back: when it was paid, and what its charges are."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum

from law.accounts import Attribution, Kind, income_shares
from law.rules import rule

from .accounts import Key, ids_of
from .books import yield_of
from .entries import state_and_others
from .grants import Grant, standing, year_of_return
from .models import Posting
from .posting import Move, hold, post
from .years import open_year_at

PAYS = ("pay_advance", "pay_fixed")
CHARGES, CHARGES_ON = "record_income", "charges_to_treasury"


def paid_postings() -> QuerySet[Posting]:
    """What reached a company and stayed there."""
    came_back = Posting.objects.filter(reverses=OuterRef("pk"))
    return Posting.objects.filter(~Exists(came_back), act__in=PAYS)


def paid_by_day(decision: UUID) -> list[tuple[date, int]]:
    """When a decision's money reached its company, and how much; what the bank sent back never did."""
    rows = paid_postings().filter(decision=decision)
    sums = rows.values("effective_on").annotate(amount=Sum("amount")).order_by("effective_on")
    return list(sums.values_list("effective_on", "amount"))


@rule("N12")
@transaction.atomic
def receive_charges(*, grant: Grant, amount: int) -> None:
    """加算金 and 延滞金 are other income of the fund, in the open year; whose they count as is its rule.

    Of an appropriation they are the treasury's.
    """
    if not grant.book.is_of_fund:
        _pass_on(grant, amount)
        return
    year = open_year_at(grant.book, grant.effective_on)
    state, others = state_and_others(grant.book)
    shares = income_shares(amount, Attribution(grant.book.attribution), state=state, others=others)
    sources = [yield_of(grant.book, is_state=is_state).pk for is_state in (True, False)]
    pairs = [
        (
            Key.of(source, Kind.UNCOMMITTED, scheme=None, year=year.pk),
            Key.of(source, Kind.INCOME, scheme=None, year=year.pk),
            share,
        )
        for source, share in zip(sources, shares, strict=True)
        if share
    ]
    ids = ids_of(grant.book, [key for debit, credit, _share in pairs for key in (debit, credit)])
    held = hold(ids.values())
    moves = [Move(ids[debit], ids[credit], share, year.pk, grant.decision) for debit, credit, share in pairs]
    post(moves, stamp=grant.stamp(CHARGES), held=held)


def _pass_on(grant: Grant, amount: int) -> None:
    """In the year whose appropriation the grant was paid of; beside the source that bore most of it."""
    year, paid = year_of_return(grant), standing(grant.decision)
    source = max((each for each in paid if each[0] is Kind.PAID), key=lambda each: paid[each])[2]
    debit, credit = (grant.key(source, kind, year) for kind in (Kind.RETURNED, Kind.INCOME))
    ids = ids_of(grant.book, [debit, credit])
    held = hold(ids.values())
    move = Move(ids[debit], ids[credit], amount, year.pk, grant.decision)
    post([move], stamp=grant.stamp(CHARGES_ON), held=held)
