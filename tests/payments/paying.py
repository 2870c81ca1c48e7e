"""Bank accounts, claims and runs on their way, made through the services."""

from datetime import date, timedelta
from typing import Any

from common import clock, files
from decisions.demo.acting import moment
from funds.ledger.models import Book
from grants.models import Grant
from law.payments import is_banking_day
from payments.models import PayeeAccount, PayerAccount, PaymentClaim, PaymentRun, Transfer
from payments.money import book_of
from payments.selectors import claims_visible_to, transfers_visible_to
from payments.services.claims import claim_payment
from payments.services.payees import (
    Figures,
    check_payee_account,
    confirm_payee_account,
    enter_payee_account,
)
from payments.services.payers import set_payer_account
from payments.services.results import record_failed, record_paid
from payments.services.runs import draft_run, release_run
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


# Claims and runs

PAYER = {
    "client_code": "0000012345",
    "client_name": "ミホンキバンケン",
    "bank": {
        "bank_code": "9901",
        "bank_name": "シスイトウ",
        "branch_code": "001",
        "branch_name": "ホンテン",
        "kind": "2",
        "number": "1111111",
    },
}
WHY = "設備の代金の支払期日が額の確定より前に来るため。"


def payer(book: Book, **other: Any) -> PayerAccount:
    told = {"since": clock.today(), **PAYER, **other}
    return set_payer_account(book=book, membership=membership("nibn_accountant"), **told)


def claimed(grant: Grant, amount: int = 10_000_000, who: str = "lead", **other: Any) -> PaymentClaim:
    told = {"kind": "advance", "fiscal_year": 2026, "reason": WHY, **other}
    found = claim_payment(grant=grant, amount=amount, membership=membership(who), **told)
    return again(found)


def again(claim: PaymentClaim) -> PaymentClaim:
    return claims_visible_to(membership("nibn_officer")).get(pk=claim.pk)


def banking_day(day: date | None = None) -> date:
    found = day or clock.today()
    while not is_banking_day(found):
        found += timedelta(days=1)
    return found


def drafted(*claims: PaymentClaim, who: str = "nibn_officer", on: date | None = None) -> PaymentRun:
    """From claims of one fund, whose payer and payees are known."""
    return draft_run(
        book=book_of(claims[0].grant),
        claims=[claim.pk for claim in claims],
        transfer_on=banking_day(on),
        membership=membership(who),
    )


def released(*claims: PaymentClaim) -> PaymentRun:
    return release_run(run=drafted(*claims), membership=membership("nibn_accountant"))


def transfer(run: PaymentRun, place: int = 1) -> Transfer:
    return transfers_visible_to(membership("nibn_officer")).get(run=run, place=place)


def paid(run: PaymentRun, place: int = 1) -> Transfer:
    day = max(clock.today(), run.transfer_on)
    with clock.at(moment(day, 18)):
        return record_paid(transfer=transfer(run, place), on=day, membership=membership("nibn_accountant"))


def failed(run: PaymentRun, place: int = 1, reason: str = "口座なし") -> Transfer:
    found, till = transfer(run, place), membership("nibn_accountant")
    day = max(clock.today(), run.transfer_on)
    with clock.at(moment(day, 19)):
        return record_failed(transfer=found, on=day, reason=reason, membership=till)
