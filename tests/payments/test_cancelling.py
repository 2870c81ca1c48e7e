"""取消し (適正化法17条), whole or in part, before and after 額の確定; what was paid above it comes back."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from common.actor import actor_of
from common.models import AuditEvent
from decisions.models import CancelledAmount, Document, Receivable
from decisions.selectors import decision_that_grants
from decisions.services.drafting import void_decision
from decisions.sums import sums_of
from funds.ledger.fixing import Money, money_of
from grants.models import Grant
from grants.panels import money_of_grant
from law.accounts import Kind
from law.acts import Refused
from law.money import ReturnUnder
from law.returns import to_order
from payments.owing import owing_of
from payments.services.results import record_paid
from payments.services.runs import release_run
from tests.cast import membership
from tests.funds.ledger.booking import OKU, balance, balances, from_postings
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants import returning as back
from tests.payments import paying

pytestmark = pytest.mark.django_db
YEAR = 36_000_000
ALL = dict.fromkeys(g.YEARS, YEAR)


def code(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reasons[0].code


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def money(grant) -> Money:
    return money_of(decision_that_grants(grant).pk)


def shown(grant):
    return money_of_grant.ask(g.again(grant))[0]


@pytest.mark.rule("S17", "S8", "S21b")
def test_as_a_whole_it_frees_what_was_bound_and_stops_every_claim(grant, book):
    decision = back.cancelled(grant, ALL)
    found = g.again(grant)
    assert found.state == "cancelled"
    assert money(grant) == Money(committed=0, payable=0, paid=0, recovered=0, released=3 * YEAR)
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU
    assert balances(book) == from_postings(book)
    assert code(lambda: paying.claimed(found)) == "not_granted"
    assert code(lambda: back.draft_cancellation(found, ALL)) == "nothing_stands"
    assert to_order(sums_of(found)) == {}
    said = json.loads(decision.documents.get().content)
    assert (said["whole"], said["amount"], said["stands"]) == (True, 3 * YEAR, 0)
    assert (said["fact"], said["reasons"]) == ("装置を他の事業に使用した。", "目的に反するため。")
    assert Document.objects.get(decision=decision_that_grants(grant)).status == "cancelled"
    assert AuditEvent.objects.get(act="cancel_grant").facts["cancelled"] == {
        str(year): amount for year, amount in ALL.items()
    }


@pytest.mark.rule("S17", "S15")
def test_in_part_it_lowers_what_can_be_paid_and_fixed(grant, book):
    back.cancelled(grant, {2027: 6_000_000})
    found = g.again(grant)
    assert found.state == "granted"
    assert money(grant).committed == 3 * YEAR - 6_000_000
    told = shown(grant)
    assert (told.decided, told.cancelled, told.stands) == (3 * YEAR, 6_000_000, 3 * YEAR - 6_000_000)
    assert told.may_still_be_paid == told.stands
    assert code(lambda: paying.claimed(found, YEAR + 1)) == "not_so_much"
    with r.on(r.AFTER_ALL):
        f.fixed(found)
    told = shown(grant)
    assert (told.fixed, told.stands) == (3 * YEAR - 6_000_000, 3 * YEAR - 6_000_000)
    assert money(grant).payable == told.fixed
    assert balances(book) == from_postings(book)


@pytest.mark.rule("S17")
def test_after_the_amount_was_fixed_what_is_payable_is_free_again(grant, book):
    with r.on(r.AFTER_ALL):
        found = f.fixed(grant)
        back.cancelled(found, {2026: 1_000_000})
        assert g.again(grant).state == "fixed"
        assert money(grant).payable == 3 * YEAR - 1_000_000
        assert shown(grant).stands == 3 * YEAR - 1_000_000
        back.cancelled(g.again(grant), {**ALL, 2026: YEAR - 1_000_000})
    assert g.again(grant).state == "cancelled"
    assert (money(grant).payable, shown(grant).stands) == (0, 0)
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU
    assert balances(book) == from_postings(book)


@pytest.mark.rule("S17", "S18", "S19", "S19b", "R1", "R2")
def test_the_worked_example_from_the_cancellation_to_the_last_yen(grant, book):
    """受領 6,000,000 and 4,000,000; 5,000,000 goes back in two parts, the second after its day."""
    with r.on(date(2026, 4, 1)):
        paying.payer(book)
    paid_on(grant, 6_000_000, ordered=date(2026, 4, 28), day=date(2026, 5, 1))
    paid_on(grant, 4_000_000, ordered=date(2026, 10, 30), day=date(2026, 11, 1))
    with r.on(date(2027, 6, 30)):
        back.cancelled(g.again(grant), {2026: 31_000_000, 2027: YEAR, 2028: YEAR})
        assert money(grant) == Money(0, 0, 10_000_000, 0, 3 * YEAR - 10_000_000)
        assert shown(grant).over == shown(grant).left_to_order == 5_000_000
        assert to_order(sums_of(grant)) == {ReturnUnder.CANCELLED: 5_000_000}
        owed = back.ordered(g.again(grant))
        assert (owed.under, owed.principal, owed.due_on) == ("17(1)", 5_000_000, date(2027, 7, 20))
        said = json.loads(owed.order.documents.get().content)
        assert said["received"] == [
            {"on": "2026-11-01", "amount": 4_000_000},
            {"on": "2026-05-01", "amount": 1_000_000},
        ]
    with r.on(date(2027, 7, 10)):
        back.received(owed, 3_000_000)
    with r.on(date(2027, 8, 9)):
        back.received(owed, 2_000_000)
        owing = owing_of(Receivable.objects.get(pk=owed.pk))
        assert (owing.charges.surcharge, owing.charges.late_charge) == (451_200, 12_000)
        assert (owing.left, owing.is_final) == (463_200, True)
    with r.on(date(2027, 9, 30)):
        assert owing_of(Receivable.objects.get(pk=owed.pk)).left == 463_200
        assert code(lambda: back.received(owed, 463_201)) == "more_than_owed"
        back.received(owed, 463_200)
    now = Receivable.objects.get(pk=owed.pk)
    assert (now.state, now.met_on) == ("paid", date(2027, 8, 9))
    assert (now.surcharge, now.late_charge) == (451_200, 12_000)
    assert balance(book, Kind.INCOME) == 463_200
    assert money(grant).recovered == 5_000_000
    assert (shown(grant).over, shown(grant).ordered) == (0, 5_000_000)
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU - 5_000_000 + 463_200
    assert balances(book) == from_postings(book)


def paid_on(grant: Grant, amount: int, *, ordered: date, day: date) -> None:
    with r.on(ordered):
        run = paying.drafted(paying.claimed(g.again(grant), amount))
        release_run(run=run, membership=membership("nibn_accountant"))
    with r.on(max(day, run.transfer_on)):
        record_paid(transfer=paying.transfer(run), on=day, membership=membership("nibn_accountant"))


@pytest.mark.rule("S17", "S21b")
@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("no_ground", {"ground": "circumstances"}),
        ("no_fact", {"fact": " "}),
        ("no_reasons", {"reasons": " "}),
    ],
)
def test_it_tells_the_ground_of_the_law_the_fact_and_why(grant, wanted, said):
    assert code(lambda: back.draft_cancellation(grant, {2026: 1}, **said)) == wanted


@pytest.mark.rule("S17")
def test_within_what_stands_of_each_year_and_not_while_money_is_on_its_way(grant):
    assert code(lambda: back.draft_cancellation(grant, {2026: YEAR + 1})) == "not_so_much"
    assert code(lambda: back.draft_cancellation(grant, {2030: 1})) == "not_so_much"
    assert code(lambda: back.draft_cancellation(grant, {})) == "nothing_cancelled"
    paying.claimed(grant)
    assert code(lambda: back.draft_cancellation(grant, {2026: 1})) == "claim_runs"


@pytest.mark.rule("S15", "S17")
def test_a_fixing_and_a_cancellation_wait_for_each_other(grant):
    with r.on(r.AFTER_ALL):
        decision = f.draft(f.reported(grant))
        assert code(lambda: back.draft_cancellation(grant, {2026: 1})) == "fixing_under_way"
        void_decision(decision=decision, note="取消しのため", actor=actor_of(membership("nibn_officer")))
        back.draft_cancellation(g.again(grant), {2026: 1})
        assert code(lambda: f.draft(g.again(grant))) == "cancellation_under_way"


def test_the_tables_refuse_what_no_service_does(grant):
    decision = back.draft_cancellation(grant, {2026: 1})
    made = CancelledAmount.objects.create
    refused(lambda: made(decision=decision, fiscal_year=2026, stood=YEAR - 1, amount=1))
    refused(lambda: made(decision=decision_that_grants(grant), fiscal_year=2026, stood=YEAR, amount=1))
    refused(lambda: Grant.objects.filter(pk=grant.pk).update(state="cancelled"))
    refused(lambda: type(decision).objects.filter(pk=decision.pk).update(particulars={}))
    made(decision=decision, fiscal_year=2026, stood=YEAR, amount=1)
    refused(lambda: CancelledAmount.objects.update(amount=2))
