"""Payments at the bank: a run that it took as one sum, and what came back of it."""

import pytest

from payments.bank.proposals import proposals
from payments.bank.sums import open_lines
from tests.grants import returning

from . import banking as b
from . import paying as p

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def test_a_run_that_the_bank_took_as_one_sum(grant, other, book):
    run = p.released(p.claimed(grant, 10_000_000), p.claimed(other, 5_000_000, "takasaki"))
    at = b.account(book, opening_on=run.transfer_on.replace(day=1))
    p.paid(run, 1)
    p.paid(run, 2)
    with b.on(run.transfer_on):
        items = [each for each in b.items_of(book) if each.run]
        reached = b.at_the_bank(book, run.transfer_on) + 15_000_000 - at.opening_balance
        before = [b.line(run.transfer_on, reached)] if reached else []
        b.taken(at, *before, b.line(run.transfer_on, -15_000_000, "ソウゴウフリコミ"), until=run.transfer_on)
        [found] = proposals(open_lines(at).filter(went_out__gt=0), items)
        assert sorted(each.amount for each in found.items) == [-10_000_000, -5_000_000]
        b.matched(book, [found.line], list(found.items))
        p.failed(run, 2)
        assert [each.amount for each in b.items_of(book) if each.label.startswith("組戻し")] == [5_000_000]


def test_a_receipt_and_its_reversal_are_items_of_their_own(grant, book):
    owed = returning.owed_and_begun(grant)
    at = b.account(book)
    with returning.r.on(returning.r.AFTER_ALL):
        found = [each for each in b.items_of(book) if each.label.startswith("返還の入金")]
        assert [each.amount for each in found] == [1]
        assert owed.remittances.get().postings.count() == len(found[0].postings)
    assert at.is_main
