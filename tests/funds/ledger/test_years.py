"""A year is opened and closed by an act; what it leaves stays in the fund, what is not finished goes over."""

import uuid
from datetime import date, datetime

import pytest

from common import clock
from common.audit.models import AuditEvent
from funds.ledger.board import board_of
from funds.ledger.entries import confirm_entry, draft_reversal, drop_entry
from funds.ledger.grants import commit, fix, pay_advance, pay_fixed, release, standing
from funds.ledger.models import Account, Posting, Source
from funds.ledger.years import close_year, next_year, open_year, set_year_line
from law.accounts import Kind
from law.acts import Refused
from tests.cast import membership

from .booking import OKU, balance, balances, drafted, entered, filled, from_postings, grant, this_year

pytestmark = pytest.mark.django_db


def refused(act, /, **named) -> list[str]:
    with pytest.raises(Refused) as found:
        act(**named)
    return [reason.code for reason in found.value.reasons]


def after_the_year(year: int):
    return clock.at(datetime(year + 1, 5, 10, 10, tzinfo=clock.TOKYO))


@pytest.fixture
def book():
    book = filled(10 * OKU)
    open_year(book=book, fiscal_year=this_year() + 1, line=6 * OKU, membership=membership("nibn_decider"))
    return book


def close(book):
    year = book.years.get(fiscal_year=this_year())
    with after_the_year(year.fiscal_year):
        close_year(year=year, membership=membership("nibn_decider"))
    return year


def test_years_are_opened_in_order_and_once(book):
    told = {"book": book, "line": None, "membership": membership("nibn_decider")}
    assert refused(open_year, fiscal_year=this_year(), **told) == ["year_known", "year_gap"]
    assert refused(open_year, fiscal_year=this_year() + 3, **told) == ["year_gap"]
    assert next_year(book) == this_year() + 2


def test_a_year_is_not_closed_before_its_end_nor_while_an_entry_waits(book):
    year = book.years.get(fiscal_year=this_year())
    entry = drafted(book, "record_interest", 1)
    told = {"year": year, "membership": membership("nibn_decider")}
    assert refused(close_year, **told) == ["year_runs", "entries_wait"]
    drop_entry(entry=entry, membership=membership("nibn_officer"))
    with after_the_year(year.fiscal_year):
        assert refused(close_year, year=year, membership=membership("nibn_officer")) == ["role"]
    last = book.years.get(fiscal_year=this_year() + 1)
    with after_the_year(last.fiscal_year):
        told["year"] = last
        assert refused(close_year, **told) == ["earlier_open", "next_not_open"]


@pytest.mark.rule("F1")
def test_what_a_year_leaves_stays_and_what_is_bound_goes_over_decision_by_decision(book):
    paid, fixed, bound = (uuid.uuid4() for _ in range(3))
    for decision in (paid, fixed, bound):
        commit(grant=grant(book, decision), amount=OKU)
    pay_advance(grant=grant(book, paid), amount=OKU)
    fix(grant=grant(book, fixed), amount=60_000_000)
    year = close(book)
    new = book.years.get(fiscal_year=this_year() + 1)
    assert new.carried_in == 2 * OKU
    assert balance(book, Kind.COMMITTED, year=year) == balance(book, Kind.PAYABLE, year=year) == 0
    assert balance(book, Kind.COMMITTED, year=new) == 140_000_000
    assert balance(book, Kind.PAYABLE, year=new) == 60_000_000
    assert balance(book, Kind.UNCOMMITTED) == 7 * OKU
    assert balance(book, Kind.PAID, year=year) == OKU
    carried = Posting.objects.filter(act__startswith="carry")
    assert {each.decision for each in carried} == {fixed, bound}
    assert {each.concerns_id for each in carried} == {year.pk}
    assert standing(fixed)[Kind.PAYABLE, new.pk, Source.objects.get().pk] == 60_000_000
    with after_the_year(this_year()):
        pay_fixed(grant=grant(book, fixed, new.fiscal_year), amount=60_000_000)
        release(grant=grant(book, bound, new.fiscal_year), amount=OKU)
    assert balances(book) == from_postings(book)
    assert AuditEvent.objects.get(act="close_year").to_state == "closed"


def test_what_was_carried_does_not_use_up_the_new_years_line(book):
    commit(grant=grant(book), amount=3 * OKU)
    close(book)
    later = {"year": this_year() + 1}
    with after_the_year(this_year()):
        commit(grant=grant(book, **later), amount=6 * OKU)
        with pytest.raises(Refused, match="枠の残りは0円"):
            commit(grant=grant(book, **later), amount=1)


def test_a_closed_year_takes_nothing_more(book):
    decision = uuid.uuid4()
    commit(grant=grant(book, decision), amount=OKU)
    year = close(book)
    with after_the_year(year.fiscal_year):
        closed = grant(book, decision, year.fiscal_year)
        assert refused(commit, grant=closed, amount=1) == ["year_closed"]
        assert refused(pay_advance, grant=closed, amount=1) == ["year_closed"]
        told = {"year": year, "line": 1, "membership": membership("nibn_decider")}
        assert refused(set_year_line, **told) == ["state"]
    assert not Account.objects.filter(year=year, closed_at=None).exists()


def test_a_late_entry_of_a_closed_year_counts_in_the_open_one(book):
    year = close(book)
    last = date(year.fiscal_year + 1, 3, 31)
    with after_the_year(year.fiscal_year):
        entry = entered(book, "record_interest", 5, effective_on=last)
    assert (entry.year.fiscal_year, entry.concerns) == (year.fiscal_year + 1, year)
    assert Posting.objects.get(act="record_interest").concerns == year


def test_a_correction_of_a_closed_year_is_an_entry_of_the_open_one_that_names_it(book):
    entered(book, "record_interest", 70)
    wrong = Posting.objects.get(act="record_interest")
    year = close(book)
    before = board_of(book)
    with after_the_year(year.fiscal_year):
        entry = draft_reversal(posting=wrong, note="二重", membership=membership("nibn_officer"))
        confirm_entry(entry=entry, membership=membership("nibn_accountant"))
    mirror = Posting.objects.get(reverses=wrong)
    assert (mirror.concerns, mirror.year.fiscal_year) == (year, this_year() + 1)
    after = board_of(book)
    assert after.years[0].sums.came_in == before.years[0].sums.came_in
    assert after.years[1].sums.came_in == -70
    assert after.sums.free == before.sums.free - 70
    assert balances(book) == from_postings(book)


def test_a_carried_posting_is_not_reversed(book):
    commit(grant=grant(book), amount=OKU)
    close(book)
    carried = Posting.objects.get(act="carry_committed")
    told = {"posting": carried, "note": "", "membership": membership("nibn_officer")}
    assert refused(draft_reversal, **told) == ["irreversible"]
