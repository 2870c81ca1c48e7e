"""One hot account: raw SQL that locks, reads, checks and writes, and `funds.ledger.posting.post`, in turns.

`python -m bench._process _posting TURNS TENTHS`. Both go through the same tables and triggers.
"""

import json
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import psycopg
from django.db import connection, transaction

from common import clock
from decisions.demo.acting import member
from decisions.demo.office import ensure_office
from funds.ledger.accounts import Key, ids_of
from funds.ledger.models import Book
from funds.ledger.posting import Move, Stamp, post
from law.accounts import Kind

from ._booking import opened
from ._racing import PROCESSES, racing

MONEY = 10**13
HOLD = "SELECT id, balance, closed_at FROM funds_account WHERE id IN (%s, %s) ORDER BY id FOR NO KEY UPDATE"
INSERT = """
    INSERT INTO funds_posting
        (book_id, year_id, debit_id, credit_id, amount, act, effective_on, posted_at, made_by_id)
    VALUES (%s, %s, %s, %s, 1, 'commit', %s, %s, %s)"""


def _places(book: Book) -> tuple[Move, Stamp]:
    """One yen from what is free to what is committed; every process the same two accounts."""
    year, source = book.years.get(), book.sources.get()
    keys = (
        Key.of(source.pk, Kind.COMMITTED, scheme="generic-base", year=year.pk),
        Key.of(source.pk, Kind.UNCOMMITTED, scheme=None, year=0),
    )
    ids = ids_of(book, keys)
    stamp = Stamp("commit", book.pk, member("nibn_decider").pk, clock.today())
    return Move(ids[keys[0]], ids[keys[1]], 1, year.pk), stamp


def _raw(move: Move, stamp: Stamp) -> Callable[[], None]:
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    database = psycopg.connect(**{name: given[name] for name in names if given.get(name)})
    told = (stamp.book, move.year, move.debit, move.credit, stamp.effective_on)

    def once() -> None:
        rows = database.execute(HOLD, (move.debit, move.credit)).fetchall()
        if any(closed or (balance < 1 and pk == move.credit) for pk, balance, closed in rows):
            raise RuntimeError("the bench's fund is empty")
        database.execute(INSERT, (*told, clock.now(), stamp.made_by))
        database.commit()

    return once


def _ours(move: Move, stamp: Stamp) -> Callable[[], None]:
    def once() -> None:
        with transaction.atomic():
            post([move], stamp=stamp)

    return once


WAYS = {"raw": _raw, "post": _ours}


def _for_a_while(barrier: Any, way: str, tenths: int, move: Move, stamp: Stamp) -> int:
    once, done = WAYS[way](move, stamp), 0
    once()  # connected and warm
    barrier.wait()
    end = time.perf_counter() + tenths / 10
    while time.perf_counter() < end:
        once()
        done += 1
    return done


def _held(way: str, move: Move, stamp: Stamp) -> float:
    """Seconds of one alone, all of it; its accounts are locked from its first statement on."""
    once, seconds = WAYS[way](move, stamp), []
    for _ in range(200):
        started = time.perf_counter()
        once()
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def main(turns: int, tenths: int) -> None:
    ensure_office()
    move, stamp = _places(opened("generic-base", MONEY))
    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(turns):
        for way in WAYS:
            told = racing(_for_a_while, [(way, tenths, move, stamp)] * PROCESSES)
            rates[way].append(sum(told) * 10 / tenths)
    figures = {
        "processes": PROCESSES,
        "per_second": {way: round(median(each), 1) for way, each in rates.items()},
        "of_turns": {way: [round(rate) for rate in each] for way, each in rates.items()},
        "alone_ms": {way: round(_held(way, move, stamp) * 1000, 2) for way in WAYS},
    }
    json.dump(figures, sys.stdout)
