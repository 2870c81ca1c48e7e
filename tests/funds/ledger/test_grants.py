"""Money that a decision binds: committed, released, fixed, paid, recovered; and never more than there is."""

import uuid

import pytest

from funds.ledger import grants
from funds.ledger.grants import commit, fix, pay_advance, pay_fixed, recover, release, standing
from funds.ledger.models import Account
from funds.ledger.years import set_year_line
from law.accounts import Draw, Kind
from law.acts import Refused
from tests.cast import membership

from .booking import OKU, balance, balances, entered, filled, from_postings, grant, opened, state_grant

pytestmark = pytest.mark.django_db


def refused(act, **told) -> str:
    with pytest.raises(Refused) as found:
        act(**told)
    return found.value.reasons[0].code


def test_a_commitment_leaves_the_balance_of_the_fund_and_lessens_what_is_free():
    book = filled(10 * OKU)
    commit(grant=grant(book), amount=3 * OKU)
    assert balance(book, Kind.UNCOMMITTED) == 7 * OKU
    assert balance(book, Kind.COMMITTED) == 3 * OKU
    assert balances(book) == from_postings(book)


@pytest.mark.rule("F1")
def test_the_fund_is_the_limit_and_the_refusal_says_what_is_left():
    book = filled(10 * OKU)
    commit(grant=grant(book), amount=9 * OKU)
    with pytest.raises(Refused, match="基金の未決定の残高は100,000,000円で、200,000,000円を決定できません"):
        commit(grant=grant(book), amount=2 * OKU)
    assert balance(book, Kind.UNCOMMITTED) == OKU


def test_an_empty_book_commits_nothing():
    assert refused(commit, grant=grant(opened()), amount=1) == "fund_empty"


def test_a_commitment_of_nothing_is_none():
    assert refused(commit, grant=grant(filled(OKU)), amount=0) == "no_amount"


@pytest.mark.parametrize(
    ("draw", "from_state"),
    [(Draw.PROPORTIONAL, 3 * OKU), (Draw.STATE_FIRST, 4 * OKU), (Draw.STATE_LAST, 3 * OKU)],
)
def test_each_source_bears_its_part_by_the_funds_own_rule(draw, from_state):
    book = filled(9 * OKU, 1 * OKU, draw=draw)
    asked = 4 * OKU if draw != Draw.PROPORTIONAL else 10 * OKU // 3
    commit(grant=grant(book), amount=asked)
    bound = balance(book, Kind.COMMITTED, source__is_state=True)
    assert bound == from_state
    assert bound + balance(book, Kind.COMMITTED, source__is_state=False) == asked


def test_the_years_line_is_a_plan_that_only_the_decider_moves():
    book = filled(10 * OKU, line=2 * OKU)
    commit(grant=grant(book), amount=2 * OKU)
    assert refused(commit, grant=grant(book), amount=1) == "above_line"
    year = book.years.get()
    with pytest.raises(Refused, match="基盤研 決裁者"):
        set_year_line(year=year, line=5 * OKU, membership=membership("nibn_officer"))
    set_year_line(year=year, line=5 * OKU, membership=membership("nibn_decider"))
    commit(grant=grant(book), amount=3 * OKU)
    assert balance(book, Kind.COMMITTED) == 5 * OKU


def test_a_year_that_is_not_open_takes_no_commitment():
    book = filled(10 * OKU)
    assert refused(commit, grant=grant(book, year=2040), amount=1) == "year_not_open"
    assert refused(release, grant=grant(book, year=2040), amount=1) == "year_not_open"


def test_a_decision_is_released_fixed_and_paid_out_of_its_own_money_only():
    book = filled(10 * OKU)
    one, other = uuid.uuid4(), uuid.uuid4()
    for decision in (one, other):
        commit(grant=grant(book, decision), amount=4 * OKU)
    assert refused(release, grant=grant(book, one), amount=5 * OKU) == "not_so_much"
    assert refused(pay_fixed, grant=grant(book, one), amount=1) == "not_so_much"
    pay_advance(grant=grant(book, one), amount=1 * OKU)
    fix(grant=grant(book, one), amount=2 * OKU)
    release(grant=grant(book, one), amount=1 * OKU)
    assert refused(release, grant=grant(book, one), amount=1) == "not_so_much"
    pay_fixed(grant=grant(book, one), amount=2 * OKU)
    assert (balance(book, Kind.PAID), balance(book, Kind.PAYABLE)) == (3 * OKU, 0)
    assert (balance(book, Kind.COMMITTED), balance(book, Kind.UNCOMMITTED)) == (4 * OKU, 3 * OKU)
    assert sum(amount for (kind, *_), amount in standing(one).items() if kind is Kind.COMMITTED) == 0


def test_what_is_recovered_goes_to_the_sources_it_was_paid_from_and_never_above():
    book = filled(6 * OKU, 4 * OKU)
    decision = uuid.uuid4()
    commit(grant=grant(book, decision), amount=5 * OKU)
    pay_advance(grant=grant(book, decision), amount=5 * OKU)
    recover(grant=grant(book, decision), amount=1 * OKU)
    assert balance(book, Kind.RECOVERED, source__is_state=True) == 60_000_000
    assert balance(book, Kind.RECOVERED, source__is_state=False) == 40_000_000
    assert refused(recover, grant=grant(book, decision), amount=4 * OKU + 1) == "not_so_much"
    assert balance(book, Kind.UNCOMMITTED) == 6 * OKU


@pytest.mark.parametrize("act", ["release", "fix", "pay_advance", "pay_fixed", "recover"])
def test_a_decision_that_bound_nothing_moves_nothing(act):
    assert refused(getattr(grants, act), grant=grant(filled(OKU)), amount=1) == "not_so_much"


def test_a_second_state_grant_is_a_source_of_its_own():
    book = filled(2 * OKU)
    entered(book, "receive_state_money", OKU, state_grant(book, OKU, "見本発第2号"))
    commit(grant=grant(book), amount=3 * OKU)
    assert sorted(Account.objects.filter(kind="committed").values_list("balance", flat=True)) == [
        OKU,
        2 * OKU,
    ]
