"""One account's month as it stands: the book, what is in transit, what the book does not know, the bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Max

from common import clock
from law.bank import month_end, month_label, month_of, next_month
from law.states import MonthSheetState

from ..models import BankAccount, BankLine, MonthSheet
from .items import Item, open_items, placed_at
from .sums import at_the_bank, balance_on, main_account, open_lines, sum_of


@dataclass(frozen=True)
class Month:
    """Of an account and a month that is named by its first day; yen."""

    account: BankAccount
    month: date

    @property
    def label(self) -> str:
        return month_label(self.month)

    @property
    def until(self) -> date:
        return month_end(self.month)

    @cached_property
    def main(self) -> BankAccount:
        return main_account(self.account.book) or self.account

    @cached_property
    def others(self) -> list[BankAccount]:
        """Of the same fund."""
        return list(BankAccount.objects.filter(book=self.account.book_id).exclude(pk=self.account.pk))

    @cached_property
    def transit(self) -> list[Item]:
        """What the book has by the end of the month and the bank had not shown."""
        items = open_items(self.main, month=self.month, until=self.until)
        accounts = [self.account, *self.others]
        return [each for each in items if placed_at(each, accounts, self.main).pk == self.account.pk]

    @cached_property
    def lines(self) -> list[BankLine]:
        """What the bank has shown by then and the book had not."""
        return list(open_lines(self.account, self.month).filter(on__lte=self.until))

    @property
    def in_transit(self) -> int:
        return sum(each.amount for each in self.transit)

    @property
    def unmatched(self) -> int:
        return sum(each.amount for each in self.lines)

    @cached_property
    def bank_balance(self) -> int:
        return balance_on(self.account, self.until)

    @cached_property
    def book_balance(self) -> int:
        """Of the main account: all that the fund holds, less what is invested and what the others have."""
        if not self.account.is_main:
            return self.bank_balance - self.unmatched + self.in_transit
        opened = (each for each in self.others if each.opening_on <= self.until)
        others = sum(Month(each, self.month).book_balance for each in opened)
        return at_the_bank(self.account.book, self.until) - others

    @property
    def difference(self) -> int:
        return self.bank_balance - (self.book_balance - self.in_transit + self.unmatched)

    @property
    def figures(self) -> tuple[int, int, int, int]:
        return self.book_balance, self.in_transit, self.unmatched, self.bank_balance


def opening_difference(account: BankAccount) -> int:
    """What the first accounts held together less what the book held on the eve; 0 is as it should be."""
    opened = BankAccount.objects.filter(book=account.book_id)
    eve = date.fromordinal(account.opening_on.toordinal() - 1)
    return sum(each.opening_balance for each in opened) - at_the_bank(account.book, eve)


def signed_sheet(account: BankAccount, month: date) -> MonthSheet | None:
    """The latest version that was signed."""
    rows = MonthSheet.objects.filter(account=account, month=month, state=MonthSheetState.SIGNED)
    return rows.order_by("-version").first()


def next_open_month(account: BankAccount) -> date:
    """The first that is not signed."""
    rows = MonthSheet.objects.filter(account=account, state=MonthSheetState.SIGNED)
    last = rows.aggregate(last=Max("month"))["last"]
    return next_month(last) if last else month_of(account.opening_on)


def reached_day(account: BankAccount) -> date | None:
    """To which day the statements tell."""
    found: date | None = account.statements.aggregate(last=Max("until"))["last"]
    return found


def months_to_sign(account: BankAccount) -> list[date]:
    """Those that are over and not signed, the oldest first."""
    found, month = [], next_open_month(account)
    while month_end(month) < clock.today():
        found.append(month)
        month = next_month(month)
    return found


def unmatched_sum(account: BankAccount) -> int:
    return sum_of(open_lines(account))


def rows_of(month: Month) -> Sequence[tuple[str, Item | BankLine]]:
    return [*(("transit", each) for each in month.transit), *(("line", each) for each in month.lines)]
