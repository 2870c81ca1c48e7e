"""The demo's account at the bank: two months matched and signed, the next one open with lines that wait."""

from datetime import date, timedelta

from decisions.demo.acting import member, on
from funds.ledger.models import Book
from law.bank import StatementForm, month_end, next_month

from .bank.items import Item, open_items
from .bank.months import Month
from .bank.proposals import proposals
from .bank.reading import Line
from .bank.sums import at_the_bank, balance_on, open_lines
from .models import BankAccount
from .services.bank_accounts import register_bank_account
from .services.matching import match_lines
from .services.month_sheets import draft_month_sheet, sign_month_sheet
from .services.statements import Source, take_statement

FIRST = date(2026, 9, 1)
FUND = "generic-base"
# The bank shows what is booked on a month's last day on the first of the next.
LATE = timedelta(days=1)
NAMES = {"transfer": "ソウゴウフリコミ", "remittance": "フリコミ", "investment": "テイキヨキン"}
FEE, WHY = 440, "振込手数料。翌月の初めに管理費として記帳する。"


def build_bank(today: date) -> None:
    """From September on, when the deposit came back: what the book has, as the bank tells it."""
    book = Book.objects.select_related("fund").get(fund=FUND)
    with on(FIRST):
        account = _registered(book)
    for month in (FIRST, next_month(FIRST)):
        if month_end(month) + timedelta(days=3) < today:
            _closed(account, month)
    if next_month(next_month(FIRST)) < today - timedelta(days=1):
        with on(today - timedelta(days=1), hour=17):
            _taken(account, today - timedelta(days=2))


def _registered(book: Book) -> BankAccount:
    return register_bank_account(
        book=book,
        bank={
            "bank_code": "9901",
            "bank_name": "シスイトウ",
            "branch_code": "991",
            "branch_name": "ホンテン",
            "kind": "2",
            "number": "1000001",
        },
        opening_on=FIRST,
        opening_balance=at_the_bank(book, FIRST - timedelta(days=1)),
        membership=member("nibn_accountant"),
    )


def _closed(account: BankAccount, month: date) -> None:
    """The statement, the matches, the sheet; signed by the head the day after."""
    until = month_end(month)
    with on(until + timedelta(days=2)):
        _taken(account, until)
        for each in proposals(open_lines(account), open_items(account, until=until)):
            match_lines(
                book=account.book,
                lines=[each.line.pk],
                items=[item.code for item in each.items],
                membership=member("nibn_accountant"),
            )
        sheet = draft_month_sheet(
            account=account,
            month=month,
            explanations={line.pk: WHY for line in Month(account, month).lines},
            membership=member("nibn_accountant"),
        )
    with on(until + timedelta(days=3)):
        sign_month_sheet(sheet=sheet, membership=member("nibn_decider"))


def _taken(account: BankAccount, until: date) -> None:
    """What the book moved and the bank has not told yet."""
    told = account.lines.order_by("-place").values_list("on", flat=True).first() or account.opening_on
    moves = [(max(_shown(item.on), told), item.amount, _named(item)) for item in open_items(account)]
    moves = sorted(each for each in moves if each[0] <= until)
    lines = [
        Line(place, day, max(amount, 0), max(-amount, 0), counterpart=name)
        for place, (day, amount, name) in enumerate(moves, start=1)
    ]
    if account.statements.count() == 1:
        lines.append(Line(len(lines) + 1, until, 0, FEE, counterpart="シスイトウ", remark="テスウリヨウ"))
    take_statement(
        account=account,
        source=Source(StatementForm.TYPED),
        lines=lines,
        until=until,
        closing=balance_on(account) + sum(each.amount for each in lines),
        membership=member("nibn_accountant"),
    )


def _named(item: Item) -> str:
    """As a bank would write it."""
    kind = item.code.partition("-")[0]
    return NAMES.get(kind) or ("リソク" if item.amount > 0 else "フリカエ")


def _shown(day: date) -> date:
    return day + LATE if day == month_end(day.replace(day=1)) else day
