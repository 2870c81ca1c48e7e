"""Random steps on a book, each compared with a model of a few sums.

`LEDGER_LIVES=100` walks four thousand; the suite walks a few hundred.
"""

import os
import uuid
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from funds.ledger.board import board_of
from funds.ledger.entries import confirm_entry, draft_reversal
from funds.ledger.grants import commit, fix, pay_advance, pay_fixed, recover, release, standing
from funds.ledger.models import Account, Posting
from law.accounts import HELD, Draw, Kind
from law.acts import Refused
from tests.cast import membership

from .booking import donation, entered, from_postings, grant, opened, state_grant

AMOUNTS = st.integers(1, 400)
ACTS = {
    "release": (release, Kind.COMMITTED, Kind.UNCOMMITTED),
    "fix": (fix, Kind.COMMITTED, Kind.PAYABLE),
    "pay_advance": (pay_advance, Kind.COMMITTED, Kind.PAID),
    "pay_fixed": (pay_fixed, Kind.PAYABLE, Kind.PAID),
}


class Lives(RuleBasedStateMachine):
    """`free` and `of` are the model: what the fund holds, and each decision's part, in plain sums."""

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.book = opened("innovative-drug", draw=Draw.PROPORTIONAL)
        self.sources = [state_grant(self.book, 10**6), donation(self.book, 10**6)]
        self.free = 0
        self.came_in = self.gone = self.recovered = 0
        self.of: dict[uuid.UUID, Counter] = {}

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    @rule(which=st.integers(0, 1), amount=AMOUNTS)
    def receive(self, which, amount):
        act = ("receive_state_money", "receive_donation")[which]
        entered(self.book, act, amount, self.sources[which])
        self.free += amount
        self.came_in += amount

    @rule(amount=AMOUNTS)
    def earn(self, amount):
        entered(self.book, "record_interest", amount)
        self.free += amount
        self.came_in += amount

    @rule(amount=AMOUNTS)
    def administer(self, amount):
        """A source that holds less refuses."""
        held = sum(
            each.balance for each in Account.objects.filter(source=self.sources[0], kind="uncommitted")
        )
        if self.tried(entered, self.book, "record_administration", amount, self.sources[0]):
            assert amount <= held
            self.free -= amount
            self.gone += amount
        else:
            assert amount > held

    @rule(amount=AMOUNTS)
    def commit(self, amount):
        decision = uuid.uuid4()
        done = self.tried(commit, grant=grant(self.book, decision), amount=amount)
        assert done == (amount <= self.free)
        if done:
            self.free -= amount
            self.of[decision] = Counter({Kind.COMMITTED: amount})

    @precondition(lambda self: self.of)
    @rule(data=st.data(), name=st.sampled_from(sorted(ACTS)), amount=AMOUNTS)
    def go_on(self, data, name, amount):
        decision = data.draw(st.sampled_from(list(self.of)))
        act, start, end = ACTS[name]
        holds = self.of[decision]
        done = self.tried(act, grant=grant(self.book, decision), amount=amount)
        assert done == (amount <= holds[start])
        if done:
            holds[start] -= amount
            holds[end] += amount
            if end is Kind.UNCOMMITTED:
                self.free += amount

    @precondition(lambda self: self.of)
    @rule(data=st.data(), amount=AMOUNTS)
    def recover(self, data, amount):
        decision = data.draw(st.sampled_from(list(self.of)))
        holds = self.of[decision]
        done = self.tried(recover, grant=grant(self.book, decision), amount=amount)
        assert done == (amount <= holds[Kind.PAID] - holds[Kind.RECOVERED])
        if done:
            holds[Kind.RECOVERED] += amount
            self.free += amount
            self.recovered += amount

    @rule(data=st.data())
    def reverse(self, data):
        """The last posting, when it was income: what it brought goes again, if it is still there."""
        last = Posting.objects.filter(book=self.book, act="record_interest", reversed_by=None).last()
        if last is None:
            return
        entry = draft_reversal(posting=last, note="誤り", membership=membership("nibn_officer"))
        if self.tried(confirm_entry, entry=entry, membership=membership("nibn_accountant")):
            self.free -= last.amount
            self.came_in -= last.amount

    @staticmethod
    def tried(act, *told, **named) -> bool:
        try:
            with transaction.atomic():
                act(*told, **named)
        except Refused:
            return False
        return True

    @invariant()
    def the_ledger_says_what_the_model_says(self):
        board = board_of(self.book)
        bound = Counter()
        for holds in self.of.values():
            bound.update(holds)
        assert board.sums.free == self.free
        assert board.sums.came_in == self.came_in
        assert (board.sums.administration, board.sums.recovered) == (self.gone, self.recovered)
        for kind in (Kind.COMMITTED, Kind.PAYABLE, Kind.PAID):
            assert board.sums.of(kind) == bound[kind]

    @invariant()
    def every_balance_is_what_the_postings_come_to_and_what_stands_is_not_negative(self):
        accounts = list(Account.objects.filter(book=self.book))
        assert {each.pk: each.balance for each in accounts if each.balance} == from_postings(self.book)
        assert all(each.balance >= 0 for each in accounts if Kind(each.kind) in HELD)
        board = board_of(self.book)
        assert board.sums.all_in == board.sums.held + board.sums.paid + board.sums.other_out

    @invariant()
    def each_decision_holds_its_own(self):
        for decision, holds in list(self.of.items())[-3:]:
            now = standing(decision)
            for kind in (Kind.COMMITTED, Kind.PAYABLE, Kind.PAID):
                assert sum(each for (of, _y, _s), each in now.items() if of is kind) == holds[kind]


@pytest.mark.django_db
def test_any_life_of_a_fund_agrees_with_the_model():
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=int(os.environ.get("LEDGER_LIVES", "8")),
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
