"""The ledger's tables, read as a casebook: which money stands where, whose it is, who bears a grant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.accounts import (
    AGAINST_LINE,
    CARRIED,
    CARRIES,
    KINDS,
    MAY_FALL_BELOW_ZERO,
    MOVEMENTS,
    ORIGINS_BY_FUND,
    REVERSE,
    SOURCES_OF_ENTRY,
    Attribution,
    Draw,
    Kind,
    Origin,
    Pool,
    Side,
    drawn,
    income_shares,
    label_of_act,
)
from law.acts import Basis
from law.fund_guards import (
    another_person_confirms,
    day_has_come,
    days_are_in_order,
    earlier_years_are_closed,
    fund_takes_donations,
    means_is_permitted,
    money_is_the_states,
    money_is_there,
    next_year_is_open,
    no_entry_waits,
    year_follows,
    year_has_ended,
    year_is_not_yet_known,
)
from law.investments import MEANS
from law.lifecycle import BOOK, ENTRY, INVESTMENT, YEAR
from law.roles import Role
from law.rules import RULES
from law.states import BookState, EntryState, YearState

day = date.fromisoformat
YEN = st.integers(0, 10**13)


def test_money_that_stands_somewhere_never_falls_below_zero():
    assert {Kind.UNCOMMITTED, Kind.COMMITTED, Kind.PAYABLE} == set(KINDS) - MAY_FALL_BELOW_ZERO
    assert all(row.held != row.below_zero for row in KINDS.values())


def test_every_movement_names_a_source_and_known_rules():
    for row in (*KINDS.values(), *MOVEMENTS.values()):
        assert row.source.text
        assert set(row.source.rules) <= set(RULES)
        assert row.source.basis is Basis.ARTICLE or not row.source.rules


# What a company gives back to the ministry is the treasury's at once: no appropriation grows by it.
STRAIGHT_ON = {"recover_to_treasury", "charges_to_treasury"}


def test_what_comes_in_makes_the_fund_grow_and_what_goes_out_lessens_it():
    """An act between two accounts of the fund's own money changes neither what came in nor what went out."""
    for row in MOVEMENTS.values():
        debit, credit = KINDS[row.debit], KINDS[row.credit]
        assert debit.held or credit.held or row.act in STRAIGHT_ON, row.act
        if not credit.held:
            assert credit.side is Side.CREDIT, row.act
        if not debit.held:
            assert debit.side is Side.DEBIT, row.act


def test_what_is_carried_into_the_next_year_is_what_is_not_finished():
    assert set(CARRIED) == set(CARRIES) == {Kind.COMMITTED, Kind.PAYABLE}
    assert set(CARRIED) < set(AGAINST_LINE)
    assert label_of_act(REVERSE) == "記帳を取り消す"
    assert label_of_act("commit") == "交付を決定する"


@pytest.mark.rule("N11")
def test_only_the_innovation_fund_takes_what_others_give():
    assert Origin.DONATION in ORIGINS_BY_FUND["innovation"]
    assert Origin.DONATION not in ORIGINS_BY_FUND["generics"]
    assert fund_takes_donations({"law_fund": "innovation"}) is None
    refusal = fund_takes_donations({"law_fund": "generics"})
    assert "附則27条1項" in refusal.text


@pytest.mark.rule("N13")
def test_each_fund_is_kept_apart_and_its_decider_opens_the_book():
    row = BOOK.row("open_book", None)
    assert row.by == {Role.NIBN_DECIDER}
    assert "附則20条4項・27条4項" in row.source.text


@pytest.mark.rule("N14")
@pytest.mark.parametrize("means", MEANS.values(), ids=lambda means: means.code)
def test_a_way_of_keeping_money_that_the_act_does_not_know_is_refused_with_its_article(means):
    refusal = means_is_permitted({"means": means.code})
    assert (refusal is None) == means.permitted
    if refusal:
        assert "通則法47条" in refusal.text
        assert means.label in refusal.text
    assert means_is_permitted in INVESTMENT.row("register_investment", None).guards


@pytest.mark.rule("N14")
def test_a_money_trust_is_permitted_only_when_its_principal_is_guaranteed():
    assert MEANS["guaranteed_trust"].permitted
    assert not MEANS["other_trust"].permitted
    assert "附則20条5項・27条5項" in MEANS["guaranteed_trust"].source.text


@pytest.mark.rule("N15", "O1")
def test_the_treasury_gets_the_states_money_on_an_order():
    row = ENTRY.row("return_to_treasury", EntryState.DRAFTED)
    assert set(row.source.rules) == {"N15", "O1"}
    assert money_is_the_states({"is_state": True}) is None
    assert "国費の財源" in money_is_the_states({"is_state": False}).text
    assert Origin.DONATION not in SOURCES_OF_ENTRY["return_to_treasury"]


def test_nobody_confirms_what_they_drafted():
    posting = [act for act in ENTRY.acts if act.end is EntryState.POSTED]
    assert all(another_person_confirms in act.guards for act in posting)
    assert all(act.by == {Role.NIBN_ACCOUNTANT} for act in posting)
    assert another_person_confirms({"drafter": 1, "confirmer": 2}) is None
    assert another_person_confirms({"drafter": 1, "confirmer": 1}).code == "same_person"


def test_a_year_is_closed_in_order_after_its_end_and_into_an_open_one():
    assert YEAR.row("close_year", YearState.OPEN).by == {Role.NIBN_DECIDER}
    assert year_has_ended({"fiscal_year": 2026, "today": day("2027-04-01")}) is None
    assert "令和9年3月31日" in year_has_ended({"fiscal_year": 2026, "today": day("2027-03-31")}).text
    assert earlier_years_are_closed({"earlier_open": []}) is None
    assert "令和7年度" in earlier_years_are_closed({"earlier_open": [2025]}).text
    assert no_entry_waits({"waiting": 0}) is None
    assert "2件" in no_entry_waits({"waiting": 2}).text
    assert next_year_is_open({"next_open": True}) is None
    assert "令和9年度" in next_year_is_open({"next_open": False, "fiscal_year": 2026}).text


def test_years_are_opened_once_and_without_a_gap():
    assert year_is_not_yet_known({"known": False}) is None
    assert year_is_not_yet_known({"known": True}).code == "year_known"
    assert year_follows({"last": None, "fiscal_year": 2026}) is None
    assert year_follows({"last": 2026, "fiscal_year": 2027}) is None
    assert "令和9年度" in year_follows({"last": 2026, "fiscal_year": 2028}).text


def test_the_book_tells_what_has_happened():
    assert day_has_come({"day": day("2026-04-01"), "today": day("2026-04-01")}) is None
    assert day_has_come({"day": day("2026-04-02"), "today": day("2026-04-01")}).code == "day_to_come"
    assert days_are_in_order({"since": day("2026-04-01"), "until": None}) is None
    assert days_are_in_order({"since": day("2026-04-02"), "until": day("2026-04-01")}).code == "days_reversed"


def test_no_more_is_kept_elsewhere_than_there_is():
    facts = {"held": 100, "invested": 40}
    assert money_is_there({"amount": 60, **facts}) is None
    assert "60円" in money_is_there({"amount": 61, **facts}).text


def test_the_acts_of_a_book_belong_to_nibn():
    nibn = {Role.NIBN_OFFICER, Role.NIBN_DECIDER, Role.NIBN_ACCOUNTANT}
    assert all(act.by <= nibn for each in (BOOK, YEAR, ENTRY, INVESTMENT) for act in each.acts)
    assert BOOK.row("register_donation", BookState.OPEN).guards == (fund_takes_donations,)


# Whose income it is


@pytest.mark.rule("N12")
@given(amount=YEN, state=YEN, others=YEN)
def test_income_is_divided_without_loss(amount, state, others):
    for rule in Attribution:
        of_state, of_others = income_shares(amount, rule, state=state, others=others)
        assert of_state + of_others == amount
        assert min(of_state, of_others) >= 0


@pytest.mark.parametrize(
    ("rule", "shares"),
    [(Attribution.PROPORTIONAL, (91, 9)), (Attribution.STATE, (100, 0)), (Attribution.APART, (0, 100))],
)
def test_income_counts_by_the_funds_own_rule_and_a_part_of_a_yen_is_the_states(rule, shares):
    assert income_shares(100, rule, state=905, others=95) == shares


def test_income_of_a_fund_that_holds_only_the_states_money_is_the_states():
    assert income_shares(7, Attribution.PROPORTIONAL, state=10, others=0) == (7, 0)
    assert income_shares(7, Attribution.PROPORTIONAL, state=0, others=0) == (7, 0)


# Who bears a grant


@given(
    amount=st.integers(1, 10**13),
    balances=st.lists(st.tuples(YEN, st.booleans()), max_size=6),
    rule=st.sampled_from(Draw),
)
def test_a_grant_is_borne_in_full_or_not_at_all_and_no_source_bears_more_than_it_holds(
    amount, balances, rule
):
    pools = [Pool(key, is_state, balance) for key, (balance, is_state) in enumerate(balances)]
    shares = drawn(amount, pools, rule)
    if amount > sum(pool.balance for pool in pools):
        assert shares == {}
    else:
        assert sum(shares.values()) == amount
        assert all(0 < share <= balances[key][0] for key, share in shares.items())


def test_the_rule_says_which_source_bears_it():
    pools = [Pool(1, False, 100), Pool(2, True, 300)]
    assert drawn(40, pools, Draw.PROPORTIONAL) == {2: 30, 1: 10}
    assert drawn(340, pools, Draw.STATE_FIRST) == {2: 300, 1: 40}
    assert drawn(340, pools, Draw.STATE_LAST) == {1: 100, 2: 240}
    assert drawn(3, [Pool(1, True, 2), Pool(2, True, 2)], Draw.PROPORTIONAL) == {1: 2, 2: 1}
