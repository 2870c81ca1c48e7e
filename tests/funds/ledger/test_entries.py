"""What comes into a fund and goes out of it beside grants: drafted by one person, posted by another."""

from datetime import timedelta

import pytest

from accounts.models import Notice
from common import clock
from common.audit.models import AuditEvent
from funds.ledger.books import open_book, register_donation, set_book_rules
from funds.ledger.entries import confirm_entry, draft_reversal, drop_entry
from funds.ledger.grants import commit
from funds.ledger.investments import redeem_investment
from funds.ledger.models import Entry, Investment, Posting, Source
from law.accounts import Attribution, Draw, Kind
from law.acts import Refused
from tests.cast import membership, organisation, person

from .booking import (
    OKU,
    balance,
    balances,
    donation,
    drafted,
    entered,
    filled,
    from_postings,
    grant,
    kept,
    opened,
    state_grant,
)

pytestmark = pytest.mark.django_db


def refused(act, /, *told, **named) -> str:
    with pytest.raises(Refused) as found:
        act(*told, **named)
    return found.value.reasons[0].code


@pytest.mark.rule("N11")
def test_state_money_names_its_budget_and_its_grant_and_never_passes_it():
    book = opened()
    source = state_grant(book, 3 * OKU)
    entered(book, "receive_state_money", 2 * OKU, source)
    assert balance(book, Kind.UNCOMMITTED, source__is_state=True) == 2 * OKU
    entry = drafted(book, "receive_state_money", OKU + 1, source)
    assert refused(confirm_entry, entry=entry, membership=membership("nibn_accountant")) == "above_ceiling"
    assert (source.budget, source.number) == ("令和7年度補正予算", "見本発第1号")
    line = AuditEvent.objects.get(act="receive_state_money")
    assert (line.facts["amount"], line.from_state, line.to_state) == (2 * OKU, "drafted", "posted")


def test_one_grant_of_the_state_is_registered_once():
    book = opened()
    state_grant(book, OKU)
    assert refused(state_grant, book, OKU) == "source_known"


@pytest.mark.rule("N11")
def test_the_generics_fund_takes_no_donation():
    book = opened("generic-base")
    assert refused(donation, book, OKU) == "no_donations"
    assert not Source.objects.filter(book=book).exists()


def test_a_donation_is_not_the_states_money():
    book = filled(9 * OKU, OKU)
    assert balance(book, Kind.UNCOMMITTED, source__is_state=False) == OKU
    assert balance(book, Kind.DONATED) == OKU


def test_a_receipt_of_the_state_names_a_source_of_the_state_in_this_book():
    book = filled(9 * OKU, OKU)
    given = Source.objects.get(origin="donation")
    other = state_grant(opened("generic-base"), OKU)
    for source in (None, given, other):
        assert refused(drafted, book, "receive_state_money", 1, source) == "wrong_source"
    assert refused(drafted, book, "record_interest", 1, given) == "wrong_source"


@pytest.mark.rule("N12")
@pytest.mark.parametrize(
    ("rule", "state"),
    [("proportional", 91), ("state", 100), ("apart", 0)],
    ids=["proportional", "state", "apart"],
)
def test_interest_goes_into_the_fund_and_counts_by_its_own_rule(rule, state):
    book = filled(905, 95, attribution=Attribution(rule))
    entered(book, "record_interest", 100)
    assert balance(book, Kind.INTEREST) == 100
    assert balance(book, Kind.INTEREST, source__is_state=True) == state
    assert balance(book, Kind.UNCOMMITTED) == 1_100
    assert balances(book) == from_postings(book)


def test_other_income_goes_the_same_way_and_administration_leaves():
    book = filled(1_000)
    entered(book, "record_income", 10)
    entered(book, "record_administration", 300, Source.objects.get(origin="state"))
    assert (balance(book, Kind.INCOME), balance(book, Kind.ADMINISTRATION)) == (10, 300)
    assert balance(book, Kind.UNCOMMITTED) == 710
    entry = drafted(book, "record_administration", 701, Source.objects.get(origin="state"))
    assert refused(confirm_entry, entry=entry, membership=membership("nibn_accountant")) == "overdrawn"


@pytest.mark.rule("N15", "O1")
def test_a_payment_to_the_treasury_names_its_order_and_takes_the_states_money_only():
    book = filled(1_000, 500)
    state, given = Source.objects.get(origin="state"), Source.objects.get(origin="donation")
    assert refused(drafted, book, "return_to_treasury", 100, state) == "no_order"
    assert refused(drafted, book, "return_to_treasury", 100, given) == "wrong_source"
    order = {"number": "見本発第9号", "numbered_on": clock.today()}
    entered(book, "return_to_treasury", 100, state, **order)
    assert balance(book, Kind.RETURNED) == 100
    entered(book, "record_interest", 90)
    private = Source.objects.get(origin="yield", is_state=False)
    entry = drafted(book, "return_to_treasury", 1, private, **order)
    assert refused(confirm_entry, entry=entry, membership=membership("nibn_accountant")) == "not_the_states"


def test_only_a_clerk_drafts_and_only_the_till_confirms():
    book = filled(1_000)
    entry = drafted(book, "record_interest", 1)
    for who in ("nibn_officer", "nibn_decider", "officer"):
        assert refused(confirm_entry, entry=entry, membership=membership(who)) == "role"
    assert refused(open_book, fund=book.fund, attribution=Attribution.STATE, draw=Draw.STATE_LAST,
                   membership=membership("nibn_officer")) in ("role", "book_known")  # fmt: skip


def test_one_person_on_two_posts_does_not_confirm_their_own_entry():
    book = filled(1_000)
    entry = drafted(book, "record_interest", 1)
    same = membership("nibn_accountant")
    same.user = person("nibn_officer")
    assert refused(confirm_entry, entry=entry, membership=same) == "same_person"


def test_an_entry_is_confirmed_once_and_a_dropped_one_never():
    book = filled(1_000)
    entry = entered(book, "record_interest", 1)
    assert refused(confirm_entry, entry=entry, membership=membership("nibn_accountant")) == "state"
    other = drafted(book, "record_interest", 1)
    drop_entry(entry=other, membership=membership("nibn_officer"))
    assert refused(confirm_entry, entry=other, membership=membership("nibn_accountant")) == "state"
    assert Posting.objects.filter(act="record_interest").count() == 1


def test_what_has_not_happened_yet_is_not_entered():
    book = filled(1_000)
    day = clock.today() + timedelta(days=1)
    assert refused(drafted, book, "record_interest", 1, effective_on=day) == "day_to_come"


def test_the_till_is_told_of_an_entry():
    entry = drafted(filled(1_000), "record_interest", 1)
    notice = Notice.objects.filter(recipient=person("nibn_accountant"), act="draft_entry").last()
    assert str(entry.pk) in notice.link
    assert "運用益を記録する" in notice.text


def test_a_wrong_posting_is_reversed_by_its_mirror_once():
    book = filled(1_000)
    entered(book, "record_interest", 70)
    wrong = Posting.objects.get(act="record_interest")
    entry = draft_reversal(posting=wrong, note="二重", membership=membership("nibn_officer"))
    again = draft_reversal(posting=wrong, note="二重", membership=membership("nibn_officer"))
    confirm_entry(entry=entry, membership=membership("nibn_accountant"))
    assert balance(book, Kind.INTEREST) == 0
    assert balance(book, Kind.UNCOMMITTED) == 1_000
    mirror = Posting.objects.get(reverses=wrong)
    assert (mirror.debit, mirror.credit, mirror.amount) == (wrong.credit, wrong.debit, 70)
    till = membership("nibn_accountant")
    assert refused(confirm_entry, entry=again, membership=till) == "reversed_already"
    for posting, code in ((wrong, "reversed_already"), (mirror, "irreversible")):
        clerk = membership("nibn_officer")
        assert refused(draft_reversal, posting=posting, note="", membership=clerk) == code


def test_a_reversal_that_would_overdraw_is_refused():
    book = filled(1_000)
    commit(grant=grant(book), amount=1_000)
    received = Posting.objects.get(act="receive_state_money")
    entry = draft_reversal(posting=received, note="誤り", membership=membership("nibn_officer"))
    assert refused(confirm_entry, entry=entry, membership=membership("nibn_accountant")) == "overdrawn"
    assert balance(book, Kind.UNCOMMITTED) == 0


def test_the_rules_of_a_book_change_what_comes_and_nothing_that_stands():
    book = filled(905, 95, attribution=Attribution.STATE)
    entered(book, "record_interest", 100)
    set_book_rules(
        book=book, attribution=Attribution.APART, draw=Draw.STATE_LAST, membership=membership("nibn_decider")
    )
    entered(book, "record_interest", 100)
    assert balance(book, Kind.INTEREST, source__is_state=True) == 100
    assert balance(book, Kind.INTEREST, source__is_state=False) == 100


@pytest.mark.rule("N13")
def test_a_fund_has_one_book_and_its_decider_opens_it():
    book = opened()
    told = {"fund": book.fund, "attribution": Attribution.STATE, "draw": Draw.PROPORTIONAL}
    assert refused(open_book, **told, membership=membership("nibn_decider")) == "book_known"


def test_only_a_clerk_registers_a_donor():
    book = opened()
    told = {"donor": organisation("lead"), "dated_on": clock.today(), "ceiling": 1, "condition": ""}
    assert refused(register_donation, book=book, **told, membership=membership("nibn_decider")) == "role"


# Where the money is kept


@pytest.mark.rule("N14")
def test_money_is_kept_in_permitted_ways_only_and_the_refusal_names_the_article():
    book = filled(1_000)
    with pytest.raises(
        Refused, match="「株式」での運用はできません（通則法47条（基盤研法附則20条5項・27条5項"
    ):
        kept(book, 1, means="share")
    assert not Investment.objects.exists()


def test_what_is_kept_elsewhere_stays_the_funds_until_it_comes_back():
    book = filled(1_000)
    held = kept(book, 600)
    assert refused(kept, book, 401) == "not_so_much"
    kept(book, 400)
    assert balance(book, Kind.UNCOMMITTED) == 1_000
    redeem_investment(investment=held, on=clock.today(), membership=membership("nibn_accountant"))
    kept(book, 600)
    till = membership("nibn_accountant")
    assert refused(redeem_investment, investment=held, on=clock.today(), membership=till) == "state"


def test_days_of_an_investment_are_in_order_and_past():
    book = filled(1_000)
    day = clock.today()
    assert refused(kept, book, 1, until=day - timedelta(days=1)) == "days_reversed"
    assert refused(kept, book, 1, since=day + timedelta(days=1)) == "day_to_come"


def test_entries_are_kept():
    book = filled(1_000)
    assert Entry.objects.filter(book=book, state="posted").count() == 1
