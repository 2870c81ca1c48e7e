"""Where a company is paid, and the two people who confirm it."""

from django.utils.translation import gettext as _

from payments.models import PayeeAccount
from payments.services import payees

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
