"""A fund's accounts at the bank, matches and sheets, to those who see them on their pages."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Membership
from law.acts import Lifecycle
from law.lifecycle import BANK_ACCOUNT, BANK_MATCH, MONTH_SHEET
from payments.bank.sight import bank_accounts_visible_to, matches_visible_to, sheets_visible_to
from payments.models import BankAccount, BankMatch, MonthSheet


def bank_account_or_404(membership: Membership, pk: UUID) -> BankAccount:
    return get_object_or_404(bank_accounts_visible_to(membership), pk=pk)


def bank_match_or_404(membership: Membership, pk: UUID) -> BankMatch:
    return get_object_or_404(matches_visible_to(membership), pk=pk)


def month_sheet_or_404(membership: Membership, pk: UUID) -> MonthSheet:
    return get_object_or_404(sheets_visible_to(membership), pk=pk)


def account_stands(found: BankAccount) -> list[tuple[Lifecycle, str | None]]:
    """An account, and what begins on it."""
    return [(BANK_ACCOUNT, found.state), (BANK_MATCH, None), (MONTH_SHEET, None)]


def match_stands(found: BankMatch) -> list[tuple[Lifecycle, str | None]]:
    return [(BANK_MATCH, found.state)]


def sheet_stands(found: MonthSheet) -> list[tuple[Lifecycle, str | None]]:
    return [(MONTH_SHEET, found.state)]
