"""Who sees which bank account, claim and run, and the facts of the law's guards about them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership, Organisation
from common import clock
from decisions.models import Approval, Receivable
from funds.ledger.models import Book
from grants.models import Grant
from grants.sight import grants_visible_to
from law.acts import Facts
from law.authorities import Authority
from law.roles import APPLICANTS, PAYERS
from law.states import PayeeState, PlanState, ReceivableState, RemittanceState, TransferState

from .models import (
    PayeeAccount,
    PayerAccount,
    PaymentClaim,
    PaymentRun,
    Remittance,
    Transfer,
    TreasuryPayment,
)
from .models.payee import LIVE
from .money import holding_of, place_of, years_of

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


# 請求 and 振込の束


def standing_facts_of(grant: Grant) -> dict[str, Any]:
    """Whether what a payment rests on still holds."""
    return {
        "grant_stands": grant.is_decided,
        "plan_certified": grant.plan.state == PlanState.CERTIFIED,
    }


CLAIM_PARTS = (
    "grant__case",
    "grant__plan__scheme__fund",
    "grant__party__organisation",
    "decision",
    "claimed_by__user",
)


def claims_visible_to(membership: Membership) -> QuerySet[PaymentClaim]:
    """Whoever sees the grant."""
    rows = PaymentClaim.objects.select_related(*CLAIM_PARTS)
    return rows.filter(grant__in=grants_visible_to(membership))


def claims_of_ministry(membership: Membership) -> QuerySet[PaymentClaim]:
    """On its own grants: what is paid elsewhere and recorded here."""
    return claims_visible_to(membership).filter(grant__authority=Authority.MINISTRY)


def treasury_payments_visible_to(membership: Membership) -> QuerySet[TreasuryPayment]:
    parts = [f"claim__{part}" for part in CLAIM_PARTS]
    rows = TreasuryPayment.objects.select_related(*parts, "recorded_by__user", "reversed_by__user")
    return rows.filter(claim__in=claims_visible_to(membership))


def runs_visible_to(membership: Membership) -> QuerySet[PaymentRun]:
    """They hold the companies' accounts, so NIBN's payment people alone see them."""
    rows = PaymentRun.objects.select_related("book__fund", "drafted_by__user", "released_by__user", "payer")
    return rows if membership.role in PAYERS else rows.none()


def transfers_visible_to(membership: Membership) -> QuerySet[Transfer]:
    rows = Transfer.objects.select_related("run", "claim__grant__party__organisation", "account")
    return rows.filter(run__in=runs_visible_to(membership))


def transfers_of(run: PaymentRun) -> list[Transfer]:
    rows = run.transfers.select_related(
        "account", "claim__decision", "told_by__user", *(f"claim__{part}" for part in CLAIM_PARTS)
    )
    return list(rows.order_by("place"))


def payer_on(book: Book, day: date) -> PayerAccount | None:
    """The account that is paid from on `day`."""
    return PayerAccount.objects.filter(book=book, since__lte=day).order_by("-since").first()


def paying_facts(book: Book, claims: Sequence[PaymentClaim], transfer_on: date) -> dict[str, Any]:
    """Whether these claims can be paid from the book on that day, asked anew at each step."""
    companies = {claim.grant.party.organisation for claim in claims}
    known = PayeeAccount.objects.filter(organisation__in=companies, state=PayeeState.CONFIRMED)
    confirmed = set(known.values_list("organisation", flat=True))
    return {
        "claims": len(claims),
        "payer_known": payer_on(book, transfer_on) is not None,
        "transfer_on": transfer_on,
        "today": clock.today(),
        "unconfirmed": sorted(each.name for each in companies if each.pk not in confirmed),
        "short": [claim.number for claim in claims if _is_short(claim)],
    }


def _is_short(claim: PaymentClaim) -> bool:
    """The book holds less than is claimed of it: something else has taken it since."""
    place = place_of(claim.fiscal_year, years_of(claim.decision))
    holding = holding_of(claim.decision, claim.kind, place)
    return holding.held < holding.taken or holding.held < claim.amount


def releasing_facts(run: PaymentRun, membership: Membership) -> dict[str, Any]:
    transfers = [each for each in transfers_of(run) if each.state == TransferState.WAITING]
    # Of any decision on these grants: who fixed an amount does not pay it either.
    approvals = Approval.objects.filter(decision__grant__in=[each.claim.grant_id for each in transfers])
    facts = paying_facts(run.book, [each.claim for each in transfers], run.transfer_on)
    gone = [each for each in transfers if each.account.state != PayeeState.CONFIRMED]
    names = {each.claim.grant.party.organisation.name for each in gone}
    return facts | {
        "unconfirmed": sorted({*facts["unconfirmed"], *names}),
        "drafter": run.drafter_id,
        "releaser": membership.user_id,
        "approvers": set(approvals.values_list("approver", flat=True)),
    }


def result_facts(transfer: Transfer) -> dict[str, Any]:
    """Since when it may be paid or fail: since the bank was asked, or since it paid."""
    released = transfer.run.released_at
    asked = clock.local(released).date() if released else transfer.run.transfer_on
    return {"ordered_on": transfer.result_on or asked, "today": clock.today()}


# 返還の債権

RECEIVABLE_PARTS = (
    "order__approval",
    "grant__case",
    "grant__plan__scheme__fund",
    "grant__party__organisation",
)
TOLD = (ReceivableState.OPEN.value, ReceivableState.PAID.value)


def receivables_visible_to(membership: Membership) -> QuerySet[Receivable]:
    """From the issue of their order on, to whoever sees the grant."""
    rows = Receivable.objects.select_related(*RECEIVABLE_PARTS).filter(state__in=TOLD)
    return rows.filter(grant__in=grants_visible_to(membership))


def remittances_visible_to(membership: Membership) -> QuerySet[Remittance]:
    parts = [f"receivable__{part}" for part in RECEIVABLE_PARTS]
    rows = Remittance.objects.select_related(*parts, "recorded_by__user", "reversed_by__user")
    return rows.filter(receivable__in=receivables_visible_to(membership))


def recording_facts(receivable: Receivable, membership: Membership) -> dict[str, Any]:
    """Who enters what came in, and from which day on."""
    last = receivable.remittances.filter(state=RemittanceState.RECORDED).order_by("-place").first()
    return {
        "recorder": membership.user_id,
        "approver": receivable.order.approval.approver_id,
        "earliest": last.on if last else receivable.order.dated_on,
        "today": clock.today(),
    }
