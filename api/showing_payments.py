"""Payments as the API says them. The caller has asked whether they may be seen."""

from django.urls import reverse

from decisions.models import Receivable
from law.money import trace_json
from payments.models import (
    PayeeAccount,
    PayerAccount,
    PaymentClaim,
    PaymentRun,
    Remittance,
    Transfer,
    TreasuryPayment,
)
from payments.money import Holding
from payments.owing import owing_of
from payments.selectors import transfers_of

from .showing import Shown, organisation_ref


def payee_account(found: PayeeAccount) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "company": organisation_ref(found.organisation),
        "bank_code": found.bank_code,
        "bank_name": found.bank_name,
        "branch_code": found.branch_code,
        "branch_name": found.branch_name,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "number": found.number,
        "holder": found.holder,
        "entered_at": found.entered_at,
        "checked_at": found.checked_at,
        "confirmed_at": found.confirmed_at,
        "note": found.note,
        "passbook": reverse("api_payee_passbook", args=[found.pk]),
        "url": reverse("api_payee_account", args=[found.pk]),
    }


def holding(found: Holding) -> Shown:
    return {
        "kind": found.kind.value,
        "kind_label": found.label,
        "fiscal_year": found.fiscal_year,
        "held": found.held,
        "taken": found.taken,
        "left": found.left,
    }


def claim(found: PaymentClaim) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "number": found.number,
        "grant": found.grant_id,
        "company": organisation_ref(found.grant.party.organisation),
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "fiscal_year": found.fiscal_year,
        "amount": found.amount,
        "reason": found.reason,
        "claimed_at": found.claimed_at,
        "note": found.note,
        "paid_on": found.paid_on,
        "treasury_payments": [treasury_payment(each) for each in found.treasury_payments.all()],
        "url": reverse("api_claim", args=[found.pk]),
    }


def treasury_payment(found: TreasuryPayment) -> Shown:
    """As the ministry's officer recorded it; it was made in another system."""
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "claim": found.claim_id,
        "paid_on": found.paid_on,
        "amount": found.amount,
        "reference": found.reference,
        "note": found.note,
        "url": reverse("api_treasury_payment", args=[found.pk]),
    }


def payer(found: PayerAccount) -> Shown:
    return {
        "since": found.since,
        "client_code": found.client_code,
        "client_name": found.client_name,
        "bank_code": found.bank_code,
        "bank_name": found.bank_name,
        "branch_code": found.branch_code,
        "branch_name": found.branch_name,
        "kind": found.kind,
        "number": found.number,
    }


def run_row(found: PaymentRun) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "number": found.number,
        "book": found.book_id,
        "transfer_on": found.transfer_on,
        "drafted_by": found.drafted_by.user.name,
        "drafted_at": found.drafted_at,
        "released_by": found.released_by.user.name if found.released_by else None,
        "released_at": found.released_at,
        "url": reverse("api_run", args=[found.pk]),
    }


def run(found: PaymentRun) -> Shown:
    return run_row(found) | {
        "payer": payer(found.payer) if found.payer else None,
        "transfers": [transfer(each) for each in transfers_of(found)],
        "file": reverse("api_run_file", args=[found.pk]) if found.payer else None,
    }


def transfer(found: Transfer) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "run": found.run_id,
        "claim": found.claim_id,
        "account": found.account_id,
        "place": found.place,
        "amount": found.amount,
        "result_on": found.result_on,
        "reason": found.reason,
        "url": reverse("api_transfer", args=[found.pk]),
    }


def receivable(found: Receivable) -> Shown:
    """As of today: what accrues grows until the principal is met."""
    owing = owing_of(found)
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "number": found.order.number,
        "grant": found.grant_id,
        "company": organisation_ref(found.grant.party.organisation),
        "under": found.under,
        "under_label": found.get_under_display(),
        "principal": found.principal,
        "due_on": found.due_on,
        "as_of": owing.on,
        "principal_left": owing.principal_left,
        "surcharge": owing.charges.surcharge,
        "late_charge": owing.charges.late_charge,
        "charges_paid": owing.charges_paid,
        "left": owing.left,
        "is_final": owing.is_final,
        "met_on": found.met_on,
        "url": reverse("api_receivable", args=[found.pk]),
    }


def whole_receivable(found: Receivable) -> Shown:
    return receivable(found) | {
        "trace": trace_json(owing_of(found).charges.trace),
        "remittances": [remittance(each) for each in found.remittances.order_by("place")],
        "urgings": [
            {"made_on": each.made_on, "pay_by": each.pay_by, "owed": each.owed}
            for each in found.urgings.all()
        ],
    }


def remittance(found: Remittance) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "receivable": found.receivable_id,
        "on": found.on,
        "amount": found.amount,
        "principal": found.principal,
        "charges": found.charges,
        "note": found.note,
        "url": reverse("api_remittance", args=[found.pk]),
    }
