"""A fund's account at the bank, made through the services: statements, matches, a month's sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from common import clock
from decisions.demo.acting import moment
from funds.ledger.models import Book
from law.bank import StatementForm, month_end, month_of
from payments.bank.items import open_items
from payments.bank.months import Month
from payments.bank.reading import Line, read_typed
from payments.bank.sums import at_the_bank, balance_on, main_account, open_lines
from payments.models import BankAccount, BankMatch, BankStatement, BankUpload, MonthSheet
from payments.services.bank_accounts import register_bank_account
from payments.services.matching import match_lines
from payments.services.month_sheets import draft_month_sheet, sign_month_sheet
from payments.services.statements import Source, look_at_statement, take_statement
from tests.cast import membership
from tests.funds.ledger import booking as k

from .paying import PAYER

TILL, HEAD = "nibn_accountant", "nibn_decider"
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(moment(day)):
        yield


def account(book: Book, opening_on: date = APRIL, balance: int | None = None, **other: str) -> BankAccount:
    eve = date.fromordinal(opening_on.toordinal() - 1)
    return register_bank_account(
        book=book,
        bank=PAYER["bank"] | other,
        opening_on=opening_on,
        opening_balance=at_the_bank(book, eve) if balance is None else balance,
        membership=membership(TILL),
    )


def fund(day: date) -> Book:
    """Filled on a day of April, its account recorded since the 1st."""
    with on(day):
        book = k.opened("generic-base")
        account(book)
        k.entered(book, "receive_state_money", 3 * k.OKU, k.state_grant(book, 3 * k.OKU))
    return book


def april(at: BankAccount, *more: Line) -> BankStatement:
    """What came in, as the bank tells it until the end of April."""
    first = line(date(2026, 4, 10), 3 * k.OKU, "コウセイロウドウシヨウ")
    return taken(at, first, *more, until=date(2026, 4, 30))


def line(day: date, amount: int, counterpart: str = "", **more: Any) -> Line:
    """A line with its sign as the account sees it."""
    moved = {"came_in": max(amount, 0), "went_out": max(-amount, 0)}
    return Line(**{"place": 1, "on": day, "counterpart": counterpart} | moved | more)


def taken(
    at: BankAccount, *lines: Line, until: date, closing: int | None = None, **more: Any
) -> BankStatement:
    said = {"source": Source(StatementForm.PROGRAM)} | more
    reached = balance_on(at) + sum(each.amount for each in lines)
    return take_statement(
        account=at,
        lines=lines,
        until=until,
        closing=reached if closing is None else closing,
        membership=membership(TILL),
        **said,
    )


def matched(book: Book, lines: list[Any], items: list[Any]) -> BankMatch:
    return match_lines(
        book=book,
        lines=[each.pk for each in lines],
        items=[each.code for each in items],
        membership=membership(TILL),
    )


def all_matched(at: BankAccount) -> None:
    """Each line with the one item of its sum."""
    items = items_of(at.book)
    for each in open_lines(at):
        item = next(found for found in items if found.amount == each.amount)
        items.remove(item)
        matched(at.book, [each], [item])


def items_of(book: Book) -> list[Any]:
    main = main_account(book)
    assert main
    return open_items(main)


def drafted(at: BankAccount, month: date = APRIL, why: str = "説明の印", **more: Any) -> MonthSheet:
    """Every line that the book does not know is explained alike."""
    told = {each.pk: why for each in Month(at, month).lines}
    return draft_month_sheet(
        account=at, month=month, membership=membership(TILL), **{"explanations": told} | more
    )


def signed(at: BankAccount, month: date = APRIL, **more: Any) -> MonthSheet:
    return sign_month_sheet(sheet=drafted(at, month, **more), membership=membership(HEAD))


@dataclass(frozen=True)
class Stood:
    """One of everything: a match, a signed sheet with a row of each kind, a statement that is looked at."""

    account: BankAccount
    match: BankMatch
    sheet: MonthSheet
    upload: BankUpload


def stood(book: Book) -> Stood:
    """A fund's account whose first month is the last one that is over."""
    month = month_of(month_of(clock.today()) - timedelta(days=1))
    at = account(book, opening_on=month)
    taken(
        at,
        line(month, 7, "明細の印"),
        line(month, 5, "入金"),
        line(month, -5, "訂正"),
        until=month_end(month),
    )
    match = match_lines(
        book=book, lines=[each.pk for each in at.lines.all()[1:]], items=[], membership=membership(TILL)
    )
    sheet = signed(at, month)
    upload = look_at_statement(
        account=at, told=read_typed("2026-11-30,1,,,相手,"), membership=membership(TILL)
    )
    return Stood(at, match, sheet, upload)
