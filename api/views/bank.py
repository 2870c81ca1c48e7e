"""A fund's accounts at the bank, to those who see them on their pages."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from common.paging import Order
from law.roles import BANK_READERS
from payments.bank.sight import bank_accounts_visible_to, lines_visible_to, sheets_visible_to

from .. import showing_bank as showing
from ..doors import Door
from ..finding_bank import bank_account_or_404, bank_match_or_404, month_sheet_or_404
from ..finding_books import book_or_404
from ..paging import page_of
from ..serializers.bank import (
    BankAccountShape,
    BankLineShape,
    BankMatchShape,
    MonthSheetRowShape,
    MonthSheetShape,
    UnmatchedShape,
)
from .kept import lists, pages, shows


class Accounts(Door):
    audience = BANK_READERS

    @lists(BankAccountShape, "bank_accounts", _("基金の預金口座（主な口座が先）"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        rows = bank_accounts_visible_to(request.membership)
        found = rows.filter(book=book_or_404(request.membership, pk))
        return Response({"items": [showing.account(each) for each in found]})


class Account(Door):
    audience = BANK_READERS

    @shows(BankAccountShape, "bank_account", _("一つの預金口座"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.account(bank_account_or_404(request.membership, pk)))


class Lines(Door):
    audience = BANK_READERS

    @pages(BankLineShape, "bank_lines", _("預金口座の明細（新しい順）"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        account = bank_account_or_404(request.membership, pk)
        rows = lines_visible_to(request.membership).filter(account=account)
        return Response(page_of(request, rows, Order("place", falling=True), showing.line))


class Unmatched(Door):
    audience = BANK_READERS

    @shows(UnmatchedShape, "bank_unmatched", _("未対応の明細と、基金の帳簿の未達の取引"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.unmatched(bank_account_or_404(request.membership, pk)))


class Match(Door):
    audience = BANK_READERS

    @shows(BankMatchShape, "bank_match", _("一つの対応付け"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.match(bank_match_or_404(request.membership, pk)))


class Sheets(Door):
    audience = BANK_READERS

    @pages(MonthSheetRowShape, "month_sheets", _("口座の月次の照合表（新しく作った順）"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        account = bank_account_or_404(request.membership, pk)
        rows = sheets_visible_to(request.membership).filter(account=account)
        return Response(page_of(request, rows, Order("drafted_at", falling=True), showing.sheet_row))


class Sheet(Door):
    audience = BANK_READERS

    @shows(MonthSheetShape, "month_sheet", _("一つの月次の照合表：未達と、説明のある明細"), "bank")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.sheet(month_sheet_or_404(request.membership, pk)))
