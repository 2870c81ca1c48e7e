"""What the ministry paid of a claim elsewhere: recorded and posted at one stroke, mended by its mirror.

Order of locks: the grant, its claim, the book's accounts.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import begin, lock, perform
from decisions.models import Approval, Receivable
from funds.ledger.models import Posting
from funds.ledger.reversing import reverse_postings
from law.acts import Facts
from law.lifecycle import PAYMENT_CLAIM, TREASURY_PAYMENT
from law.payments import PaymentKind
from law.rules import rule
from law.states import ReceivableState

from ..models import PaymentClaim, TreasuryPayment, TreasuryPosting
from ..money import bound
from .claims import tell_company
from .results import PAYS


@rule("Y4")
@transaction.atomic
def record_treasury_payment(
    *, claim: PaymentClaim, on: date, reference: str, membership: Membership
) -> TreasuryPayment:
    """The whole of a claim was paid on a day; nothing is sent to anybody but the word that it was."""
    _hold(claim)
    actor = actor_of(membership)
    payment = TreasuryPayment(
        claim=claim,
        paid_on=on,
        amount=claim.amount,
        reference=reference.strip(),
        recorded_by=membership,
        recorder_id=membership.user_id,
        recorded_at=clock.now(),
    )
    lifecycle = claim.grant.under(PAYMENT_CLAIM)
    begin(
        lifecycle=TREASURY_PAYMENT,
        act="record_treasury_payment",
        subject=payment,
        actor=actor,
        facts=recording_facts(claim, membership) | {"day": on, "reference": reference},
        audit={"on": on.isoformat(), "amount": claim.amount},
    )
    _post(payment, membership)
    row = perform(
        lifecycle=lifecycle,
        act="settle_claim",
        subject=claim,
        actor=actor,
        facts={"grant_stands": claim.grant.is_decided},
        changes={"paid_on": on},
    )
    tell_company(row, claim)
    return payment


@transaction.atomic
def reverse_treasury_payment(
    *, payment: TreasuryPayment, note: str, membership: Membership
) -> TreasuryPayment:
    """It was recorded by mistake: its postings are mirrored, and the claim is open again."""
    claim = payment.claim
    _hold(claim)
    payment.refresh_from_db(fields=["state"])
    actor, at = actor_of(membership), max(clock.now(), payment.recorded_at)
    perform(
        lifecycle=TREASURY_PAYMENT,
        act="reverse_treasury_payment",
        subject=payment,
        actor=actor,
        facts=lambda: {"why": note, "returns_ordered": is_ordered_back(claim)},
        changes={"reversed_by": membership, "reversed_at": at, "note": note.strip()},
    )
    row = perform(
        lifecycle=claim.grant.under(PAYMENT_CLAIM),
        act="restore_claim",
        subject=claim,
        actor=actor,
        facts={},
        changes={"paid_on": None},
    )
    posted = list(payment.postings.values_list("posting", flat=True))
    reverse_postings(grant=bound(claim, clock.today(), membership), postings=posted)
    tell_company(row, claim, note)
    return payment


def recording_facts(claim: PaymentClaim, membership: Membership) -> Facts:
    """`approvers`: who approved anything about the grant; none of them says that it was paid."""
    approvers = Approval.objects.filter(decision__grant=claim.grant_id).values_list("approver", flat=True)
    return {
        "grant_stands": claim.grant.is_decided,
        "recorder": membership.user_id,
        "approvers": set(approvers),
        "claimed_on": clock.local(claim.claimed_at).date(),
        "fiscal_year": claim.fiscal_year,
        "today": clock.today(),
    }


def _hold(claim: PaymentClaim) -> None:
    """Its grant locked, both read anew."""
    lock(claim.grant)
    lock(claim)
    claim.refresh_from_db(fields=["state", "paid_on"])
    claim.grant.refresh_from_db(fields=["state"])


def _post(payment: TreasuryPayment, membership: Membership) -> None:
    """Nobody else pays of a decision while its grant is locked."""
    claim = payment.claim
    pay = PAYS[PaymentKind(claim.kind)]
    rows = Posting.objects.filter(decision=claim.decision_id, act=pay.__name__)
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    pay(grant=bound(claim, payment.paid_on, membership), amount=payment.amount)
    TreasuryPosting.objects.bulk_create(
        TreasuryPosting(payment=payment, posting_id=pk)
        for pk in rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
    )


def is_ordered_back(claim: PaymentClaim) -> bool:
    """Any order counts from the days on which its money had been paid."""
    orders = Receivable.objects.filter(grant=claim.grant_id).exclude(state=ReceivableState.DROPPED)
    return orders.exists()
