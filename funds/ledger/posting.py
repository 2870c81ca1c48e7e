"""The one way into the ledger: lock the accounts in the order of their ids, read, check, insert.

In plain SQL, as the last step of an act, in its transaction: the accounts stay locked as short as can be.
The triggers refuse the same things again, whoever inserts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from common import clock
from law.accounts import GROWS_BY_CREDIT, KINDS, MAY_FALL_BELOW_ZERO, Kind
from law.acts import Reason, Refused
from law.money import yen

COLUMNS = (
    "book_id", "year_id", "debit_id", "credit_id", "amount", "act", "effective_on", "posted_at",
    "made_by_id", "entry_id", "decision", "reverses_id", "concerns_id",
)  # fmt: skip
# Rows of one INSERT: SQLite takes 999 values at the least; on PostgreSQL an account moves once for all.
AT_A_TIME = {"sqlite": 50, "postgresql": 1_000}
HOLD = "SELECT id, kind, balance, closed_at IS NOT NULL FROM funds_account WHERE id IN ({}) ORDER BY id{}"


@dataclass(frozen=True)
class Held:
    """An account that is locked until the transaction ends."""

    kind: Kind
    balance: int
    closed: bool


@dataclass(frozen=True)
class Move:
    """`amount` from `credit` to `debit`; `year` is the row of the year it counts in."""

    debit: int
    credit: int
    amount: int
    year: int
    decision: UUID | None = None


@dataclass(frozen=True)
class Stamp:
    """What all postings of one act share."""

    act: str
    book: UUID
    made_by: int
    effective_on: date
    entry: UUID | None = None
    reverses: int | None = None
    concerns: int | None = None


def hold(accounts: Collection[int]) -> dict[int, Held]:
    """Lock and read. On SQLite the transaction holds the whole file already (IMMEDIATE).

    `NO KEY`: rows that point to an account may still come in, so that nobody waits for a mere reader of it.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written inside the transaction of an act")
    ids = sorted(set(accounts))
    if not ids:
        return {}
    lock = " FOR NO KEY UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(HOLD.format(", ".join(["%s"] * len(ids)), lock), ids)
        return {
            pk: Held(Kind(kind), balance, bool(closed)) for pk, kind, balance, closed in cursor.fetchall()
        }


def post(moves: Sequence[Move], *, stamp: Stamp, held: Mapping[int, Held] | None = None) -> None:
    """Write the postings of one act, all or none. `held`: what the caller has locked already.

    Raises Refused where an account would fall below zero or is closed.
    """
    if held is None:
        held = hold([each for move in moves for each in (move.debit, move.credit)])
    _check(moves, held)
    size = AT_A_TIME[connection.vendor]
    for start in range(0, len(moves), size):
        _insert(moves[start : start + size], stamp)


def _check(moves: Sequence[Move], held: Mapping[int, Held]) -> None:
    left = {pk: account.balance for pk, account in held.items()}
    for move in moves:
        for pk, amount in ((move.debit, move.amount), (move.credit, -move.amount)):
            account = held[pk]
            if account.closed:
                raise Refused(_closed(account))
            left[pk] += -amount if account.kind in GROWS_BY_CREDIT else amount
    for pk, balance in left.items():
        if balance < 0 and held[pk].kind not in MAY_FALL_BELOW_ZERO:
            raise Refused(_overdrawn(held[pk], balance))


def _closed(account: Held) -> Reason:
    text = _("締めた年度の「%(account)s」には記帳できません。開いている年度に、訂正として記帳してください。")
    return Reason("account_closed", text % {"account": _(KINDS[account.kind].label)})


def _overdrawn(account: Held, balance: int) -> Reason:
    text = _(
        "「%(account)s」が%(short)s足りません（残高 %(balance)s）。金額を確かめてください。"
        "残高を超えて記帳することはできません。"
    )
    words = {
        "account": _(KINDS[account.kind].label),
        "short": yen(-balance),
        "balance": yen(account.balance),
    }
    return Reason("overdrawn", text % words, (("balance", account.balance),))


def _insert(moves: Sequence[Move], stamp: Stamp) -> None:
    one = f"({', '.join(['%s'] * len(COLUMNS))})"
    sql = f"INSERT INTO funds_posting ({', '.join(COLUMNS)}) VALUES {', '.join([one] * len(moves))}"  # noqa: S608
    posted_at = connection.ops.adapt_datetimefield_value(clock.now())
    effective_on = connection.ops.adapt_datefield_value(stamp.effective_on)
    values: list[Any] = []
    for move in moves:
        values += [
            _uuid(stamp.book), move.year, move.debit, move.credit, move.amount, stamp.act, effective_on,
            posted_at, stamp.made_by, _uuid(stamp.entry), _uuid(move.decision), stamp.reverses,
            stamp.concerns,
        ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _uuid(value: UUID | None) -> Any:
    return value if value is None or connection.features.has_native_uuid_field else value.hex
