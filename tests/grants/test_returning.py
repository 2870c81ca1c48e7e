"""返還命令 (適正化法18条2項): drafted, decided by another person, told; owed from its issue on."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Notice
from common import clock
from common.actor import actor_of
from common.models import AuditEvent
from decisions.models import Decision, Document, Receivable
from decisions.selectors import decision_that_grants, live_decision, live_fixing
from decisions.services.approving import approve_decision
from decisions.services.drafting import redraft_decision, return_decision, void_decision
from decisions.sums import sums_of
from funds.ledger.fixing import money_of
from grants.panels import money_of_grant
from law.acts import Refused
from law.money import ReturnUnder
from law.returns import to_order
from tests.cast import membership
from tests.funds.ledger.booking import balances
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants import returning as back
from tests.payments import paying

pytestmark = pytest.mark.django_db
DESK, HEAD = "nibn_officer", "nibn_decider"
FIXED = 32_400_000  # 30 per cent of 108,000,000
OVER = back.ADVANCE - FIXED


@pytest.fixture(scope="module")
def grant(plan, book):
    granted = g.granted(plan)
    paying.payer(book)
    paying.confirmed("lead")
    return back.overpaid(granted)


@pytest.fixture
def later():
    with r.on(r.AFTER_ALL + timedelta(days=10)):
        yield


def code(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reasons[0].code


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_page_says_as_the_letter_what_is_not_granted(grant):
    letter = json.loads(Document.objects.get(kind="fixing").content)
    assert money_of_grant.ask(g.again(grant))[0].not_granted == letter["released"] == 108_000_000 - FIXED


@pytest.mark.rule("S18")
def test_what_is_paid_above_what_is_fixed_is_ordered_back(grant, book, later):
    before = balances(book)
    assert to_order(sums_of(grant)) == {ReturnUnder.OVERPAID: OVER}
    owed = back.ordered(grant)
    assert (owed.principal, owed.under, owed.state) == (OVER, "18(2)", "open")
    assert owed.due_on == clock.today() + timedelta(days=20)
    assert balances(book) == before
    assert money_of(decision_that_grants(grant).pk).paid == back.ADVANCE
    assert to_order(sums_of(grant)) == {}
    assert g.again(grant).state == "fixed"
    assert live_decision(grant).outcome == "grant"
    assert live_fixing(grant).outcome == "fixing"


@pytest.mark.rule("S18", "S19b", "S21b", "T1", "T2")
def test_the_letter_tells_the_sum_its_day_what_accrues_and_why(grant, later):
    decision = back.issued(back.approved(grant))
    letter = decision.documents.get()
    said = json.loads(letter.content)
    assert letter.kind == Document.Kind.RETURN_ORDER
    assert (said["paid"], said["stands"], said["amount"]) == (back.ADVANCE, FIXED, OVER)
    assert (said["under"], said["rate"], said["reasons"]) == ("18(2)", "10.95%", back.WHY)
    assert said["due_on"] == (clock.today() + timedelta(days=20)).isoformat()
    assert sum(each["amount"] for each in said["received"]) == OVER
    fixing = live_fixing(grant).documents.get()
    assert said["cause"]["number"] == (fixing.document_number or fixing.number)
    assert len(said["appeal_notice"]) == 4
    assert Notice.objects.filter(act="order_return", recipient=membership("lead").user).exists()


@pytest.mark.rule("S18")
def test_one_order_per_sum(grant, later):
    back.ordered(grant)
    assert code(lambda: back.draft(grant)) == "nothing_to_return"


def test_two_drafts_at_once_are_one_too_many(grant, later):
    back.draft(grant)
    assert code(lambda: back.draft(grant)) == "drafted_already"


@pytest.mark.rule("S21b")
def test_it_says_why(grant, later):
    assert code(lambda: back.draft(grant, reasons=" ")) == "no_reasons"


def test_another_person_approves(grant, later):
    decision = back.draft(grant)
    assert code(lambda: approve_decision(decision=decision, membership=membership(DESK)))


def test_dropped_it_leaves_room_for_another(grant, later):
    void_decision(decision=back.approved(grant), note="誤り", actor=actor_of(membership(HEAD)))
    assert list(Receivable.objects.values_list("state", flat=True)) == ["dropped"]
    assert back.ordered(grant).principal == OVER


def test_returned_and_drafted_anew(grant, later):
    decision = return_decision(decision=back.draft(grant), note="理由を詳しく。", membership=membership(HEAD))
    again = redraft_decision(
        decision=decision,
        note="書き直した。",
        membership=membership(DESK),
        reasons="超えて交付したため。",
        dated_on=clock.today(),
    )
    assert (again.outcome, again.reasons) == ("return_order", "超えて交付したため。")


@pytest.mark.rule("S18")
def test_a_due_day_that_is_over_when_it_is_issued_sets_none(grant, later):
    decision = back.approved(grant)
    with r.on(decision.dated_on + timedelta(days=20)):
        assert code(lambda: back.issued(decision)) == "due_day_over"
    with r.on(decision.dated_on + timedelta(days=19)):
        back.issued(decision)


def test_the_audit_log_holds_each_step(grant, later):
    owed = back.ordered(grant)
    acts = list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))
    for act in ("draft_return_order", "bind_receivable", "approve_return_order", "issue_decision"):
        assert act in acts
    line = AuditEvent.objects.get(act="order_return")
    assert line.facts["principal"] == owed.principal


# The tables


@pytest.mark.rule("S18")
def test_the_tables_refuse_what_no_service_does(grant, later):
    owed = back.ordered(grant)
    other = Decision.objects.get(pk=owed.order_id)
    words = {"grant": grant, "under": "18(2)", "due_on": owed.due_on}

    def a_second(principal=1, **more):
        Receivable.objects.create(order=other, principal=principal, state="bound", **words | more)

    refused(a_second)
    refused(lambda: Receivable.objects.filter(pk=owed.pk).update(principal=1))
    refused(lambda: Receivable.objects.filter(pk=owed.pk).update(due_on=owed.due_on + timedelta(days=1)))
    refused(lambda: Receivable.objects.filter(pk=owed.pk).delete())
    refused(lambda: Receivable.objects.filter(pk=owed.pk).update(state="paid"))


def test_nothing_is_owed_before_its_order_is_issued(grant, later):
    decision = back.approved(grant)
    refused(lambda: Receivable.objects.filter(order=decision).update(state="open"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM decisions_receivable")
        assert cursor.fetchall() == [("bound",)]
