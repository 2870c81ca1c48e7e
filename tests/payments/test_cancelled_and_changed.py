"""A decision that was cancelled in part and changed as well: every figure stands on both."""

import pytest

from decisions.selectors import decision_that_grants
from decisions.sums import years_of
from funds.ledger.fixing import money_of
from grants.panels import money_of_grant
from grants.turns import waiting
from law.grant_turn import GrantWait
from law.states import ChangeState, GrantState
from tests.cast import membership
from tests.funds.ledger.booking import balances, from_postings
from tests.grants import changing as c
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants import returning as back
from tests.grants.changing import codes

pytestmark = pytest.mark.django_db
YEAR = 36_000_000
ALL = dict.fromkeys(g.YEARS, YEAR)


def stands(grant) -> dict[int, int]:
    return {year: each.stands for year, each in years_of(grant).items()}


@pytest.mark.rule("S7", "S15", "S17")
def test_changed_after_a_part_was_cancelled_and_fixed_as_both_say(grant, book):
    back.cancelled(grant, {2027: 6_000_000})
    found = c.changed(g.again(grant), **c.less(10_000_000))
    wanted = {2026: YEAR - 5_000_000, 2027: YEAR - 6_000_000, 2028: YEAR}
    assert stands(found) == wanted
    assert money_of(decision_that_grants(found).pk).committed == sum(wanted.values())
    with r.on(r.AFTER_ALL):
        f.fixed(found)
    found = g.again(grant)
    assert stands(found) == wanted
    assert money_of_grant.ask(found)[0].fixed == sum(wanted.values())
    assert money_of(decision_that_grants(found).pk).payable == sum(wanted.values())
    assert balances(book) == from_postings(book)


@pytest.mark.rule("S7", "S17")
def test_cancelled_in_part_after_a_change(grant, book):
    found = c.changed(grant, **c.less(10_000_000))
    back.cancelled(found, {2026: 1_000_000})
    assert stands(g.again(grant)) == {2026: YEAR - 6_000_000, 2027: YEAR, 2028: YEAR}
    back.cancelled(g.again(grant), {2026: YEAR - 6_000_000, 2027: YEAR, 2028: YEAR})
    assert g.again(grant).state == GrantState.CANCELLED
    assert money_of(decision_that_grants(grant).pk).committed == 0
    assert balances(book) == from_postings(book)


@pytest.mark.rule("S7", "S17")
def test_each_waits_for_what_the_other_has_begun_to_decide(grant, book):
    change = c.filed(grant, **c.less(10_000_000))
    decision = c.draft(change)
    drafted = back.draft_cancellation(g.again(grant), {2026: 1})
    assert codes(lambda: c.approve_decision(decision=decision, membership=membership("nibn_decider"))) == [
        "cancellation_under_way"
    ]
    back.drafting.void_decision(
        decision=drafted, note="変更を先に決めるため。", actor=back.actor_of(membership("nibn_officer"))
    )
    c.approve_decision(decision=g.whole(decision), membership=membership("nibn_decider"))
    assert codes(lambda: back.draft_cancellation(g.again(grant), {2026: 1})) == ["change_waits"]


@pytest.mark.rule("S17")
def test_what_was_asked_of_a_cancelled_decision_waits_for_nobody(grant, book):
    change = c.filed(grant, **c.less(10_000_000))
    back.cancelled(g.again(grant), ALL)
    assert c.anew(change).state == ChangeState.FILED
    assert not waiting(GrantWait.CHANGE, membership("nibn_officer")).exists()
