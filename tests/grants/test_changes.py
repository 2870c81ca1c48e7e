"""変更 of a granted grant (適正化法7条1項1号・3号): told or asked for, decided; what stands after it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from common.actor import actor_of
from common.models import AuditEvent
from decisions.models import Document
from decisions.selectors import decision_that_grants, live_change_decision, live_decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import redraft_decision, return_decision, void_decision
from decisions.services.granting import withdraw_granted
from funds.ledger.fixing import money_of
from funds.ledger.grants import commit_by_year
from grants.changes import ChangeDraft, latest_change_version
from grants.models import GrantChange
from grants.reports import granted_of
from grants.selectors import standing_version
from grants.services.changing import correct_change, file_change, notify_change, start_change, withdraw_change
from grants.services.examining_changes import (
    ask_change_correction,
    close_change_correction,
    require_approval,
)
from law.accounts import Kind
from law.acts import Refused
from payments.services.claims import claim_payment
from tests.cast import membership
from tests.decisions.deciding import do_jobs
from tests.funds.ledger.booking import OKU, balance, balances, from_postings
from tests.funds.ledger.booking import grant as bound_to
from tests.grants import changing as c
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants.changing import (
    A_YEAR,
    ALL,
    COMPANY,
    DESK,
    EDGE,
    HEAD,
    MACHINE,
    WORKS,
    codes,
    filing,
    less,
    moving,
    years,
)
from tests.payments import paying

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


# 届出


@pytest.mark.rule("S7", "R8")
@pytest.mark.parametrize(("amount", "suffices"), [(EDGE - 1, True), (EDGE, True), (EDGE + 1, False)])
def test_at_the_edge_of_the_limit(grant, amount, suffices):
    change = c.begun(grant, **moving(amount))
    draft = ChangeDraft(change)
    assert draft.suffices is suffices
    assert draft.amounts.total == ALL
    act = filing(notify_change, c.anew(change))
    if not suffices:
        assert codes(act) == ["needs_approval"]
        assert c.anew(change).state == "draft"
        return
    version = act()
    assert c.anew(change).state == "notified"
    assert granted_of(grant).lines[ChangeDraft(change).form.own_lines[1].pk] == WORKS + amount
    assert version.receipt.number.startswith("RK")
    assert years(grant) == [(year, A_YEAR) for year in g.YEARS]


def test_a_notice_is_recorded_and_told(grant):
    Notice.objects.all().delete()
    change = c.notified(grant, **moving(EDGE))
    event = AuditEvent.objects.get(act="notify_change")
    assert (event.from_state, event.to_state) == ("draft", "notified")
    assert event.facts["notice_suffices"] is True
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert membership(DESK).user_id in told
    assert membership(COMPANY).user_id in told
    said = c.ChangeDraft(change)
    assert said.was[said.form.own_lines[0].pk][1] == MACHINE - EDGE


def test_it_is_the_representatives_alone(grant, plan):
    change = c.begun(grant, **moving(1))
    with pytest.raises(Refused) as refused:
        notify_change(
            change=change, membership=membership("lead_member"), arrived_at=r.moment(date(2026, 11, 28))
        )
    assert refused.value.reasons[0].code == "role"


def test_the_next_change_is_held_against_the_last(grant):
    c.notified(grant, **moving(EDGE))
    change = c.begun(grant, **moving(EDGE))
    assert not ChangeDraft(change).changes
    assert codes(filing(file_change, change)) == ["nothing_changes"]


def test_one_is_open_at_a_time(grant):
    c.begun(grant)
    assert codes(lambda: start_change(grant=grant, kind="plan", membership=membership(COMPANY))) == [
        "change_open"
    ]
    row = GrantChange.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantChange.objects.create(
            grant=grant,
            number=9,
            kind="plan",
            state="draft",
            started_at=row.started_at,
            started_by=row.started_by,
        )


def test_only_what_was_granted_is_changed(plan, book):
    grant = g.checked(plan, "takasaki")
    assert codes(lambda: start_change(grant=grant, kind="plan", membership=membership("takasaki"))) == [
        "grant_does_not_run"
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantChange.objects.create(
            grant=grant,
            number=1,
            kind="plan",
            state="draft",
            started_at=grant.started_at,
            started_by=grant.started_by,
        )


def test_without_a_reason_or_what_cannot_be_read(grant):
    change = c.begun(grant, why="", **moving(1))
    act = filing(notify_change, change)
    assert codes(act) == ["no_why"]
    change = c.typed(change, why="仕様", eligible_0="たくさん")
    assert "unreadable" in codes(act)


def test_the_work_ends_within_the_schemes_days(grant):
    change = c.begun(grant, **c.until(date(2031, 3, 1)))
    act = filing(file_change, change)
    assert codes(act) == ["work_too_late"]


def test_a_notice_that_needs_approval_stands_no_longer(grant):
    change = c.notified(grant, **moving(EDGE))
    line = latest_change_version(change).lines.first().cost_line
    said = {"items": [(line, "仕様書を添えて承認を申請してください。")], "due_on": date(2027, 1, 31)}
    require_approval(change=change, membership=membership(DESK), **said)
    change = c.anew(change)
    assert change.state == "correction"
    assert standing_version(grant).change is None
    assert codes(lambda: close_change_correction(change=change, membership=membership(DESK))) == [
        "not_applied_for"
    ]
    correct_change(change=change, membership=membership(COMPANY), arrived_at=r.moment(date(2026, 11, 29)))
    assert c.anew(change).state == "filed"
    assert standing_version(grant).change is None


def test_a_notice_on_which_something_rests_is_not_asked_again(grant):
    change = c.notified(grant, **moving(EDGE))
    c.notified(grant, **moving(EDGE - 10))
    said = {"items": [(None, "承認が要ります。")], "due_on": date(2027, 1, 31)}
    assert codes(lambda: require_approval(change=c.anew(change), membership=membership(DESK), **said)) == [
        "rests_on_it"
    ]


# 審査


def test_sent_back_with_all_remarks_and_only_these_open(grant):
    change = c.filed(grant, **moving(EDGE + 1))
    lines = list(latest_change_version(change).lines.order_by("cost_line_id"))
    items = [(lines[0].cost_line, "見積りと一致しません。"), (None, "理由を詳しく書いてください。")]
    ask_change_correction(change=change, items=items, due_on=date(2027, 1, 31), membership=membership(DESK))
    opened = ChangeDraft(c.anew(change)).opened
    assert f"eligible-{lines[0].cost_line_id}" in opened
    assert f"eligible-{lines[1].cost_line_id}" not in opened
    assert "why" in opened
    change = c.typed(change, why="仕様の見直しによる。")
    correct_change(change=change, membership=membership(COMPANY), arrived_at=r.moment(date(2026, 11, 29)))
    assert not c.anew(change).remarks.filter(closed_at=None).exists()
    assert latest_change_version(change).number == 2
    assert c.anew(change).arrived_at < latest_change_version(change).arrived_at


def test_taken_back_it_changes_nothing(grant):
    change = c.filed(grant, **less(10_000_000))
    withdraw_change(change=change, membership=membership(COMPANY))
    assert standing_version(grant).change is None
    assert codes(lambda: c.draft(change)) == ["not_under_examination"]
    assert c.begun(grant).number == 2


# The decision, and the book


@pytest.mark.rule("S7", "S6", "F1")
def test_a_lower_sum_is_released_when_it_is_told(grant, book):
    decision = c.approved(c.filed(grant, **less(10_000_000)))
    assert balance(book, Kind.COMMITTED) == ALL
    assert years(grant) == [(year, A_YEAR) for year in g.YEARS]
    c.issued(decision)
    assert years(grant) == [(2026, A_YEAR - 5_000_000), (2027, A_YEAR), (2028, A_YEAR)]
    assert balance(book, Kind.COMMITTED) == ALL - 5_000_000
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU - ALL + 5_000_000
    assert balances(book) == from_postings(book)
    assert granted_of(grant).amounts.total == ALL - 5_000_000
    assert GrantChange.objects.get().state == "approved"


def test_a_higher_sum_is_set_aside_at_the_approval_and_given_back_when_dropped(grant, book):
    c.changed(grant, **less(10_000_000))
    before = balances(book)
    decision = c.approved(c.filed(grant, **less(0)))
    assert balance(book, Kind.COMMITTED) == ALL
    void_decision(decision=decision, note="誤り", actor=actor_of(membership(HEAD)))
    assert balances(book) == before
    c.issued(c.approved(c.anew(GrantChange.objects.get(state="filed"))))
    assert balance(book, Kind.COMMITTED) == ALL
    assert years(grant) == [(year, A_YEAR) for year in g.YEARS]


def test_an_empty_fund_refuses_a_higher_sum(grant, book):
    c.changed(grant, **less(10_000_000))
    change = c.filed(grant, **less(0))
    free = balance(book, Kind.UNCOMMITTED)
    commit_by_year(grant=bound_to(book), amounts={2026: free - 4_999_999})
    with pytest.raises(Refused) as refused:
        approve_decision(decision=c.draft(change), membership=membership(HEAD))
    assert refused.value.reasons[0].code == "fund_empty"
    assert balance(book, Kind.UNCOMMITTED) == 4_999_999


def test_another_year_needs_no_free_money(grant, book):
    commit_by_year(grant=bound_to(book), amounts={2026: balance(book, Kind.UNCOMMITTED)})
    later = {"eligible_0": "44,000,000", "eligible_2": "64,000,000", "total_2": "70,000,000"}
    c.changed(grant, **later)
    assert years(grant) == [(2026, A_YEAR - 5_000_000), (2027, A_YEAR + 5_000_000), (2028, A_YEAR)]
    money = money_of(decision_that_grants(grant).pk)
    assert (money.committed, money.released) == (ALL, 0)
    assert balance(book, Kind.UNCOMMITTED) == 0
    assert balances(book) == from_postings(book)


def test_what_is_claimed_or_paid_is_not_undercut(grant, book):
    paying.payer(book)
    paying.confirmed()
    claim = claim_payment(
        grant=grant,
        kind="advance",
        fiscal_year=2026,
        amount=30_000_000,
        reason="契約",
        membership=membership(COMPANY),
    )
    change = c.filed(grant, **less(20_000_000))
    assert codes(lambda: c.draft(change)) == ["claim_runs"]
    paying.paid(paying.released(claim))
    assert codes(lambda: c.draft(change)) == ["undercut"]
    withdraw_change(change=c.anew(change), membership=membership(COMPANY))
    c.changed(grant, **less(12_000_000))
    assert years(grant)[0] == (2026, 30_000_000)


def test_the_drafter_does_not_decide_and_reasons_go_with_a_refusal(grant, book):
    change = c.filed(grant, **less(10_000_000))
    assert codes(lambda: c.draft(change, c.REFUSAL, reasons=" ")) == ["no_reasons"]
    decision = c.draft(change, c.REFUSAL)
    return_decision(decision=decision, note="詳しく。", membership=membership(HEAD))
    said = {"reasons": "目的に合わないため。", "dated_on": decision.dated_on, "outcome": c.REFUSAL}
    again = redraft_decision(decision=g.whole(decision), note="直した。", membership=membership(DESK), **said)
    approve_decision(decision=again, membership=membership(HEAD))
    do_jobs("seal")
    c.issued(again)
    assert c.anew(change).state == "refused"
    letter = Document.objects.get(kind="change_refusal")
    assert "目的に合わないため。" in letter.content
    assert years(grant) == [(year, A_YEAR) for year in g.YEARS]
    assert balance(book, Kind.COMMITTED) == ALL
    assert live_decision(grant).outcome == "grant"
    assert live_change_decision(change).outcome == "change_refusal"


@pytest.mark.parametrize(
    ("kind", "boxes", "title"),
    [
        ("plan", {"eligible_0": "44,000,000"}, "変更交付決定通知書"),
        ("plan", {"scope": "major", "content": "装置の型式を改める。"}, "変更承認通知書"),
        ("abolition", c.stop_on(date(2027, 6, 30)), "中止（廃止）承認通知書"),
        ("suspension", c.stop_on(date(2027, 6, 30)), "中止（廃止）承認通知書"),
    ],
)
def test_each_letter_has_its_name(grant, kind, boxes, title):
    c.changed(grant, kind, **boxes)
    assert title in Document.objects.get(kind="change").content


def test_two_at_once_become_one(grant):
    change = c.filed(grant, **less(10_000_000))
    first, second = c.anew(change), c.anew(change)
    c.draft(first)
    assert codes(lambda: c.draft(second)) == ["drafted_already"]
    withdraw_change(change=first, membership=membership(COMPANY))
    assert codes(lambda: withdraw_change(change=second, membership=membership(COMPANY))) == ["raced"]


def test_withdrawn_with_the_grant(grant, book):
    change = c.filed(grant, **less(10_000_000))
    decision = c.approved(change)
    withdraw_granted(grant=g.again(grant), membership=membership(COMPANY))
    assert c.anew(change).state == "withdrawn"
    with pytest.raises(Refused):
        c.issued(decision)
    void_decision(decision=g.whole(decision), note="取下げ", actor=actor_of(membership(HEAD)))
    assert balance(book, Kind.COMMITTED) == 0
    assert balances(book) == from_postings(book)
