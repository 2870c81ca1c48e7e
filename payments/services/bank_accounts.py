"""預金口座 of a fund: from a day on it is compared with the book."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import begin
from funds.ledger.models import Book, Posting
from law.lifecycle import BANK_ACCOUNT

from ..models import BankAccount
from .payees import read_bank


@transaction.atomic
def register_bank_account(
    *, book: Book, bank: dict[str, str], opening_on: date, opening_balance: int, membership: Membership
) -> BankAccount:
    """The first account of a fund is its main one: what no other is known to have is there."""
    Book.objects.select_for_update(of=("self",), no_key=True).get(pk=book.pk)
    figures = read_bank(**bank)
    before = list(BankAccount.objects.filter(book=book))
    last = Posting.objects.filter(book=book).aggregate(last=Max("pk"))["last"] or 0
    account = BankAccount(
        book=book,
        is_main=not before,
        opening_on=opening_on,
        opening_balance=opening_balance,
        opening_posting=last,
        registered_by=membership,
        registered_at=clock.now(),
        **figures,
    )
    same = {name: figures[name] for name in ("bank_code", "branch_code", "kind", "number")}
    begin(
        lifecycle=BANK_ACCOUNT,
        act="register_bank_account",
        subject=account,
        actor=actor_of(membership),
        facts={
            "known": BankAccount.objects.filter(**same).exists(),
            "opening_on": opening_on,
            "today": clock.today(),
            "opening_balance": opening_balance,
            "opens_together": all(
                each.opening_on == opening_on and not each.statements.exists() for each in before
            ),
        },
        audit={"book": book.pk, "opening_on": opening_on.isoformat(), "amount": opening_balance},
    )
    return account
