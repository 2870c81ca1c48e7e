"""額の確定 (適正化法15条): drafted, decided by another person, told; the book moves when it is told."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Notice
from common import clock
from common.actor import actor_of
from common.models import AuditEvent
from decisions.about.fixing import fixing_facts
from decisions.models import Decision, Document, FixedAmount
from decisions.selectors import decision_that_grants, live_decision, live_fixing
from decisions.services.approving import approve_decision, record_approval
from decisions.services.drafting import redraft_decision, return_decision, void_decision
from decisions.services.granting import notice_of
from decisions.services.issuing import issue_decision
from decisions.services.letters import draft_letters
from funds.ledger.fixing import Money, fix_and_release, money_of
from funds.ledger.grants import commit_by_year, pay_advance
from funds.ledger.models import Posting
from funds.ledger.years import close_year
from grants.models import Condition, Grant
from grants.reports import granted_of
from law.accounts import Kind
from law.acts import Refused, refusals
from law.lifecycle import FIXING_DECISION
from law.states import ConditionState
from tests.cast import membership, person
from tests.decisions.deciding import another_desk, do_jobs, taken_elsewhere
from tests.funds.ledger.booking import OKU, balance, balances, from_postings
from tests.funds.ledger.booking import grant as bound_to
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r

pytestmark = pytest.mark.django_db
DESK, HEAD = "nibn_officer", "nibn_decider"
ALL = 108_000_000


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


@pytest.fixture
def later():
    """A day after the work."""
    with r.on(r.AFTER_ALL):
        yield


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def issued(decision):
    return issue_decision(decision=g.whole(decision), actor=actor_of(membership(DESK)))


# The sum


@pytest.mark.rule("S15", "R6")
def test_what_is_fixed_becomes_payable_and_the_rest_is_free_again(grant, book, later):
    found = f.fixed(grant, eligible_0="36,000,000")
    rows = list(FixedAmount.objects.values_list("fiscal_year", "decided", "amount"))
    assert [row[:2] for row in rows] == [(year, 36_000_000) for year in g.YEARS]
    assert found.state == "fixed"
    amount = sum(row[2] for row in rows)
    assert 0 < amount < ALL
    assert balance(book, Kind.COMMITTED) == 0
    assert balance(book, Kind.PAYABLE) == amount
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU - amount
    assert balances(book) == from_postings(book)
    money = money_of(decision_that_grants(found).pk)
    assert money == Money(committed=0, payable=amount, paid=0, recovered=0, released=ALL - amount)


@pytest.mark.rule("R6")
@pytest.mark.parametrize(("per_cent", "amount"), [(105, ALL), (100, ALL), (95, ALL * 95 // 100)])
def test_the_example_of_the_ministry_of_education_with_a_plans_figures(grant, book, later, per_cent, amount):
    """As 160 on 200 with 210, 200, 190 spent: nothing above the decision, in proportion below it."""
    lines = granted_of(grant).lines
    spent = {
        f"{kind}-{pk}": f"{cost * per_cent // 100:,}"
        for pk, cost in lines.items()
        for kind in ("eligible", "total")
    }
    f.fixed(grant, **spent)
    assert balance(book, Kind.PAYABLE) == amount


def test_what_is_spent_as_decided_is_fixed_as_decided(grant, book, later):
    f.fixed(grant)
    assert balance(book, Kind.PAYABLE) == ALL
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU - ALL
    assert not Posting.objects.filter(act="release").exists()


@pytest.mark.rule("S15")
def test_nothing_moves_before_the_letter_is_issued(grant, book, later):
    before = balances(book)
    decision = f.approved(grant, eligible_0="36,000,000")
    assert FixedAmount.objects.filter(decision=decision).count() == 3
    assert balances(book) == before
    assert g.again(grant).state == "granted"
    void_decision(decision=decision, note="誤り", actor=actor_of(membership(HEAD)))
    assert balances(book) == before
    assert live_fixing(grant) is None
    assert live_decision(grant).outcome == "grant"


def test_a_dropped_fixing_leaves_room_for_another(grant, book, later):
    decision = f.approved(grant)
    void_decision(decision=decision, note="誤り", actor=actor_of(membership(HEAD)))
    again = approve_decision(decision=f.draft(g.again(grant)), membership=membership(HEAD))
    do_jobs("seal")
    issued(again)
    assert g.again(grant).state == "fixed"
    assert balance(book, Kind.PAYABLE) == ALL


def test_money_of_a_closed_year_is_fixed_where_it_went_over_to(grant, book):
    with r.on(date(2027, 4, 3)):
        close_year(year=book.years.get(fiscal_year=2026), membership=membership(HEAD))
    with r.on(r.AFTER_ALL):
        f.fixed(grant, eligible_0="36,000,000")
    amount = sum(FixedAmount.objects.values_list("amount", flat=True))
    assert balance(book, Kind.COMMITTED) == 0
    assert balance(book, Kind.PAYABLE, year__fiscal_year=2026) == 0
    assert balance(book, Kind.PAYABLE) == amount
    assert balances(book) == from_postings(book)


def test_what_was_paid_in_advance_counts_towards_it(grant, book, later):
    given = decision_that_grants(grant)
    pay_advance(grant=bound_to(book, given.pk, 2026), amount=30_000_000)
    f.fixed(grant)
    money = money_of(given.pk)
    assert (money.paid, money.payable, money.committed) == (30_000_000, ALL - 30_000_000, 0)


def test_an_advance_above_one_years_sum_counts_towards_the_others(book, later):
    decided = bound_to(book, None, 2026)
    commit_by_year(grant=decided, amounts={2026: 100, 2027: 100})
    pay_advance(grant=decided, amount=90)
    fix_and_release(grant=decided, amounts={2026: 60, 2027: 100})
    assert money_of(decided.decision) == Money(committed=0, payable=70, paid=90, recovered=0, released=40)


def test_paid_above_all_that_is_fixed_nothing_more_is_payable(book, later):
    decided = bound_to(book, None, 2026)
    commit_by_year(grant=decided, amounts={2026: 100, 2027: 100})
    pay_advance(grant=decided, amount=90)
    fix_and_release(grant=decided, amounts={2026: 10, 2027: 20})
    assert money_of(decided.decision) == Money(committed=0, payable=0, paid=90, recovered=0, released=110)


# Who may, and when


@pytest.mark.rule("S15", "S14")
def test_without_the_accepted_report_on_completion_nothing_is_fixed(grant, book, later):
    with pytest.raises(Refused, match="完了の実績報告の確認が終わっていない"):
        f.draft(grant)
    r.checked(r.filed(grant))
    with pytest.raises(Refused, match="完了の実績報告の確認が終わっていない"):
        f.draft(g.again(grant))


@pytest.mark.rule("S15")
def test_the_end_of_a_year_alone_fixes_nothing(grant, book):
    with r.on(date(2027, 4, 3)):
        r.accepted(r.filed(grant, r.YEAR_END, 2026))
        with pytest.raises(Refused, match="完了の実績報告の確認が終わっていない"):
            f.draft(g.again(grant))


@pytest.mark.rule("S15")
def test_the_examiner_says_what_was_found(grant, book, later):
    with pytest.raises(Refused, match="何を確かめたか"):
        f.draft(f.reported(grant), finding="  ")


@pytest.mark.rule("S15")
def test_a_missed_condition_stands_in_the_way(grant, book, later):
    found = f.reported(grant)
    Condition.objects.filter(grant=grant).update(state=ConditionState.MISSED)
    with pytest.raises(Refused, match="履行されていない交付の条件"):
        f.draft(found)


@pytest.mark.rule("N1")
def test_after_the_last_day_nothing_is_fixed(grant, book):
    with r.on(r.AFTER_ALL):
        found = f.reported(grant)
        with pytest.raises(Refused, match="額の確定の最終日"):
            f.draft(found, dated_on=date(2031, 3, 21))


def test_the_drafter_never_approves_and_the_ministry_has_no_part(grant, book, later):
    found = f.reported(grant)
    with pytest.raises(Refused, match="基盤研 担当者"):
        f.draft(found, who="officer")
    decision = f.draft(found)
    for who in (DESK, "decider"):
        with pytest.raises(Refused, match="基盤研 決裁者"):
            approve_decision(decision=g.whole(decision), membership=membership(who))


def test_one_fixing_at_a_time(grant, book, later):
    found = f.reported(grant)
    f.draft(found)
    with pytest.raises(Refused, match="すでに起案された処分"):
        f.draft(found)


def test_what_is_fixed_is_not_fixed_again(grant, book, later):
    found = f.fixed(grant)
    facts = fixing_facts(found, None, None) | {"finding": f.FINDING}
    reasons = refusals(FIXING_DECISION.row("draft_fixing", None), facts)
    assert [reason.code for reason in reasons] == ["not_to_be_fixed"]
    with pytest.raises(Refused, match="すでに起案された処分"):
        f.draft(found)


def test_a_recorded_approval_and_a_returned_draft(grant, book, later):
    decision = f.draft(f.reported(grant))
    return_decision(decision=decision, note="現地の確認の日を書くこと。", membership=membership(HEAD))
    again = redraft_decision(
        decision=g.whole(decision),
        note="見直し",
        membership=membership(DESK),
        finding=f.FINDING + "（4月1日）",
        dated_on=clock.today(),
    )
    record_approval(decision=g.whole(again), elsewhere=taken_elsewhere(), membership=another_desk())
    do_jobs("seal")
    issued(again)
    assert g.again(grant).state == "fixed"


def test_the_decider_approves_what_was_shown(grant, book, later):
    decision = f.draft(f.reported(grant))
    with pytest.raises(Refused, match="通知書の内容が変わりました"):
        approve_decision(decision=decision, membership=membership(HEAD), seen="0" * 64)


def test_it_is_not_issued_before_its_day(grant, book, later):
    found = f.reported(grant)
    decision = f.draft(found, dated_on=clock.today() + timedelta(days=3))
    approve_decision(decision=decision, membership=membership(HEAD))
    do_jobs("seal")
    with pytest.raises(Refused, match="施行日"):
        issued(decision)


# The letter


@pytest.mark.rule("S15", "R6", "D7")
def test_the_letter_says_the_sum_by_year_and_how_it_was_reckoned(grant, book, later):
    letter = draft_letters(f.draft(f.reported(grant, eligible_0="36,000,000")))[0]
    assert letter["decided"] == ALL
    assert letter["decided"] == letter["amount"] + letter["released"]
    assert sum(row["amount"] for row in letter["by_year"]) == letter["amount"]
    assert letter["finding"] == f.FINDING
    assert letter["granted"]["number"]
    assert 36_000_000 in [line["spent"] for line in letter["annex"]["lines"]]
    assert letter["annex"]["trace"]
    assert letter["appeal_notice"]


def test_it_opens_to_its_company_alone_and_the_log_holds_no_words(grant, book, later):
    found = f.fixed(grant)
    document = Document.objects.get(kind="fixing")
    assert document.issued_at
    assert document.file_id
    assert document.addressee == found.party.organisation
    assert document.delivery.channel == "electronic"
    told = Notice.objects.filter(case=grant.case, act="fix_grant").values_list("recipient__email", flat=True)
    assert person("lead").email in told
    assert person("takasaki").email not in told
    event = AuditEvent.objects.get(act="fix_grant")
    assert event.facts["fixed"]
    assert f.FINDING not in json.dumps(AuditEvent.objects.filter(act="draft_fixing").get().facts)


def test_the_notice_of_the_decision_still_sets_the_way_out(grant, book, later):
    before = notice_of(g.again(grant))
    f.fixed(grant)
    assert notice_of(g.again(grant)) == before


# What the tables refuse


def test_amounts_are_written_once_and_stay_within_what_was_decided(grant, book, later):
    decision = f.approved(grant)
    row = FixedAmount.objects.first()
    refused(lambda: FixedAmount.objects.filter(pk=row.pk).update(amount=1))
    refused(lambda: FixedAmount.objects.filter(pk=row.pk).delete())
    for year, decided, amount in ((2030, 36_000_000, 1), (2026, 40_000_000, 1)):
        refused(
            lambda y=year, d=decided, a=amount: FixedAmount.objects.create(
                decision=decision, fiscal_year=y, decided=d, amount=a
            )
        )


def test_more_than_was_decided_is_no_amount(grant, book, later):
    decision = f.draft(f.reported(grant))
    refused(
        lambda: FixedAmount.objects.create(
            decision=decision, fiscal_year=2026, decided=36_000_000, amount=36_000_001
        )
    )


def test_no_grant_is_fixed_by_hand(grant, book, later):
    refused(lambda: Grant.objects.filter(pk=grant.pk).update(state="fixed"))
    f.approved(grant)
    refused(lambda: Grant.objects.filter(pk=grant.pk).update(state="fixed"))


def test_a_fixing_rests_on_an_accepted_report(grant, book, later):
    report = r.filed(grant)
    decision = Decision(
        grant=grant,
        grant_version=report.versions.first(),
        outcome="fixing",
        state="drafted",
        reasons="x",
        drafted_by=membership(DESK),
        drafted_at=clock.now(),
        dated_on=clock.today(),
    )
    refused(decision.save)


def test_two_live_fixings_of_one_grant_are_refused(grant, book, later):
    decision = f.draft(f.reported(grant))
    twin = g.whole(decision)
    twin.pk, twin._state.adding = None, True
    twin.id = Decision._meta.get_field("id").get_default()
    refused(twin.save)


def test_raw_sql_fixes_nothing_against_the_book(grant, book, later):
    decision = f.approved(grant)
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("UPDATE grants_grant SET state = 'fixed'")
    assert g.whole(decision).state == "sealed"
