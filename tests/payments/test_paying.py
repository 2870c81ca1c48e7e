"""From the claim to what the bank confirms: what counts as taken, what is posted, what comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Notice
from common import clock
from common.models import AuditEvent
from decisions.demo.acting import moment
from decisions.selectors import decision_that_grants
from decisions.services.granting import withdraw_granted
from funds.ledger.models import Posting
from funds.ledger.years import close_year
from law.accounts import Kind
from law.acts import Refused
from payments.models import PaymentClaim, PaymentRun, Transfer, TransferPosting
from payments.money import holding_of, holdings_of
from payments.services.claims import return_claim, withdraw_claim
from payments.services.results import record_failed, record_paid
from payments.services.runs import drop_run, release_run
from tests.cast import membership, person
from tests.decisions.deciding import second_post
from tests.funds.ledger.booking import balance, balances, from_postings
from tests.grants import granting as g

from . import paying as p

pytestmark = pytest.mark.django_db
YEARLY = 36_000_000


def left(grant, kind="advance", year=2026) -> tuple[int, int]:
    found = holding_of(decision_that_grants(grant), kind, year)
    return found.held, found.left


def acts_of(thing) -> list[str]:
    rows = AuditEvent.objects.filter(subject_id=str(thing.pk)).order_by("pk")
    return list(rows.values_list("act", flat=True))


def told(who: str, act: str) -> int:
    return Notice.objects.filter(recipient=person(who), act=act).count()


# The claim


def test_a_claim_counts_as_taken_until_it_is_withdrawn(grant):
    assert left(grant) == (YEARLY, YEARLY)
    claim = p.claimed(grant, 10_000_000)
    assert left(grant) == (YEARLY, YEARLY - 10_000_000)
    assert claim.number.startswith("SK2026-")
    assert told("nibn_officer", "claim_payment") == 1
    withdraw_claim(claim=claim, membership=membership("lead"))
    assert left(grant) == (YEARLY, YEARLY)
    assert acts_of(claim) == ["claim_payment", "withdraw_claim"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"amount": YEARLY + 1}, "1円から36,000,000円まで"),
        ({"amount": 0}, "1円から"),
        ({"kind": "fixed"}, "精算払として請求できるのは、1円から0円まで"),
        ({"fiscal_year": 2027}, "令和9年4月1日から請求できます"),
        ({"fiscal_year": 2031}, "請求できます"),
        ({"reason": "  "}, "概算払を必要とする理由"),
        ({"amount": 10**10}, "一度の振込で送れるのは9,999,999,999円まで"),
        ({"who": "lead_member"}, "申請代表者"),
        ({"who": "nibn_officer"}, "申請代表者"),
    ],
)
def test_what_may_not_be_claimed(grant, said, words):
    with pytest.raises(Refused, match=words):
        p.claimed(grant, **said)
    assert not PaymentClaim.objects.exists()


def test_one_claim_at_a_time(grant):
    p.claimed(grant)
    with pytest.raises(Refused, match="まだ終わっていません"):
        p.claimed(grant)


def test_a_claim_is_sent_back_with_its_reason(grant):
    claim = p.claimed(grant)
    return_claim(claim=claim, note="請求書と合いません。", membership=membership("nibn_officer"))
    assert claim.state == "returned"
    assert told("lead", "return_claim") == 1
    assert p.claimed(grant).state == "open"


def test_nothing_is_claimed_of_a_grant_that_is_not_decided(plan, grant):
    with pytest.raises(Refused, match="交付の決定が効力を有していない"):
        p.claimed(g.filed(plan, "takasaki"), who="takasaki")


# The run


def test_a_run_is_drafted_released_and_paid(grant, book):
    claim = p.claimed(grant, 10_000_000)
    run = p.drafted(claim)
    assert (run.state, p.again(claim).state) == ("drafted", "drafted")
    assert told("nibn_accountant", "draft_run") == 1
    release_run(run=run, membership=membership("nibn_accountant"))
    assert (run.state, p.again(claim).state) == ("released", "released")
    assert balance(book, Kind.PAID) == 0
    assert left(grant) == (YEARLY, YEARLY - 10_000_000)
    p.paid(run)
    run.refresh_from_db()
    assert (run.state, p.again(claim).state) == ("done", "paid")
    assert p.again(claim).paid_on == run.transfer_on
    assert balance(book, Kind.PAID) == 10_000_000
    assert left(grant) == (YEARLY - 10_000_000, YEARLY - 10_000_000)
    assert balances(book) == from_postings(book)
    assert told("lead", "settle_claim") == 1
    assert acts_of(claim) == ["claim_payment", "take_into_run", "order_payment", "settle_claim"]
    assert acts_of(run) == ["draft_run", "release_run", "finish_run"]
    [posting] = Posting.objects.filter(act="pay_advance")
    assert (posting.effective_on, posting.decision) == (run.transfer_on, decision_that_grants(grant).pk)


def test_what_is_in_a_run_is_not_withdrawn(grant):
    claim = p.claimed(grant)
    p.drafted(claim)
    with pytest.raises(Refused, match="振込の準備中"):
        withdraw_claim(claim=p.again(claim), membership=membership("lead"))


def test_a_dropped_run_opens_its_claims_again(grant):
    claim = p.claimed(grant)
    run = p.drafted(claim)
    drop_run(run=run, note="日を改めます。", membership=membership("nibn_accountant"))
    assert (run.state, p.again(claim).state) == ("dropped", "open")
    assert p.transfer(run).state == "dropped"
    assert told("nibn_officer", "drop_run") == 1
    assert p.drafted(p.again(claim)).state == "drafted"


def test_nobody_releases_what_they_drafted(grant):
    run = p.drafted(p.claimed(grant))
    both = second_post("nibn_officer", "nibn_accountant")
    with pytest.raises(Refused, match="自分が作った束"):
        release_run(run=run, membership=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(run, released_by=both, releaser=both.user)


def test_whoever_decided_the_grant_pays_nothing_of_it(grant):
    run = p.drafted(p.claimed(grant))
    both = second_post("nibn_decider", "nibn_accountant")
    with pytest.raises(Refused, match="交付を決裁した人は"):
        release_run(run=run, membership=both)
    with pytest.raises(IntegrityError, match="whoever decided a grant"), transaction.atomic():
        changed(run, released_by=both, releaser=both.user)


@pytest.mark.parametrize("who", ["nibn_officer", "nibn_decider", "lead"])
def test_only_the_till_releases(grant, who):
    run = p.drafted(p.claimed(grant))
    with pytest.raises(Refused, match="基盤研 出納"):
        release_run(run=run, membership=membership(who))


def test_an_unconfirmed_account_is_never_paid(grant):
    run = p.drafted(p.claimed(grant))
    p.entered("lead", number="9999999")
    with pytest.raises(Refused, match="二人が確認した振込先口座のない会社"):
        release_run(run=run, membership=membership("nibn_accountant"))
    drop_run(run=run, note="口座の変更", membership=membership("nibn_officer"))
    with pytest.raises(Refused, match="見本製薬株式会社"):
        p.drafted(p.again(PaymentClaim.objects.get()))


def test_a_run_needs_its_payer_and_a_banking_day(grant, book):
    claim = p.claimed(grant)
    saturday = next(
        day for day in (clock.today() + timedelta(days=n) for n in range(7)) if day.weekday() == 5
    )
    for wrong in (saturday, clock.today() - timedelta(days=1)):
        with pytest.raises(Refused, match="振り込めません"):
            p.draft_run(
                book=book, claims=[claim.pk], transfer_on=wrong, membership=membership("nibn_officer")
            )
    with pytest.raises(Refused, match="振り込む請求を選んでください"):
        p.draft_run(book=book, claims=[], transfer_on=p.banking_day(), membership=membership("nibn_officer"))


def test_two_companies_in_one_run_each_with_its_own_end(grant, other, book):
    claims = [p.claimed(grant, 5_000_000), p.claimed(other, 7_000_000, "takasaki")]
    run = p.released(*claims)
    p.paid(run, 1)
    run.refresh_from_db()
    assert run.state == "released"
    p.failed(run, 2)
    run.refresh_from_db()
    assert run.state == "done"
    assert [p.again(claim).state for claim in claims] == ["paid", "open"]
    assert balance(book, Kind.PAID) == 5_000_000
    assert told("takasaki", "reopen_claim") == 1


# 組戻し


def test_a_returned_transfer_opens_the_claim_and_is_paid_again(grant, book):
    claim = p.claimed(grant)
    run = p.released(claim)
    failed = p.failed(run)
    assert (failed.state, failed.reason, p.again(claim).state) == ("failed", "口座なし", "open")
    assert balance(book, Kind.PAID) == 0
    p.paid(p.released(p.again(claim)))
    assert p.again(claim).state == "paid"
    assert balance(book, Kind.PAID) == claim.amount


def test_what_came_back_after_it_was_paid_is_mirrored(grant, book):
    claim = p.claimed(grant)
    run = p.released(claim)
    p.paid(run)
    p.failed(run)
    run.refresh_from_db()
    assert (run.state, p.again(claim).state, p.again(claim).paid_on) == ("done", "open", None)
    assert balance(book, Kind.PAID) == 0
    assert balances(book) == from_postings(book)
    [mirror] = Posting.objects.filter(act="reverse_posting")
    assert mirror.reverses_id == TransferPosting.objects.get().posting_id
    with pytest.raises(Refused):
        p.failed(run)


def test_what_came_back_in_a_later_year_is_booked_there(grant, book):
    """The year it was paid in is closed: the mirror stands in the open one and names it."""
    day = p.banking_day(clock.today().replace(year=2027, month=3, day=25))
    claim = p.claimed(grant)
    run = p.drafted(claim, on=day)
    release_run(run=run, membership=membership("nibn_accountant"))
    p.paid(run)
    with clock.at(moment(clock.today().replace(year=2027, month=4, day=20))):
        close_year(year=book.years.get(fiscal_year=2026), membership=membership("nibn_decider"))
        record_failed(
            transfer=p.transfer(run),
            on=clock.today(),
            reason="口座解約",
            membership=membership("nibn_accountant"),
        )
        mirror = Posting.objects.get(act="reverse_posting")
        assert (mirror.year.fiscal_year, mirror.concerns.fiscal_year) == (2027, 2026)
        assert left(grant, year=2027) == (2 * YEARLY, 2 * YEARLY - claim.amount)
        p.paid(p.released(p.again(claim)))
        assert p.again(claim).state == "paid"
    assert balances(book) == from_postings(book)


def test_money_that_was_carried_over_is_paid_where_it_stands(grant, book):
    day = p.banking_day(clock.today().replace(year=2027, month=3, day=25))
    claim = p.claimed(grant)
    run = p.drafted(claim, on=day)
    release_run(run=run, membership=membership("nibn_accountant"))
    with clock.at(moment(clock.today().replace(year=2027, month=4, day=20))):
        close_year(year=book.years.get(fiscal_year=2026), membership=membership("nibn_decider"))
        record_paid(transfer=p.transfer(run), on=day, membership=membership("nibn_accountant"))
    assert Posting.objects.get(act="pay_advance").year.fiscal_year == 2027
    assert p.again(claim).state == "paid"


@pytest.mark.parametrize("days", [-1, 1])
def test_the_bank_paid_on_a_day_that_has_come_and_not_before_it_was_asked(grant, days):
    run = p.released(p.claimed(grant))
    with pytest.raises(Refused, match="から今日までの日"):
        record_paid(
            transfer=p.transfer(run),
            on=clock.today() + timedelta(days=days),
            membership=membership("nibn_accountant"),
        )


def test_no_result_before_the_bank_was_asked(grant):
    run = p.drafted(p.claimed(grant))
    with pytest.raises(Refused, match="まだ依頼していません"):
        p.paid(run)
    with pytest.raises(IntegrityError, match="a result belongs to a released run"), transaction.atomic():
        Transfer.objects.filter(run=run).update(
            state="paid",
            result_on=clock.today(),
            told_by=membership("nibn_accountant"),
            told_at=clock.now(),
        )


def test_what_is_claimed_keeps_the_decision_from_being_given_up(grant):
    claim = p.claimed(grant)
    with pytest.raises(Refused, match="支払の請求が残っています"):
        withdraw_granted(grant=g.again(grant), membership=membership("lead"))
    withdraw_claim(claim=claim, membership=membership("lead"))
    withdraw_granted(grant=g.again(grant), membership=membership("lead"))
    assert holdings_of(decision_that_grants(grant)) == []
    with pytest.raises(Refused, match="交付の決定が効力を有していない"):
        p.claimed(g.again(grant))


# Whoever writes the SQL


def changed(run: PaymentRun, **values) -> None:
    told = {"state": "released", "released_at": clock.now(), "payer": run.book.payer_accounts.first()}
    PaymentRun.objects.filter(pk=run.pk).update(**told | values)


def test_a_claim_keeps_what_it_says_and_is_within_the_book(grant):
    claim = p.claimed(grant)
    for values in ({"amount": 1}, {"kind": "fixed"}, {"fiscal_year": 2027}, {"number": "X"}):
        with pytest.raises(IntegrityError, match="may not change"), transaction.atomic():
            PaymentClaim.objects.filter(pk=claim.pk).update(**values)
    like = {field.attname: getattr(claim, field.attname) for field in claim._meta.concrete_fields} | {
        "number": "SK2026-99999",
        "fiscal_year": 2027,
    }
    del like["id"]
    for values, words in (
        ({"amount": YEARLY + 1}, "within what the book holds"),
        ({"kind": "fixed"}, "within what the book holds"),
        ({"state": "paid", "paid_on": clock.today()}, "begins open"),
        ({"claimed_by_id": membership("takasaki").pk}, "made by its company"),
        ({"fiscal_year": 2026}, None),
    ):
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            PaymentClaim.objects.bulk_create([PaymentClaim(**like | values)])
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        PaymentClaim.objects.filter(pk=claim.pk)._raw_delete("default")


def test_no_claim_is_ordered_or_paid_by_a_statement_alone(grant):
    claim = p.claimed(grant)
    with pytest.raises(IntegrityError, match="ordered by a released run"), transaction.atomic():
        PaymentClaim.objects.filter(pk=claim.pk).update(state="released")
    with pytest.raises(IntegrityError, match="a paid claim is posted"), transaction.atomic():
        PaymentClaim.objects.filter(pk=claim.pk).update(state="paid", paid_on=clock.today())


def test_a_released_run_stays_as_it_was_released(grant):
    run = p.released(p.claimed(grant))
    for values in ({"releaser": person("nibn_decider")}, {"payer": None}, {"transfer_on": clock.today()}):
        if values.get("transfer_on") == run.transfer_on:
            continue
        with pytest.raises(IntegrityError), transaction.atomic():
            PaymentRun.objects.filter(pk=run.pk).update(**values)
    found = p.transfer(run)
    for values in ({"amount": 1}, {"place": 9}):
        with pytest.raises(IntegrityError, match="may not change"), transaction.atomic():
            Transfer.objects.filter(pk=found.pk).update(**values)
    connection.check_constraints()
