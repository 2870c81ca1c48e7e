"""No money, no decision: what the fund does not hold is never granted, and nothing half-done is left."""

import pytest

from decisions.models import DecidedAmount, Decision, Document
from decisions.services.approving import approve_decision
from law.acts import Refused
from tests.cast import membership
from tests.funds.ledger.booking import OKU
from tests.grants import granting as g

pytestmark = pytest.mark.django_db
HEAD = "nibn_decider"


def test_an_empty_fund_refuses_and_nothing_is_left_behind(plan):
    g.book(50_000_000)
    decision = g.draft(g.checked(plan))
    with pytest.raises(Refused, match="未決定の残高は50,000,000円で、108,000,000円を決定できません"):
        approve_decision(decision=decision, membership=membership(HEAD))
    stored = Decision.objects.get(pk=decision.pk)
    assert (stored.state, stored.number, stored.snapshot) == ("drafted", None, "")
    assert not DecidedAmount.objects.exists()
    assert not Document.objects.filter(decision=decision).exists()


def test_without_a_book_nothing_is_granted(plan):
    with pytest.raises(Refused, match="帳簿が開かれていません"):
        g.approved(g.checked(plan))


def test_a_years_line_is_not_passed(plan):
    g.book(10 * OKU, line=30_000_000)
    with pytest.raises(Refused, match="枠の残りは30,000,000円"):
        g.approved(g.checked(plan))
