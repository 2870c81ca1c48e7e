"""Who sees which bank account, and which one is paid."""

from django.db.models import QuerySet

from accounts.models import Membership, Organisation
from law.acts import Facts
from law.roles import APPLICANTS, PAYERS
from law.states import PayeeState

from .models import PayeeAccount
from .models.payee import LIVE

PARTS = (
    "organisation",
    "passbook",
    "entered_by__user",
    "checked_by__user",
    "confirmed_by__user",
    "ended_by__user",
)


def accounts_visible_to(membership: Membership) -> QuerySet[PayeeAccount]:
    """A company's own, and to NIBN's payment people all of them; to nobody else any."""
    rows = PayeeAccount.objects.select_related(*PARTS)
    if membership.role in APPLICANTS:
        return rows.filter(organisation=membership.organisation_id)
    return rows if membership.role in PAYERS else rows.none()


def live_account(organisation: Organisation) -> PayeeAccount | None:
    """The one that was entered last, unless it was returned."""
    return PayeeAccount.objects.filter(organisation=organisation, state__in=LIVE).first()


def account_to_pay(organisation: Organisation) -> PayeeAccount | None:
    """Confirmed by two people: no other is ever paid."""
    return PayeeAccount.objects.filter(organisation=organisation, state=PayeeState.CONFIRMED).first()


def confirming_facts(account: PayeeAccount, membership: Membership) -> Facts:
    return {"checker": account.checker_id, "confirmer": membership.user_id}
