"""Where a company is paid, what it claims, the runs that pay it, and what the bank told."""

from django.utils.translation import gettext as _

from decisions.models import Receivable
from funds.ledger.models import Book
from payments.models import (
    PayeeAccount,
    PaymentClaim,
    PaymentRun,
    Remittance,
    Transfer,
    TreasuryPayment,
)
from payments.services import claims, payees, payers, remittances, results, runs, treasury

from .asked import Asked


def enter_payee_account(asked: Asked) -> PayeeAccount:
    said = dict(asked.said)
    passbook = said.pop("scan")
    return payees.enter_payee_account(
        figures=payees.Figures.read(**said),
        passbook=passbook,
        name=_("通帳の写し.%(kind)s") % {"kind": passbook.kind},
        membership=asked.membership,
    )


def check_payee_account(asked: Asked) -> PayeeAccount:
    return payees.check_payee_account(account=asked.on, membership=asked.membership)


def confirm_payee_account(asked: Asked) -> PayeeAccount:
    return payees.confirm_payee_account(account=asked.on, membership=asked.membership)


def return_payee_account(asked: Asked) -> PayeeAccount:
    return payees.return_payee_account(account=asked.on, membership=asked.membership, **asked.said)


def claim_payment(asked: Asked) -> PaymentClaim:
    return claims.claim_payment(grant=asked.on, membership=asked.membership, **asked.said)


def withdraw_claim(asked: Asked) -> PaymentClaim:
    return claims.withdraw_claim(claim=asked.on, membership=asked.membership)


def return_claim(asked: Asked) -> PaymentClaim:
    return claims.return_claim(claim=asked.on, membership=asked.membership, **asked.said)


def set_payer_account(asked: Asked) -> Book:
    return payers.set_payer_account(book=asked.on, membership=asked.membership, **asked.said).book


def draft_run(asked: Asked) -> PaymentRun:
    return runs.draft_run(book=asked.on, membership=asked.membership, **asked.said)


def drop_run(asked: Asked) -> PaymentRun:
    return runs.drop_run(run=asked.on, membership=asked.membership, **asked.said)


def release_run(asked: Asked) -> PaymentRun:
    return runs.release_run(run=asked.on, membership=asked.membership)


def record_paid(asked: Asked) -> Transfer:
    return results.record_paid(transfer=asked.on, membership=asked.membership, **asked.said)


def record_failed(asked: Asked) -> Transfer:
    return results.record_failed(transfer=asked.on, membership=asked.membership, **asked.said)


def record_treasury_payment(asked: Asked) -> TreasuryPayment:
    return treasury.record_treasury_payment(claim=asked.on, membership=asked.membership, **asked.said)


def reverse_treasury_payment(asked: Asked) -> TreasuryPayment:
    return treasury.reverse_treasury_payment(payment=asked.on, membership=asked.membership, **asked.said)


def record_remittance(asked: Asked) -> Remittance:
    return remittances.record_remittance(receivable=asked.on, membership=asked.membership, **asked.said)


def reverse_remittance(asked: Asked) -> Remittance:
    return remittances.reverse_remittance(remittance=asked.on, membership=asked.membership, **asked.said)


def urge_payment(asked: Asked) -> Receivable:
    return remittances.urge_payment(receivable=asked.on, membership=asked.membership, **asked.said).receivable
