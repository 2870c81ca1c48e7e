"""Raw SQL against the ledger: the database refuses to overdraw, unbalance, edit or write into the past."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from funds.ledger.grants import commit, pay_advance
from funds.ledger.models import Account, Book, Entry, Investment, Posting, Source, Year
from tests.cast import membership

from .booking import OKU, balances, drafted, entered, filled, from_postings, grant, kept, opened, state_grant

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def book() -> Book:
    book = filled(10 * OKU)
    commit(grant=grant(book), amount=OKU)
    return book


def refused(words: str, does, /, *told, **named) -> None:
    """SQLite asks about foreign keys at the end of a transaction only."""
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        _done(does, *told, **named)


def _done(does, /, *told, **named) -> None:
    does(*told, **named)
    connection.check_constraints()


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def account(book: Book, kind: str) -> Account:
    return Account.objects.get(book=book, kind=kind)


def inserted(book: Book, debit: Account, credit: Account, amount: int, **more) -> None:
    told = {
        "act": "commit",
        "year": book.years.first(),
        "effective_on": "2026-11-27",
        "posted_at": datetime(2026, 11, 27, tzinfo=UTC),
        "made_by": membership("nibn_decider"),
        "book": book,
        **more,
    }
    Posting.objects.bulk_create([Posting(debit=debit, credit=credit, amount=amount, **told)])


def test_no_posting_is_changed_or_taken_away(book):
    pk = Posting.objects.last().pk
    for statement in (
        f"UPDATE funds_posting SET amount = 1 WHERE id = {pk}",
        "UPDATE funds_posting SET amount = amount",
        f"DELETE FROM funds_posting WHERE id = {pk}",
    ):
        refused("Posting is append-only|posting is append-only", sql, statement)


def test_no_balance_is_written_by_hand(book):
    free = account(book, "uncommitted")
    refused("by a posting only", sql, f"UPDATE funds_account SET balance = balance + 1 WHERE id = {free.pk}")
    refused("by a posting only", sql, f"UPDATE funds_account SET balance = 0 WHERE id = {free.pk}")
    refused("by a posting only", sql, f"UPDATE funds_account SET last_posting = 1 WHERE id = {free.pk}")
    refused("by a posting only", Account.objects.filter(pk=free.pk).update, balance=F("balance") + OKU)


def test_no_posting_is_let_in_twice_by_hand(book):
    """Even the right sum of a real posting: it has moved the balance already."""
    free, last = account(book, "uncommitted"), Posting.objects.last()
    moved = {"balance": F("balance") - last.amount, "last_posting": last.pk}
    refused("by a posting only", Account.objects.filter(pk=free.pk).update, **moved)


def test_an_account_is_never_overdrawn(book):
    free, bound = account(book, "uncommitted"), account(book, "committed")
    refused("account_never_overdrawn", inserted, book, bound, free, 9 * OKU + 1)
    refused("account_never_overdrawn", inserted, book, free, bound, OKU + 1)
    assert account(book, "uncommitted").balance == 9 * OKU


@pytest.mark.parametrize("amount", [0, -1])
def test_a_posting_moves_something_the_right_way(book, amount):
    refused(
        "posting_above_zero", inserted, book, account(book, "committed"), account(book, "uncommitted"), amount
    )


def test_a_posting_moves_between_two_accounts(book):
    free = account(book, "uncommitted")
    refused("posting_moves", inserted, book, free, free, 1, year=account(book, "committed").year)


def test_a_posting_stays_in_its_book_and_its_source(book):
    other = opened("innovative-drug")
    entered(other, "receive_state_money", OKU, state_grant(other, OKU))
    theirs = account(other, "uncommitted")
    refused("one book, one source", inserted, book, account(book, "committed"), theirs, 1)
    second = state_grant(book, OKU, "見本発第2号")
    entered(book, "receive_state_money", OKU, second)
    of_second = Account.objects.get(source=second, kind="uncommitted")
    refused("one book, one source", inserted, book, account(book, "committed"), of_second, 1)


def test_a_posting_counts_in_a_year_of_its_accounts(book):
    later = Year.objects.create(
        book=book,
        fiscal_year=2050,
        state="open",
        opened_by=membership("nibn_decider"),
        opened_at=datetime(2026, 11, 27, tzinfo=UTC),
    )
    accounts = account(book, "committed"), account(book, "uncommitted")
    refused("one of its years", inserted, book, *accounts, 1, year=later)


def test_a_closed_account_takes_no_posting_and_stays_closed(book):
    bound, free = account(book, "committed"), account(book, "uncommitted")
    Account.objects.filter(pk=bound.pk).update(closed_at=datetime(2026, 11, 27, tzinfo=UTC))
    refused("closed account", inserted, book, bound, free, 1)
    refused("closed account", inserted, book, free, bound, 1)
    refused("may not change", Account.objects.filter(pk=bound.pk).update, closed_at=None)


def test_a_closed_year_takes_no_posting_even_where_its_accounts_were_left_open(book):
    """Whoever closes a year by hand closes its accounts too, for nothing gets into them any more."""
    bound, free = account(book, "committed"), account(book, "uncommitted")
    closed = {"state": "closed", "closed_at": LONG_AGO, "closed_by": membership("nibn_decider")}
    Year.objects.filter(pk=bound.year_id).update(**closed)
    refused("closed", inserted, book, bound, free, 1)
    refused("closed", inserted, book, free, bound, 1)
    assert balances(book) == from_postings(book)


def test_an_account_keeps_what_it_is_and_is_never_deleted(book):
    bound = account(book, "committed")
    refused("may not change", Account.objects.filter(pk=bound.pk).update, kind="paid")
    refused("may not change", Account.objects.filter(pk=bound.pk).update, year=None)
    refused("never deleted", sql, f"DELETE FROM funds_account WHERE id = {bound.pk}")


@pytest.mark.parametrize("change", [{"balance": 1}, {"last_posting": 1}, {"closed_at": LONG_AGO}])
def test_an_account_begins_empty_and_open(book, change):
    source = state_grant(book, OKU, "見本発第3号")
    refused("begins at zero", Account.objects.create, book=book, source=source, kind="uncommitted", **change)


def test_no_account_begins_in_a_closed_year_or_for_anothers_source(book):
    year = book.years.get()
    source = state_grant(book, OKU, "見本発第3号")
    other = opened("innovative-drug")
    refused("begins at zero", Account.objects.create, book=other, source=source, kind="uncommitted")
    told = {"state": "closed", "closed_at": LONG_AGO}
    Year.objects.filter(pk=year.pk).update(closed_by=membership("nibn_decider"), **told)
    refused("begins at zero", Account.objects.create, book=book, source=source, kind="received", year=year)
    refused(
        "may not change", Year.objects.filter(pk=year.pk).update, state="open", closed_at=None, closed_by=None
    )
    refused("may not change", Year.objects.filter(pk=year.pk).update, line=1)


def test_receipts_never_pass_what_the_source_names(book):
    accounts = account(book, "uncommitted"), account(book, "received")
    refused("receipts pass", inserted, book, *accounts, 1, act="receive_state_money")


def test_a_reversal_is_the_mirror_and_happens_once(book):
    last = Posting.objects.last()
    told = {"act": "reverse_posting", "reverses": last}
    refused("mirror", inserted, book, last.credit, last.debit, last.amount - 1, **told)
    refused("mirror", inserted, book, last.debit, last.credit, last.amount, **told)
    refused("posting_reversal_says_so", inserted, book, last.credit, last.debit, last.amount, reverses=last)
    inserted(book, last.credit, last.debit, last.amount, **told)
    refused("UNIQUE|unique|written over", inserted, book, last.credit, last.debit, last.amount, **told)
    again = Posting.objects.last()
    refused(
        "mirror", inserted, book, last.debit, last.credit, last.amount, act="reverse_posting", reverses=again
    )


def test_what_is_entered_stays_as_it_was_drafted_and_posted(book):
    entry = Entry.objects.get()
    refused("may not change", Entry.objects.filter(pk=entry.pk).update, amount=1)
    refused("may not change", Entry.objects.filter(pk=entry.pk).update, state="drafted", confirmer=None)
    refused("never deleted", sql, "DELETE FROM funds_entry")
    refused("never deleted", sql, "DELETE FROM funds_year")
    refused("never deleted", sql, "DELETE FROM funds_book")
    refused("Source is append-only|source is append-only", Source.objects.update, ceiling=1)


def test_nobody_confirms_their_own_entry_even_by_sql(book):
    entry = drafted(book, "record_interest", 1)
    told = {"state": "posted", "confirmed_at": LONG_AGO}
    refused(
        "entry_confirmed_by_another",
        Entry.objects.filter(pk=entry.pk).update,
        confirmer=entry.drafter,
        **told,
    )


def test_the_register_of_investments_knows_permitted_means_only(book):
    held = kept(book, OKU)
    refused("may not change", Investment.objects.filter(pk=held.pk).update, amount=1)
    refused("never deleted", sql, "DELETE FROM funds_investment")
    share = Investment.objects.get(pk=held.pk)
    share.pk, share.means = uuid.uuid4(), "share"
    refused("investment_is_permitted", share.save, force_insert=True)


def test_a_row_is_not_written_over(book):
    """SQLite's OR REPLACE takes a row away without asking who may delete; PostgreSQL has no such words."""
    if connection.vendor == "sqlite":
        pk = Posting.objects.last().pk
        columns = ", ".join(
            field.column for field in Posting._meta.concrete_fields if field.column != "amount"
        )
        refused(
            "written over|by a posting only",
            sql,
            f"INSERT OR REPLACE INTO funds_posting ({columns}, amount) SELECT {columns}, 1 FROM funds_posting"
            f" WHERE id = {pk}",
        )
    for each in Posting.objects.all():
        refused("written over|duplicate key", each.save, force_insert=True)


def test_after_all_this_the_balances_are_what_the_postings_come_to(book):
    pay_advance(grant=grant(book, Posting.objects.last().decision), amount=OKU // 2)
    assert balances(book) == from_postings(book)
