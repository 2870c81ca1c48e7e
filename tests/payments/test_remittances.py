"""What comes back: principal first, charges after it, in the book as it comes in; mistakes are mirrored."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from common import clock
from common.models import AuditEvent
from decisions.models import Receivable, Urging
from decisions.selectors import decision_that_grants
from funds.ledger.fixing import money_of
from law.accounts import Kind
from law.acts import Refused
from payments.models import Remittance
from payments.owing import owing_of
from payments.services.remittances import record_remittance, reverse_remittance, urge_payment
from tests.cast import membership
from tests.funds.ledger.booking import balance, balances, from_postings
from tests.grants import reporting as r
from tests.grants import returning as back

pytestmark = pytest.mark.django_db
TILL, HEAD, DESK = "nibn_accountant", "nibn_decider", "nibn_officer"
DAY = r.AFTER_ALL + timedelta(days=10)
DUE = DAY + timedelta(days=20)


@pytest.fixture(scope="module")
def owed(grant):
    back.overpaid(grant)
    with r.on(DAY):
        return back.ordered(grant)


def again(owed: Receivable) -> Receivable:
    return Receivable.objects.select_related("order__approval", "grant__plan__scheme").get(pk=owed.pk)


def received(owed: Receivable, amount: int, day=None, who: str = TILL) -> Remittance:
    day = day or clock.today()
    return record_remittance(
        receivable=again(owed), on=day, amount=amount, reference="20290420-001", membership=membership(who)
    )


def code(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reasons[0].code


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.rule("S18")
def test_paid_by_its_day_it_costs_nothing_more(owed, book):
    free = balance(book, Kind.UNCOMMITTED)
    with r.on(DUE):
        received(owed, owed.principal)
        now = again(owed)
        assert (now.state, now.met_on, now.surcharge, now.late_charge) == ("paid", DUE, 0, 0)
        assert balance(book, Kind.UNCOMMITTED) == free + owed.principal
        assert money_of(decision_that_grants(owed.grant).pk).recovered == owed.principal
        assert balances(book) == from_postings(book)


@pytest.mark.rule("S19b", "R1", "R2")
def test_a_part_lowers_the_base_from_the_next_day(owed, book):
    part = 1_000_000
    rest = owed.principal - part
    with r.on(DUE + timedelta(days=10)):
        received(owed, part)
        late = owed.principal * 10 * 1095 // 10_000 // 365
        assert owing_of(again(owed)).accrued == late
    with r.on(DUE + timedelta(days=30)):
        owing = owing_of(again(owed))
        exact = (owed.principal * 10 + rest * 20) * 1095 // (10_000 * 365)
        assert (owing.principal_left, owing.accrued, owing.is_final) == (rest, exact, False)
        received(owed, rest)
        assert again(owed).state == "open"
    with r.on(DUE + timedelta(days=90)):
        owing = owing_of(again(owed))
        assert (owing.principal_left, owing.left, owing.is_final) == (0, exact, True)
        received(owed, exact)
        now = again(owed)
        assert (now.state, now.late_charge, now.surcharge) == ("paid", exact, 0)
        assert balance(book, Kind.INCOME) == exact
        assert balances(book) == from_postings(book)


@pytest.mark.rule("R1")
def test_what_is_above_the_principal_goes_to_the_charges_and_more_is_refused(owed):
    with r.on(DUE + timedelta(days=10)):
        left = owing_of(again(owed)).left
        assert code(lambda: received(owed, left + 1)) == "more_than_owed"
        found = received(owed, left)
        assert (found.principal, found.principal + found.charges) == (owed.principal, left)
        assert again(owed).state == "paid"


def test_who_ordered_it_takes_nothing_in_and_only_the_till_does(owed):
    with r.on(DAY):
        assert code(lambda: received(owed, 1, who=DESK)) == "role"


def test_a_day_before_the_order_or_to_come_is_none(owed):
    with r.on(DAY + timedelta(days=5)):
        for day in (DAY - timedelta(days=1), DAY + timedelta(days=6)):
            assert code(lambda day=day: received(owed, 1, day)) == "day_out_of_order"
        received(owed, 1)
        assert code(lambda: received(owed, 1, DAY)) == "day_out_of_order"
        assert code(lambda: received(owed, 0)) == "no_amount"


def test_a_mistaken_receipt_is_mirrored_and_the_debt_is_open_again(owed, book):
    with r.on(DUE + timedelta(days=10)):
        before = balances(book)
        first = received(owed, 1_000)
        last = received(owed, owing_of(again(owed)).left)
        assert again(owed).state == "paid"
        assert code(lambda: take_back(first)) == "later_ones"
        assert code(lambda: take_back(last, note=" ")) == "no_reason"
        take_back(last)
        assert again(owed).state == "open"
        take_back(first)
        assert {kind: each for kind, each in balances(book).items() if each} == {
            kind: each for kind, each in before.items() if each
        }
        assert owing_of(again(owed)).returned == 0
        assert Remittance.objects.filter(state="reversed").count() == 2
        refused(lambda: Remittance.objects.update(note="他の理由"))


def take_back(found: Remittance, note: str = "他社の入金と取り違えた。") -> Remittance:
    found = Remittance.objects.select_related("receivable__order__approval", "receivable__grant").get(
        pk=found.pk
    )
    return reverse_remittance(remittance=found, note=note, membership=membership(TILL))


@pytest.mark.rule("S18", "R1")
def test_the_tables_hold_who_how_much_and_in_which_order(owed):
    with r.on(DUE + timedelta(days=1)):
        other = membership(TILL)
        words = {"receivable": owed, "place": 9, "on": clock.today(), "reference": "1", "state": "recorded"}
        words |= {"recorded_by": other, "recorder_id": other.user_id, "recorded_at": clock.now()}

        def made(principal, charges=0, **more):
            return lambda: Remittance.objects.create(principal=principal, charges=charges, **words | more)

        head = membership(HEAD)
        refused(made(owed.principal + 1))
        refused(made(0, 1))
        refused(made(0))
        refused(made(1, recorded_by=head, recorder_id=head.user_id))
        refused(made(1, reference=""))
        refused(
            lambda: Receivable.objects.filter(pk=owed.pk).update(
                state="paid", met_on=clock.today(), surcharge=0, late_charge=0
            )
        )
        received(owed, 1)
        refused(lambda: Remittance.objects.update(principal=2))
        refused(lambda: Remittance.objects.all().delete())


def test_what_is_overdue_is_urged_and_its_due_day_stays(owed):
    def urge(days=14):
        return urge_payment(
            receivable=again(owed), pay_by=clock.today() + timedelta(days=days), membership=membership(DESK)
        )

    with r.on(DUE):
        assert code(urge) == "not_overdue"
    with r.on(DUE + timedelta(days=1)):
        assert code(lambda: urge(0)) == "day_over"
        urging = urge()
        assert urging.owed == owing_of(again(owed)).left
        assert again(owed).due_on == DUE
        refused(lambda: Urging.objects.update(owed=1))
    assert Notice.objects.filter(act="urge_payment", recipient=membership("lead").user).exists()


def test_the_audit_log_holds_each_step_and_no_reference(owed):
    with r.on(DUE):
        received(owed, owed.principal)
    line = AuditEvent.objects.get(act="record_remittance")
    assert line.facts == {"on": DUE.isoformat(), "principal": owed.principal, "charges": 0}
    assert AuditEvent.objects.filter(act="settle_receivable").exists()
