"""Accounts, claims, runs and transfers, to those who see them on their pages."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Membership
from decisions.models import Receivable
from law.acts import Lifecycle
from law.lifecycle import PAYMENT_CLAIM, RECEIVABLE, REMITTANCE, TREASURY_PAYMENT
from law.states import ClaimState, ReceivableState
from payments.models import (
    PayeeAccount,
    PaymentClaim,
    PaymentRun,
    Remittance,
    Transfer,
    TreasuryPayment,
)
from payments.selectors import (
    accounts_visible_to,
    claims_visible_to,
    receivables_visible_to,
    remittances_visible_to,
    runs_visible_to,
    transfers_visible_to,
    treasury_payments_visible_to,
)


def payee_account_or_404(membership: Membership, pk: UUID) -> PayeeAccount:
    return get_object_or_404(accounts_visible_to(membership), pk=pk)


def claim_or_404(membership: Membership, pk: UUID) -> PaymentClaim:
    return get_object_or_404(claims_visible_to(membership), pk=pk)


def run_or_404(membership: Membership, pk: UUID) -> PaymentRun:
    return get_object_or_404(runs_visible_to(membership), pk=pk)


def transfer_or_404(membership: Membership, pk: UUID) -> Transfer:
    return get_object_or_404(transfers_visible_to(membership), pk=pk)


def treasury_payment_or_404(membership: Membership, pk: UUID) -> TreasuryPayment:
    return get_object_or_404(treasury_payments_visible_to(membership), pk=pk)


def receivable_or_404(membership: Membership, pk: UUID) -> Receivable:
    return get_object_or_404(receivables_visible_to(membership), pk=pk)


def remittance_or_404(membership: Membership, pk: UUID) -> Remittance:
    return get_object_or_404(remittances_visible_to(membership), pk=pk)


def receivable_stands(found: Receivable) -> list[tuple[Lifecycle, str | None]]:
    """What is owed, and while it is, what comes in for it."""
    under = found.grant.under
    begins: list[tuple[Lifecycle, str | None]] = [(under(RECEIVABLE), found.state)]
    return [*begins, (under(REMITTANCE), None)] if found.state == ReceivableState.OPEN else begins


def claim_stands(found: PaymentClaim) -> list[tuple[Lifecycle, str | None]]:
    """A claim; on the ministry, while it is open, the record that it was paid."""
    stands: list[tuple[Lifecycle, str | None]] = [(found.grant.under(PAYMENT_CLAIM), found.state)]
    recorded = not found.grant.is_of_fund and found.state == ClaimState.OPEN
    return [*stands, (TREASURY_PAYMENT, None)] if recorded else stands


def recorded_stands(found: TreasuryPayment) -> list[tuple[Lifecycle, str | None]]:
    return [(TREASURY_PAYMENT, found.state)]


def remittance_stands(found: Remittance) -> list[tuple[Lifecycle, str | None]]:
    return [(found.receivable.grant.under(REMITTANCE), found.state)]
