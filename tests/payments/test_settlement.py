"""概算払 before the amount is fixed, 精算払 after it: together they are what was fixed, to the yen."""

import pytest
from django.db import IntegrityError, transaction

from common import clock
from common.actor import actor_of
from decisions.selectors import decision_that_grants
from decisions.services.approving import approve_decision
from decisions.services.issuing import issue_decision
from funds.ledger.fixing import money_of
from law.acts import Refused
from payments.models import PaymentClaim, PaymentRun
from payments.money import holding_of, holdings_of
from payments.services.claims import withdraw_claim
from payments.services.runs import release_run
from tests.cast import membership
from tests.decisions.deciding import do_jobs, second_post
from tests.funds.ledger.booking import balances, from_postings
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r

from . import paying as p

pytestmark = pytest.mark.django_db
ADVANCE, YEARLY = 30_000_000, 36_000_000


def money(grant):
    return money_of(decision_that_grants(grant).pk)


@pytest.mark.rule("S15", "F1")
def test_what_was_paid_in_advance_counts_and_the_rest_is_paid_in_settlement(grant, book):
    p.paid(p.released(p.claimed(grant, ADVANCE)))
    with r.on(r.AFTER_ALL):
        fixed = f.fixed(grant, eligible_0="36,000,000")
        found = money(fixed)
        amount = ADVANCE + found.payable
        assert (found.paid, found.committed) == (ADVANCE, 0)
        assert amount + found.released == 3 * YEARLY
        assert found.released > 0
        with pytest.raises(Refused):
            p.claimed(fixed, 1, kind="advance")
        for year in (2026, 2027, 2028):
            left = holding_of(decision_that_grants(fixed), "fixed", year).left
            if left:
                p.paid(p.released(p.claimed(fixed, left, kind="fixed", fiscal_year=year, reason="")))
        found = money(fixed)
        assert (found.paid, found.payable) == (amount, 0)
        assert balances(book) == from_postings(book)
    assert set(PaymentClaim.objects.values_list("state", flat=True)) == {"paid"}


@pytest.mark.rule("S15")
def test_a_claim_that_is_on_its_way_stands_in_the_way_of_the_fixing(grant, book):
    claim = p.claimed(grant, ADVANCE)
    with r.on(r.AFTER_ALL):
        reported = f.reported(grant)
        with pytest.raises(Refused, match="概算払の請求が残っています"):
            f.draft(reported)
        withdraw_claim(claim=claim, membership=membership("lead"))
        f.draft(reported)


@pytest.mark.rule("S15")
def test_who_decided_the_fixing_alone_does_not_release_its_payment(grant, book):
    till = membership("nibn_accountant")
    head = second_post("nibn_accountant", "nibn_decider")
    with r.on(r.AFTER_ALL):
        decision = approve_decision(decision=f.draft(f.reported(grant)), membership=head)
        do_jobs("seal")
        issue_decision(decision=g.whole(decision), actor=actor_of(membership("nibn_officer")))
        fixed = g.again(grant)
        held = next(each for each in holdings_of(decision_that_grants(fixed)) if each.left)
        told = {"kind": "fixed", "fiscal_year": held.fiscal_year, "reason": ""}
        run = p.drafted(p.claimed(fixed, held.left, **told))
        with pytest.raises(Refused, match="交付を決裁した人は"):
            release_run(run=run, membership=till)
        with pytest.raises(IntegrityError, match="whoever decided a grant"), transaction.atomic():
            PaymentRun.objects.filter(pk=run.pk).update(
                released_by=till, releaser=till.user, released_at=clock.now(), state="released"
            )


@pytest.mark.rule("S15")
def test_a_claim_made_after_the_approval_stands_in_the_way_of_the_issue(grant, book):
    with r.on(r.AFTER_ALL):
        decision = f.approved(grant)
        claim = p.claimed(grant, ADVANCE)
        with pytest.raises(Refused, match="概算払の請求が残っています"):
            issue_decision(decision=decision, actor=actor_of(membership("nibn_officer")))
        withdraw_claim(claim=claim, membership=membership("lead"))
        issue_decision(decision=decision, actor=actor_of(membership("nibn_officer")))
        assert money(grant).payable > 0
