"""Bank accounts: a company's own, and to NIBN's payment people all."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from common.paging import Order
from payments.selectors import accounts_visible_to

from .. import showing_payments as showing
from ..doors import Door
from ..paging import page_of
from ..serializers.payments import PayeeAccountShape
from ..subjects import READERS_OF_ACCOUNTS, payee_account_or_404
from .kept import hands_out, pages, shows


class PayeeAccounts(Door):
    audience = READERS_OF_ACCOUNTS

    @pages(PayeeAccountShape, "payee_accounts", _("見ることのできる振込先口座（新しい順）"), "payments")
    def get(self, request: Request) -> Response:
        rows = accounts_visible_to(request.membership)
        return Response(page_of(request, rows, Order("entered_at", falling=True), showing.payee_account))


class PayeeAccount(Door):
    audience = READERS_OF_ACCOUNTS

    @shows(PayeeAccountShape, "payee_account", _("一つの振込先口座"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.payee_account(payee_account_or_404(request.membership, pk)))


class Passbook(Door):
    audience = READERS_OF_ACCOUNTS

    @hands_out("payee_passbook", _("通帳の写し"), "payments")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = payee_account_or_404(request.membership, pk)
        return files.serve(found.passbook, name=found.passbook_name)
