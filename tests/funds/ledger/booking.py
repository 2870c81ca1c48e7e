"""A fund's book as tests need it: opened, filled, and what its postings come to."""

import uuid
from collections import Counter

from django.db.models import Sum

from common import clock
from funds.ledger.books import open_book, register_donation, register_state_grant
from funds.ledger.entries import confirm_entry, draft_entry
from funds.ledger.grants import Grant
from funds.ledger.investments import register_investment
from funds.ledger.models import Account, Book, Investment, Posting, Source
from funds.ledger.years import open_year
from funds.models import Fund, Scheme
from law.accounts import KINDS, Attribution, Draw, Kind, Side
from law.deadlines import fiscal_year
from tests.cast import membership, organisation

OKU = 100_000_000


def this_year() -> int:
    return fiscal_year(clock.today())


def opened(
    fund: str = "innovative-drug",
    *,
    attribution: Attribution = Attribution.PROPORTIONAL,
    draw: Draw = Draw.PROPORTIONAL,
    line: int | None = None,
) -> Book:
    book = open_book(
        fund=Fund.objects.get(code=fund),
        attribution=attribution,
        draw=draw,
        membership=membership("nibn_decider"),
    )
    open_year(book=book, fiscal_year=this_year(), line=line, membership=membership("nibn_decider"))
    return book


def state_grant(book: Book, ceiling: int, number: str = "見本発第1号") -> Source:
    return register_state_grant(
        book=book,
        budget="令和7年度補正予算",
        number=number,
        dated_on=clock.today(),
        ceiling=ceiling,
        membership=membership("nibn_officer"),
    )


def donation(book: Book, ceiling: int, donor: str = "lead") -> Source:
    return register_donation(
        book=book,
        donor=organisation(donor),
        dated_on=clock.today(),
        ceiling=ceiling,
        condition="",
        membership=membership("nibn_officer"),
    )


def entered(book: Book, act: str, amount: int, source: Source | None = None, **more):
    """An entry, drafted by the officer and confirmed by the accountant."""
    entry = drafted(book, act, amount, source, **more)
    return confirm_entry(entry=entry, membership=membership("nibn_accountant"))


def drafted(book: Book, act: str, amount: int, source: Source | None = None, **more):
    told = {"effective_on": clock.today(), **more}
    return draft_entry(
        book=book, act=act, amount=amount, source=source, membership=membership("nibn_officer"), **told
    )


def filled(state: int, given: int = 0, **rules) -> Book:
    book = opened("innovative-drug" if given else "generic-base", **rules)
    entered(book, "receive_state_money", state, state_grant(book, state))
    if given:
        entered(book, "receive_donation", given, donation(book, given))
    return book


def kept(book: Book, amount: int, means: str = "bank_deposit", **more) -> Investment:
    told = {"held_with": "見本銀行", "terms": "", "since": clock.today(), "until": None, **more}
    return register_investment(
        book=book, means=means, amount=amount, membership=membership("nibn_accountant"), **told
    )


def grant(book: Book, decision: uuid.UUID | None = None, year: int | None = None) -> Grant:
    return Grant(
        book=book,
        scheme=Scheme.objects.filter(fund=book.fund).first(),
        fiscal_year=year or this_year(),
        decision=decision or uuid.uuid4(),
        effective_on=clock.today(),
        made_by=membership("nibn_decider"),
    )


def balance(book: Book, kind: Kind, **where) -> int:
    return sum(each.balance for each in Account.objects.filter(book=book, kind=kind.value, **where))


def from_postings(book: Book) -> dict[int, int]:
    """Each account's balance as its postings alone come to; an account that comes to nothing is left out."""
    found: Counter = Counter()
    for end, sign in (("debit", 1), ("credit", -1)):
        rows = Posting.objects.filter(book=book).values_list(end, f"{end}__kind").annotate(sum=Sum("amount"))
        for pk, kind, amount in rows.order_by():
            found[pk] += (sign if KINDS[Kind(kind)].side is Side.DEBIT else -sign) * amount
    return {pk: amount for pk, amount in found.items() if amount}


def balances(book: Book) -> dict[int, int]:
    return {each.pk: each.balance for each in Account.objects.filter(book=book) if each.balance}
