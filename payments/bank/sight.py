"""Who sees a fund's accounts at the bank, their lines and sheets: NIBN and the auditor, nobody else."""

from django.db.models import QuerySet

from accounts.models import Membership
from law.roles import BANK_READERS

from ..models import BankAccount, BankLine, BankMatch, BankUpload, MonthSheet


def bank_accounts_visible_to(membership: Membership) -> QuerySet[BankAccount]:
    rows = BankAccount.objects.select_related("book__fund", "registered_by__user")
    return rows if membership.role in BANK_READERS else rows.none()


def lines_visible_to(membership: Membership) -> QuerySet[BankLine]:
    rows = BankLine.objects.select_related("account")
    return rows if membership.role in BANK_READERS else rows.none()


def matches_visible_to(membership: Membership) -> QuerySet[BankMatch]:
    rows = BankMatch.objects.select_related("book__fund", "made_by__user", "undone_by__user")
    return rows if membership.role in BANK_READERS else rows.none()


def sheets_visible_to(membership: Membership) -> QuerySet[MonthSheet]:
    parts = ("account__book__fund", "drafted_by__user", "signed_by__user", "former")
    rows = MonthSheet.objects.select_related(*parts)
    return rows if membership.role in BANK_READERS else rows.none()


def uploads_visible_to(membership: Membership) -> QuerySet[BankUpload]:
    """One's own alone: until it is taken in it is nobody else's."""
    return BankUpload.objects.select_related("account__book__fund").filter(by=membership)
