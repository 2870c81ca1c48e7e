"""Accounts, claims, runs and transfers, to those who see them on their pages."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Membership
from decisions.models import Receivable
from law.acts import Lifecycle
from law.lifecycle import RECEIVABLE, REMITTANCE
from law.states import ReceivableState
from payments.models import PayeeAccount, PaymentClaim, PaymentRun, Remittance, Transfer
from payments.selectors import (
    accounts_visible_to,
    claims_visible_to,
    receivables_visible_to,
    remittances_visible_to,
    runs_visible_to,
    transfers_visible_to,
)


def payee_account_or_404(membership: Membership, pk: UUID) -> PayeeAccount:
    return get_object_or_404(accounts_visible_to(membership), pk=pk)


def claim_or_404(membership: Membership, pk: UUID) -> PaymentClaim:
    return get_object_or_404(claims_visible_to(membership), pk=pk)


def run_or_404(membership: Membership, pk: UUID) -> PaymentRun:
    return get_object_or_404(runs_visible_to(membership), pk=pk)


def transfer_or_404(membership: Membership, pk: UUID) -> Transfer:
    return get_object_or_404(transfers_visible_to(membership), pk=pk)


def receivable_or_404(membership: Membership, pk: UUID) -> Receivable:
    return get_object_or_404(receivables_visible_to(membership), pk=pk)


def remittance_or_404(membership: Membership, pk: UUID) -> Remittance:
    return get_object_or_404(remittances_visible_to(membership), pk=pk)


def receivable_stands(found: Receivable) -> list[tuple[Lifecycle, str | None]]:
    """What is owed, and while it is, what comes in for it."""
    begins: list[tuple[Lifecycle, str | None]] = [(RECEIVABLE, found.state)]
    return [*begins, (REMITTANCE, None)] if found.state == ReceivableState.OPEN else begins
