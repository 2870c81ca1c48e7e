"""A book for a measurement: opened and filled by the services, made long by SQL."""

import uuid
from typing import Any

from django.db import connection

from common import clock
from decisions.demo.acting import member
from funds.ledger.accounts import Key, ids_of
from funds.ledger.books import open_book, register_state_grant
from funds.ledger.entries import confirm_entry, draft_entry
from funds.ledger.models import Book
from funds.ledger.years import open_year
from funds.models import Fund
from law.accounts import Attribution, Draw, Kind
from law.deadlines import fiscal_year

EACH = 1_000_000  # yen of a seeded decision
SEED = """
    INSERT INTO funds_posting (book_id, year_id, debit_id, credit_id, amount, act, effective_on, posted_at,
                               made_by_id, decision)
    SELECT %(book)s, %(year)s, %(debit)s, %(credit)s, %(each)s, 'commit', %(day)s, %(at)s, %(by)s,
           (lpad(to_hex(place), 32, '0'))::uuid
    FROM generate_series(1, %(count)s) place"""
# What the triggers would have come to: a sum is the same in one step.
BALANCE = """
    UPDATE funds_account SET balance = balance + %s, last_posting = (SELECT max(id) FROM funds_posting)
    WHERE id = %s"""


def opened(fund: str, money: int, years: int = 1) -> Book:
    head, clerk, till = (member(f"nibn_{who}") for who in ("decider", "officer", "accountant"))
    book = open_book(
        fund=Fund.objects.get(code=fund),
        attribution=Attribution.PROPORTIONAL,
        draw=Draw.PROPORTIONAL,
        membership=head,
    )
    first = fiscal_year(clock.today())
    for year in range(first, first + years):
        open_year(book=book, fiscal_year=year, line=None, membership=head)
    source = register_state_grant(
        book=book,
        budget="測定",
        number=f"測定{uuid.uuid4().hex[:8]}",
        dated_on=clock.today(),
        ceiling=money,
        membership=clerk,
    )
    entry = draft_entry(
        book=book,
        act="receive_state_money",
        amount=money,
        source=source,
        effective_on=clock.today(),
        membership=clerk,
    )
    confirm_entry(entry=entry, membership=till)
    return book


def lengthen(book: Book, count: int) -> None:
    """`count` decisions that each commit the same sum, one posting each."""
    year, source = book.years.order_by("fiscal_year").first(), book.sources.first()
    if year is None or source is None:
        raise LookupError(book)
    committed = Key.of(source.pk, Kind.COMMITTED, scheme="generic-base", year=year.pk)
    free = Key.of(source.pk, Kind.UNCOMMITTED, scheme=None, year=0)
    ids = ids_of(book, [committed, free])
    told: dict[str, Any] = {
        "book": book.pk,
        "year": year.pk,
        "debit": ids[committed],
        "credit": ids[free],
        "each": EACH,
        "day": clock.today(),
        "at": clock.now(),
        "by": member("nibn_decider").pk,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(SEED, told)
        cursor.execute(BALANCE, [count * EACH, ids[committed]])
        cursor.execute(BALANCE, [-count * EACH, ids[free]])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
