"""Bank accounts, claims and runs, to those who see them on their pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queues import Rows
from common import files
from common.paging import Order
from decisions.selectors import decision_that_grants
from law.roles import APPLICANTS, MINISTRY, NIBN, PAYERS, Role
from payments.exports import bank_file
from payments.models import PayerAccount
from payments.money import holdings_of
from payments.queues import ACCOUNTS, PAYMENTS
from payments.selectors import (
    accounts_visible_to,
    claims_visible_to,
    receivables_visible_to,
    runs_visible_to,
)

from .. import showing_payments as showing
from ..bodies import Body
from ..doors import Door
from ..finding import READERS_OF_ACCOUNTS
from ..finding_books import book_or_404
from ..finding_payments import (
    claim_or_404,
    payee_account_or_404,
    receivable_or_404,
    remittance_or_404,
    run_or_404,
    transfer_or_404,
    treasury_payment_or_404,
)
from ..paging import page_of
from ..queries import asked_by, begun
from ..serializers.payments import (
    ClaimShape,
    HoldingShape,
    PayeeAccountShape,
    PayerShape,
    ReceivableRowShape,
    ReceivableShape,
    RemittanceShape,
    RunRowShape,
    RunShape,
    TransferShape,
    TreasuryPaymentShape,
)
from ..subjects import grant_or_404
from .kept import hands_out, lists, pages, shows

SEERS = APPLICANTS | MINISTRY | NIBN | {Role.AUDITOR}


class QueueQuery(Body):
    """What a list is narrowed by, as on its page."""

    queue = serializers.SlugField(max_length=40, required=False, help_text=_("作業の一覧のコード"))


def _asked(request: Request, page: str, whole: Rows) -> QuerySet[Any]:
    return begun(asked_by(request, QueueQuery), request.membership, page, whole)


class PayeeAccounts(Door):
    audience = READERS_OF_ACCOUNTS

    @pages(
        PayeeAccountShape,
        "payee_accounts",
        _("見ることのできる振込先口座（新しい順）"),
        "payments",
        QueueQuery,
    )
    def get(self, request: Request) -> Response:
        rows = _asked(request, ACCOUNTS, accounts_visible_to)
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


class Holdings(Door):
    audience = SEERS

    @lists(HoldingShape, "grant_holdings", _("請求できる額（支払の種類と年度ごと）"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        decision = decision_that_grants(grant_or_404(request.membership, pk))
        found = holdings_of(decision) if decision else []
        return Response({"items": [showing.holding(each) for each in found]})


class Claims(Door):
    audience = SEERS

    @pages(ClaimShape, "claims", _("見ることのできる請求（新しい順）"), "payments", QueueQuery)
    def get(self, request: Request) -> Response:
        rows = _asked(request, PAYMENTS, claims_visible_to).prefetch_related("treasury_payments")
        return Response(page_of(request, rows, Order("claimed_at", falling=True), showing.claim))


class Claim(Door):
    audience = SEERS

    @shows(ClaimShape, "claim", _("一つの請求"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.claim(claim_or_404(request.membership, pk)))


class Runs(Door):
    audience = PAYERS

    @pages(RunRowShape, "runs", _("振込の束（新しい順）"), "payments", QueueQuery)
    def get(self, request: Request) -> Response:
        rows = _asked(request, PAYMENTS, runs_visible_to)
        return Response(page_of(request, rows, Order("drafted_at", falling=True), showing.run_row))


class Run(Door):
    audience = PAYERS

    @shows(RunShape, "run", _("一つの振込の束"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.run(run_or_404(request.membership, pk)))


class RunFile(Door):
    """For the bank; of a run that was released."""

    audience = frozenset({Role.NIBN_ACCOUNTANT})

    @extend_schema(
        operation_id="run_file",
        summary=_("銀行に送るファイル（全銀協「総合振込」、120バイトのレコード）"),
        tags=["payments"],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        found = run_or_404(request.membership, pk)
        if found.payer is None:
            raise Http404
        return HttpResponse(bank_file(found), content_type="application/octet-stream")


class Transfer(Door):
    audience = PAYERS

    @shows(TransferShape, "transfer", _("一つの振込"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.transfer(transfer_or_404(request.membership, pk)))


class Payers(Door):
    audience = PAYERS

    @lists(PayerShape, "book_payers", _("振込元の口座（新しい順）"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        rows = PayerAccount.objects.filter(book=book_or_404(request.membership, pk))
        return Response({"items": [showing.payer(each) for each in rows]})


class TreasuryPayment(Door):
    audience = SEERS

    @shows(TreasuryPaymentShape, "treasury_payment", _("一つの支払の記録（国庫からの支払）"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.treasury_payment(treasury_payment_or_404(request.membership, pk)))


class Receivables(Door):
    audience = SEERS

    @pages(ReceivableRowShape, "receivables", _("見ることのできる返還の債権（納期限の早い順）"), "payments")
    def get(self, request: Request) -> Response:
        rows = receivables_visible_to(request.membership)
        return Response(page_of(request, rows, Order("due_on"), showing.receivable))


class Receivable(Door):
    audience = SEERS

    @shows(ReceivableShape, "receivable", _("一つの返還の債権：未納の額、計算の過程、入金"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.whole_receivable(receivable_or_404(request.membership, pk)))


class Remittance(Door):
    audience = SEERS

    @shows(RemittanceShape, "remittance", _("一つの入金"), "payments")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.remittance(remittance_or_404(request.membership, pk)))
