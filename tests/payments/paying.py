"""Bank accounts on their way, made through the services."""

from common import files
from payments.models import PayeeAccount
from payments.services.payees import (
    Figures,
    check_payee_account,
    confirm_payee_account,
    enter_payee_account,
)
from tests.cast import membership
from tests.plans import PDF

TYPED = {
    "bank_code": "９９００",
    "bank_name": "ミホン",
    "branch_code": "990",
    "branch_name": "ホンテン",
    "kind": "1",
    "number": "12345",
    "holder": "ミホンセイヤク（カ",
}


def entered(who: str = "lead", **other: str) -> PayeeAccount:
    return enter_payee_account(
        figures=Figures.read(**TYPED | other),
        passbook=files.store_bytes(PDF + who.encode(), kind="pdf"),
        name="通帳の写し.pdf",
        membership=membership(who),
    )


def checked(who: str = "lead", **other: str) -> PayeeAccount:
    return check_payee_account(account=entered(who, **other), membership=membership("nibn_officer"))


def confirmed(who: str = "lead", **other: str) -> PayeeAccount:
    return confirm_payee_account(account=checked(who, **other), membership=membership("nibn_accountant"))
