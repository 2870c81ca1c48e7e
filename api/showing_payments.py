"""Payments as the API says them. The caller has asked whether they may be seen."""

from django.urls import reverse

from payments.models import PayeeAccount

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
