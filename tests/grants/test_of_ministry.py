"""The grant of a scheme without a fund, from 採択 to the last yen: the ministry decides, the state pays."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from common.models import AuditEvent
from decisions.models import DecidedAmount, Document
from decisions.services.approving import approve_decision
from decisions.services.drafting import draft_cancellation, draft_return_order
from decisions.sums import sums_of
from funds.appropriations.selectors import years_of_schemes
from funds.ledger.fixing import money_of
from funds.ledger.models import Account, Book, Posting
from grants.services.starting import start_grant
from grants.sight import grants_visible_to
from law.acts import Refused
from law.cancelling import Ground
from law.states import ClaimState, GrantState, ReceivableState
from payments.selectors import receivables_visible_to
from payments.services.remittances import record_remittance, reverse_remittance
from payments.services.treasury import record_treasury_payment, reverse_treasury_payment
from tests.cast import membership

from . import granting as g
from . import of_ministry as m
from . import reporting as r

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
WHOLE = 180_000_000


@pytest.fixture
def plan():
    return m.adopted()


def codes(act, **words) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(**words)
    return [reason.code for reason in refused.value.reasons]


def test_the_adopted_company_asks_the_ministry_and_not_nibn(plan):
    grant = m.filed(plan)
    assert (grant.authority, grant.fiscal_year, grant.state) == ("ministry", 2026, GrantState.FILED)
    seen = {
        who: grants_visible_to(membership(who)).filter(pk=grant.pk).exists()
        for who in (
            "lead",
            "takasaki",
            "officer",
            "decider",
            "auditor",
            "nibn_officer",
            "nibn_decider",
            "clerk",
        )
    }
    assert [who for who, sees in seen.items() if sees] == ["lead", "officer", "decider", "auditor"]
    assert AuditEvent.objects.get(act="file_grant").subject_id == str(grant.pk)


def test_who_was_passed_over_asks_for_nothing():
    plan = m.passed_over()
    words = {"plan": plan, "membership": membership("yoshino"), "fiscal_year": 2026}
    assert codes(start_grant, **words) == ["not_adopted"]


@pytest.mark.rule("Z43")
def test_the_days_of_the_work_are_copied_into_the_year_and_stay_there(plan):
    grant = g.typed(m.started(plan), ends_on_year="2027", ends_on_month="4", ends_on_day="1")
    words = {"grant": grant, "membership": membership("lead"), "arrived_at": m.clock.now()}
    assert codes(m.file_grant, **words) == ["beyond_its_year"]
    grant = g.typed(grant, ends_on_year="2027", ends_on_month="3", ends_on_day="31")
    assert m.file_grant(**(words | {"grant": grant})).ends_on == g.day("2027-03-31")


def test_nibn_decides_nothing_of_it_and_the_drafter_does_not_decide(plan):
    m.appropriated()
    grant = m.checked(plan)
    assert codes(m.draft, grant=grant, who="nibn_officer") == ["role"]
    decision = m.draft(grant)
    assert codes(approve_decision, decision=decision, membership=membership("nibn_decider")) == ["role"]
    assert codes(approve_decision, decision=decision, membership=membership("officer")) == ["role"]
    decision = approve_decision(decision=decision, membership=membership("decider"))
    assert decision.state == "approved"


def test_the_letter_is_the_ministers_and_rests_on_the_act_itself(plan):
    m.appropriated()
    grant = m.granted(plan)
    letter = Document.objects.get(decision__grant=grant)
    said = json.loads(letter.content)
    assert (letter.issuer_id, said["law"]["read_with"]) == ("mhlw", None)
    assert said["fund"] == plan.scheme.name
    assert any("厚生労働大臣の承認" in row["text"] for row in said["conditions"])
    assert any("国庫に納付" in row["text"] for row in said["conditions"])
    assert grant.state == GrantState.GRANTED
    assert said["amount"] == WHOLE


def test_what_is_decided_is_bound_in_the_years_appropriation_and_in_no_fund(plan):
    m.appropriated(2 * m.OKU)
    grant = m.granted(plan)
    assert list(DecidedAmount.objects.values_list("fiscal_year", "amount")) == [(2026, WHOLE)]
    line = years_of_schemes()[0]
    assert (line.appropriated, line.committed, line.left) == (2 * m.OKU, WHOLE, 2 * m.OKU - WHOLE)
    assert not Posting.objects.filter(book__fund__isnull=False).exists()
    assert Book.objects.get().scheme_id == grant.plan.scheme_id


def test_an_appropriation_that_is_used_up_refuses_and_more_money_lets_it_pass(plan):
    m.appropriated(2 * m.OKU)
    m.granted(plan)
    second = m.draft(m.checked(plan, "takasaki"))
    assert codes(approve_decision, decision=second, membership=membership("decider")) == [
        "appropriation_used_up"
    ]
    m.appropriated(2 * m.OKU, number="見本会発第2号")
    second.refresh_from_db()
    assert approve_decision(decision=second, membership=membership("decider")).state == "approved"


def test_without_an_appropriation_of_the_year_nothing_is_decided(plan):
    decision = m.draft(m.checked(plan))
    assert codes(approve_decision, decision=decision, membership=membership("decider")) == [
        "no_appropriation"
    ]
    m.appropriated(year=2027)
    assert codes(approve_decision, decision=decision, membership=membership("decider")) == ["year_not_open"]


@pytest.mark.rule("Z43")
def test_a_years_appropriation_is_promised_in_that_year_only(plan):
    m.appropriated()
    decision = m.draft(m.checked(plan))
    with r.on(g.day("2027-04-01")):
        found = codes(approve_decision, decision=decision, membership=membership("decider"))
    assert "other_year" in found or "decision_too_late" in found


def test_raw_sql_neither_overdraws_it_nor_takes_it_into_another_year(plan):
    source = m.appropriated(2 * m.OKU).source
    m.appropriated(year=2027, number="見本会発第9号")
    free = Account.objects.get(source=source, kind="uncommitted")
    year = Book.objects.get().years.get(fiscal_year=2027)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(
            book=source.book, source=source, kind="committed", scheme_id=m.SCHEME, year=year
        )
    own = Account.objects.create(
        book=source.book,
        source=source,
        kind="committed",
        scheme_id=m.SCHEME,
        year=Book.objects.get().years.get(fiscal_year=2026),
    )
    values = {
        "book": source.book,
        "year": own.year,
        "debit": own,
        "credit": free,
        "amount": 2 * m.OKU + 1,
        "act": "commit",
        "effective_on": m.clock.today(),
        "posted_at": m.clock.now(),
        "made_by": membership("officer"),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(**values)
    Posting.objects.create(**values | {"amount": 2 * m.OKU})
    free.refresh_from_db()
    assert free.balance == 0


def test_a_book_of_a_scheme_takes_no_source_of_a_fund(plan):
    source = m.appropriated().source
    with pytest.raises(IntegrityError), transaction.atomic():
        type(source).objects.create(
            book=source.book,
            origin="yield",
            is_state=True,
            name="利息",
            registered_at=m.clock.now(),
        )


def test_nobody_confirms_what_they_entered_and_nothing_counts_before():
    found = m.entered()
    assert codes(m.confirm_appropriation, appropriation=found, membership=membership("officer")) == ["role"]
    assert years_of_schemes() == []
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("UPDATE funds_appropriation SET state = 'confirmed'")


# Paid


@pytest.mark.rule("Y4")
def test_the_treasury_pays_and_the_officer_records_it(plan):
    m.appropriated()
    grant = m.granted(plan)
    with r.on(m.AFTER):
        grant = m.fixed(grant)
        assert grant.state == GrantState.FIXED
        claim = m.claimed(grant, WHOLE)
        payment = m.paid(claim)
    claim.refresh_from_db()
    assert (claim.state, claim.paid_on, payment.amount) == (ClaimState.PAID, m.AFTER, WHOLE)
    assert (sums_of(grant).paid, sums_of(grant).fixed) == (WHOLE, WHOLE)
    line = years_of_schemes()[0]
    assert (line.paid, line.payable, line.committed) == (WHOLE, 0, 0)
    assert AuditEvent.objects.get(act="record_treasury_payment").subject_id == str(payment.pk)


@pytest.mark.rule("Y4")
def test_a_years_money_is_paid_until_30_april(plan):
    m.appropriated()
    grant = m.granted(plan)
    with r.on(m.AFTER):
        claim = m.claimed(m.fixed(grant), WHOLE)
    with r.on(g.day("2027-05-06")):
        assert codes(m.paid, claim=claim) == ["day_out_of_year"]
        assert m.paid(claim, on=g.day("2027-04-30")).paid_on == g.day("2027-04-30")


def test_only_another_officer_of_the_ministry_records_it(plan):
    m.appropriated()
    grant = m.granted(plan)
    claim = m.claimed(grant, 10_000_000, "advance")
    words = {"claim": claim, "on": m.clock.today(), "reference": "見本第1号"}
    for who in ("decider", "nibn_accountant", "lead"):
        assert codes(record_treasury_payment, **words, membership=membership(who)) == ["role"]
    assert codes(
        record_treasury_payment, **(words | {"reference": " "}), membership=membership("officer")
    ) == ["no_reference"]
    assert not money_of(claim.decision_id).paid


def test_a_payment_recorded_by_mistake_is_taken_back_and_the_claim_is_open(plan):
    m.appropriated()
    grant = m.granted(plan)
    claim = m.claimed(grant, 10_000_000, "advance")
    payment = m.paid(claim)
    reverse = {"payment": payment, "membership": membership("officer")}
    assert codes(reverse_treasury_payment, **reverse, note=" ") == ["no_why"]
    reverse_treasury_payment(**reverse, note="別の会社の支払であった。")
    claim.refresh_from_db()
    assert (claim.state, money_of(claim.decision_id).paid) == (ClaimState.OPEN, 0)
    assert m.paid(m.again(claim)).amount == 10_000_000


def test_the_table_refuses_a_paid_claim_without_its_posting(plan):
    m.appropriated()
    claim = m.claimed(m.granted(plan), 10_000_000, "advance")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(claim).objects.filter(pk=claim.pk).update(state="paid", paid_on=m.clock.today())


# Cancelled, ordered back


def test_a_cancelled_grant_comes_back_to_the_treasury_with_its_charges(plan):
    m.appropriated(2 * m.OKU)
    grant = m.granted(plan)
    m.paid(m.claimed(grant, 50_000_000, "advance"))
    officer = membership("officer")
    with r.on(g.day("2027-02-01")):
        cancelled = draft_cancellation(
            grant=g.again(grant),
            ground=Ground.OTHER_USE,
            fact="補助金を他の事業の費用に充てた。",
            reasons="適正化法11条1項に違反するため。",
            sums={2026: WHOLE},
            dated_on=m.clock.today(),
            membership=officer,
        )
        grant = m.issued(cancelled)
        assert grant.state == GrantState.CANCELLED
        order = draft_return_order(
            grant=grant,
            reasons="取り消した部分に係る補助金であるため。",
            dated_on=m.clock.today(),
            membership=officer,
        )
        m.issued(order)
        owed = receivables_visible_to(officer).get()
        assert (owed.principal, owed.state) == (50_000_000, ReceivableState.OPEN)
    with r.on(g.day("2027-02-15")):
        words = {"on": m.clock.today(), "amount": 50_000_000, "reference": "見本第3号"}
        assert codes(
            record_remittance, receivable=owed, membership=membership("nibn_accountant"), **words
        ) == ["role"]
        came = record_remittance(receivable=owed, membership=officer, **words)
        left = m.owing(owed).left
        record_remittance(
            receivable=owed, membership=officer, on=m.clock.today(), amount=left, reference="第4号"
        )
    owed.refresh_from_db()
    assert owed.state == ReceivableState.PAID
    line = years_of_schemes()[0]
    assert line.recovered == 50_000_000 + left
    assert line.left == 2 * m.OKU - 50_000_000
    assert codes(reverse_remittance, remittance=came, note="誤り", membership=officer) == ["later_ones"]
