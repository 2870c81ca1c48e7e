"""請求 of a company on its grant: made, taken back, sent back."""

from django.db import transaction
from django.urls import reverse

from accounts.access import Capacity
from accounts.models import Membership
from accounts.notices import notify, people_holding, people_with_access
from common import clock, numbers
from common.actor import actor_of
from common.transitions import begin, lock, perform
from decisions.models import Decision
from decisions.selectors import decision_that_grants
from grants.models import Grant
from law.acts import Act, Facts, Refused
from law.authorities import DESKS, Authority
from law.deadlines import fiscal_year as year_of
from law.lifecycle import PAYMENT_CLAIM
from law.payment_guards import grant_stands
from law.payments import PaymentKind

from ..models import PaymentClaim
from ..models.claim import LIVE_CLAIMS
from ..money import holding_of
from ..selectors import standing_facts_of


@transaction.atomic
def claim_payment(
    *, grant: Grant, kind: str, fiscal_year: int, amount: int, reason: str, membership: Membership
) -> PaymentClaim:
    """概算払 of what is committed, or 精算払 of what is fixed, in one fiscal year.

    Raises Refused for more than the book holds for it, less what is claimed already.
    """
    lock(grant)
    grant.refresh_from_db()
    decision = decision_that_grants(grant)
    if decision is None:
        raise Refused(grant_stands({"grant_stands": False}))
    year = year_of(clock.today())
    claim = PaymentClaim(
        number=numbers.draw(series=f"payment_claim:{year}", form=f"SK{year}-{{:05d}}"),
        grant=grant,
        decision=decision,
        kind=PaymentKind(kind),
        fiscal_year=fiscal_year,
        amount=amount,
        reason=reason.strip() if kind == PaymentKind.ADVANCE else "",
        claimed_by=membership,
        claimed_at=clock.now(),
    )
    row = begin(
        lifecycle=grant.under(PAYMENT_CLAIM),
        act="claim_payment",
        subject=claim,
        actor=actor_of(membership),
        facts=claiming_facts(claim, decision),
        audit={"kind": claim.kind, "fiscal_year": fiscal_year, "amount": amount},
    )
    _tell_desk(row, claim)
    return claim


def claiming_facts(claim: PaymentClaim, decision: Decision) -> Facts:
    holding = holding_of(decision, claim.kind, claim.fiscal_year)
    same = PaymentClaim.objects.filter(
        decision=decision, kind=claim.kind, fiscal_year=claim.fiscal_year, state__in=LIVE_CLAIMS
    )
    return standing_facts_of(claim.grant) | {
        "claim_runs": same.exists(),
        "kind": claim.kind,
        "fiscal_year": claim.fiscal_year,
        "amount": claim.amount,
        "reason": claim.reason,
        "left": holding.left,
        "today": clock.today(),
    }


@transaction.atomic
def withdraw_claim(*, claim: PaymentClaim, membership: Membership) -> PaymentClaim:
    """Until an officer has put it into a run."""
    lock(claim.grant)
    lifecycle = claim.grant.under(PAYMENT_CLAIM)
    row = perform(
        lifecycle=lifecycle, act="withdraw_claim", subject=claim, actor=actor_of(membership), facts={}
    )
    _tell_desk(row, claim)
    return claim


@transaction.atomic
def return_claim(*, claim: PaymentClaim, note: str, membership: Membership) -> PaymentClaim:
    """Not as it should be: the company claims anew."""
    lock(claim.grant)
    row = perform(
        lifecycle=claim.grant.under(PAYMENT_CLAIM),
        act="return_claim",
        subject=claim,
        actor=actor_of(membership),
        facts={},
        changes={"note": note},
    )
    tell_company(row, claim, note)
    return claim


def tell_company(row: Act, claim: PaymentClaim, text: str = "") -> None:
    people = people_with_access(claim.grant.case, Capacity.LEAD)
    link = reverse("grant_payments", args=[claim.grant_id])
    context = {"number": claim.number, "text": text, "link": link}
    notify(act=row, case=claim.grant.case, to=people, context=context)


def _tell_desk(row: Act, claim: PaymentClaim) -> None:
    """NIBN finds it among what it is to pay, the ministry with its grant: there the payment is recorded."""
    grant = claim.grant
    link = reverse("payments") if grant.is_of_fund else reverse("grant_payments", args=[grant.pk])
    people = people_holding(DESKS[Authority(grant.authority)])
    notify(act=row, case=grant.case, to=people, context={"number": claim.number, "link": link})
