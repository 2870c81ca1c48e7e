"""振込先口座: entered by the company, compared with the passbook by two people of NIBN."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.urls import reverse

from accounts.models import Membership, Organisation
from accounts.notices import notify, people_holding
from common import clock, files
from common.actor import actor_of
from common.models import StoredFile
from common.transitions import begin, perform
from law.acts import Act
from law.lifecycle import PAYEE_ACCOUNT
from law.payees import (
    BANK_DIGITS,
    BRANCH_DIGITS,
    MOST_HOLDER,
    MOST_NAME,
    DepositKind,
    account_number,
    code,
)
from law.roles import Role
from law.zengin import as_sent

from ..models import PayeeAccount
from ..selectors import confirming_facts, live_account

PASSBOOKS = files.Limits(
    max_bytes=10 * 1024 * 1024, kinds=frozenset({files.Kind.PDF, files.Kind.PNG, files.Kind.JPEG})
)


@dataclass(frozen=True)
class Figures:
    """What stands on a passbook, as it will be sent."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    kind: str
    number: str
    holder: str

    @classmethod
    def read(cls, *, holder: str, **bank: str) -> "Figures":
        """Typed in any width. Raises Refused for what no bank can read."""
        return cls(**read_bank(**bank), holder=as_sent(holder, MOST_HOLDER))

    @classmethod
    def of(cls, account: PayeeAccount) -> "Figures":
        return cls(**{name: getattr(account, name) for name in cls.__dataclass_fields__})


def read_bank(
    *, bank_code: str, bank_name: str, branch_code: str, branch_name: str, kind: str, number: str
) -> dict[str, str]:
    """The figures of an account as they are sent. Raises Refused for what no bank can read."""
    return {
        "bank_code": code(bank_code, BANK_DIGITS),
        "bank_name": as_sent(bank_name, MOST_NAME),
        "branch_code": code(branch_code, BRANCH_DIGITS),
        "branch_name": as_sent(branch_name, MOST_NAME),
        "kind": DepositKind(kind).value,
        "number": account_number(number),
    }


@transaction.atomic
def enter_payee_account(
    *, figures: Figures, passbook: StoredFile, name: str, membership: Membership
) -> PayeeAccount:
    """The company's account from now on. What it entered before is kept, and is paid no more."""
    rows = Organisation.objects.select_for_update(of=("self",), no_key=True)
    organisation = rows.get(pk=membership.organisation_id)
    last = live_account(organisation)
    account = PayeeAccount(
        organisation=organisation,
        passbook=passbook,
        passbook_name=files.label(name),
        entered_by=membership,
        entered_at=clock.now(),
        **asdict(figures),
    )
    facts = {"known": last is not None and Figures.of(last) == figures}
    if last is not None and not facts["known"]:
        _replace(last, membership)
    row = begin(
        lifecycle=PAYEE_ACCOUNT,
        act="enter_payee_account",
        subject=account,
        actor=actor_of(membership),
        facts=facts,
        audit={"organisation": organisation.pk, "passbook": passbook.sha256},
    )
    _tell_office(row, account, Role.NIBN_OFFICER)
    return account


def _replace(account: PayeeAccount, membership: Membership) -> None:
    perform(
        lifecycle=PAYEE_ACCOUNT,
        act="replace_payee_account",
        subject=account,
        actor=actor_of(membership),
        facts={},
        changes=lambda: {"ended_by": membership, "ended_at": clock.now()},
    )


@transaction.atomic
def check_payee_account(*, account: PayeeAccount, membership: Membership) -> PayeeAccount:
    """The first of two people: the figures are those on the copy of the passbook."""
    row = perform(
        lifecycle=PAYEE_ACCOUNT,
        act="check_payee_account",
        subject=account,
        actor=actor_of(membership),
        facts={},
        changes=lambda: {
            "checked_by": membership,
            "checker_id": membership.user_id,
            "checked_at": clock.now(),
        },
    )
    _tell_office(row, account, Role.NIBN_ACCOUNTANT)
    return account


@transaction.atomic
def confirm_payee_account(*, account: PayeeAccount, membership: Membership) -> PayeeAccount:
    """The second, of the till: from now on it may be paid. Raises Refused for the one who checked it."""
    row = perform(
        lifecycle=PAYEE_ACCOUNT,
        act="confirm_payee_account",
        subject=account,
        actor=actor_of(membership),
        facts=lambda: confirming_facts(account, membership),
        changes=lambda: {
            "confirmed_by": membership,
            "confirmer_id": membership.user_id,
            "confirmed_at": clock.now(),
        },
        audit={"checked_by": account.checked_by_id},
    )
    _tell_company(row, account)
    return account


@transaction.atomic
def return_payee_account(*, account: PayeeAccount, note: str, membership: Membership) -> PayeeAccount:
    """It does not agree with the passbook: the company enters it anew."""
    row = perform(
        lifecycle=PAYEE_ACCOUNT,
        act="return_payee_account",
        subject=account,
        actor=actor_of(membership),
        facts={},
        changes=lambda: {"note": note, "ended_by": membership, "ended_at": clock.now()},
    )
    _tell_company(row, account, note)
    return account


def _tell_office(row: Act, account: PayeeAccount, role: Role) -> None:
    link = reverse("payee_account", args=[account.pk])
    notify(act=row, case=None, to=people_holding(role), context={"link": link})


def _tell_company(row: Act, account: PayeeAccount, text: str = "") -> None:
    people = people_holding(Role.REPRESENTATIVE, at=account.organisation)
    context = {"text": text, "link": reverse("own_payee_account")}
    notify(act=row, case=None, to=people, context=context)
