"""Accounts, claims, runs and transfers, to those who see them on their pages."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Membership
from payments.models import PayeeAccount, PaymentClaim, PaymentRun, Transfer
from payments.selectors import (
    accounts_visible_to,
    claims_visible_to,
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
