"""The decision: another person approves, money is set aside; the letter, the conditions, the way out."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from common import clock
from common.actor import actor_of
from common.models import AuditEvent
from decisions.models import DecidedAmount, Decision, Document
from decisions.services.approving import approve_decision, record_approval
from decisions.services.drafting import redraft_decision, return_decision, void_decision
from decisions.services.granting import notice_of, withdraw_granted
from decisions.services.issuing import issue_decision
from decisions.services.letters import draft_letters
from grants.models import Condition
from grants.services.conditions import confirm_condition, miss_condition, report_condition
from grants.services.filing import file_grant, withdraw_grant
from grants.sight import grants_visible_to, viewer
from law.accounts import Kind
from law.acts import Refused
from law.grant_conditions import as_set
from law.visibility import Kind as Seen
from tests.cast import membership, person
from tests.decisions.deciding import another_desk, do_jobs, taken_elsewhere
from tests.funds.ledger.booking import OKU, balance, balances, from_postings
from tests.grants import granting as g

pytestmark = pytest.mark.django_db
DESK, HEAD = "nibn_officer", "nibn_decider"


@pytest.mark.rule("S6", "F1")
def test_approval_sets_the_money_aside_year_by_year(plan, book):
    decision = g.approved(g.checked(plan))
    assert balance(book, Kind.COMMITTED) == 108_000_000
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU - 108_000_000
    assert list(decision.amounts.values_list("fiscal_year", "amount")) == [(y, 36_000_000) for y in g.YEARS]
    assert balances(book) == from_postings(book)


def test_the_drafter_never_approves(plan, book):
    """No person has both posts by chance: the office's desk and its head are told apart by person."""
    decision = g.draft(g.checked(plan))
    with pytest.raises(Refused, match="基盤研 決裁者"):
        approve_decision(decision=decision, membership=membership(DESK))
    refused(lambda: decision.__class__.objects.filter(pk=decision.pk).update(grant=None))


def test_the_ministry_neither_drafts_nor_decides(plan, book):
    grant = g.checked(plan)
    with pytest.raises(Refused, match="基盤研 担当者"):
        g.draft(grant, who=membership("officer"))
    decision = g.draft(grant)
    with pytest.raises(Refused, match="基盤研 決裁者"):
        approve_decision(decision=decision, membership=membership("decider"))


@pytest.mark.rule("S6")
def test_with_corrections_less_is_granted_and_the_letter_says_why(plan, book):
    grant = g.checked(plan, less={0: (10_000_000, "見積りの一部が対象外である。")})
    letter = draft_letters(g.draft(grant))[0]
    assert letter["amount"] == 14_000_000 + 2 * 36_000_000
    assert letter["changed"] == "申請の事項に修正を加えて決定"
    assert "見積りの一部が対象外である。" in [line["reason"] for line in letter["annex"]["lines"]]


def test_a_line_left_unchecked_stops_the_draft(plan, book):
    with pytest.raises(Refused, match="査定が済んでいない経費"):
        g.draft(g.taken_up(plan))


def test_what_was_corrected_meanwhile_is_not_what_was_drafted(plan, book):
    grant = g.checked(plan)
    decision = g.draft(grant)
    withdraw_grant(grant=grant, membership=membership("lead"))
    with pytest.raises(Refused, match="審査中ではありません"):
        approve_decision(decision=g.whole(decision), membership=membership(HEAD))


def test_the_decider_approves_what_was_shown(plan, book):
    decision = g.draft(g.checked(plan))
    with pytest.raises(Refused, match="通知書の内容が変わりました"):
        approve_decision(decision=decision, membership=membership(HEAD), seen="0" * 64)


def test_a_recorded_approval_sets_the_money_aside_too(plan, book):
    decision, elsewhere = g.draft(g.checked(plan)), taken_elsewhere()
    with pytest.raises(Refused, match="起案した人は、その決裁を記録できません"):
        record_approval(decision=decision, elsewhere=elsewhere, membership=membership(DESK))
    record_approval(decision=decision, elsewhere=elsewhere, membership=another_desk())
    assert balance(book, Kind.COMMITTED) == 108_000_000


def test_what_is_dropped_gives_its_money_back(plan, book):
    decision = g.approved(g.checked(plan))
    void_decision(decision=decision, note="誤り", actor=actor_of(membership(HEAD)))
    assert balance(book, Kind.COMMITTED) == 0
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU
    assert decision.amounts.count() == 3


def test_what_was_returned_is_drafted_anew(plan, book):
    decision = g.draft(g.checked(plan))
    return_decision(decision=decision, note="条件を見直すこと。", membership=membership(HEAD))
    words = {
        "outcome": g.GRANT,
        "conditions": as_set([], [("見本の条件", None)], clock.today()),
        "reasons": "",
        "dated_on": clock.today(),
    }
    again = redraft_decision(decision=decision, note="見直し", membership=membership(DESK), **words)
    assert [row["text"] for row in again.conditions][-1] == "見本の条件"


# Issued


@pytest.mark.rule("S8", "D7")
def test_the_letter_opens_to_the_company_and_to_nobody_else(plan, book):
    grant = g.granted(plan)
    assert grant.state == "granted"
    document = Document.objects.get(decision__grant=grant)
    assert document.issuer_id == "nibn"
    assert document.addressee == grant.party.organisation
    assert document.delivery.channel == "electronic"
    told = Notice.objects.filter(case=grant.case, act="grant_subsidy").values_list(
        "recipient__email", flat=True
    )
    assert person("lead").email in told
    assert person("takasaki").email not in told


def test_nothing_tells_anyone_before_the_issue(plan, book):
    grant = g.checked(plan)
    g.approved(grant)
    told = Notice.objects.filter(case=grant.case, recipient=person("lead")).values_list("act", flat=True)
    assert set(told) == {"file_grant", "take_up_grant"}


@pytest.mark.rule("T1", "T2")
def test_the_letters_say_to_whom_one_may_complain(plan, book):
    letter = draft_letters(g.draft(g.checked(plan)))[0]
    assert "国立研究開発法人医薬基盤・健康・栄養研究所に対して審査請求" in letter["appeal_notice"][0]
    assert "附則第29条" in letter["law"]["read_with"]


def test_a_refusal_binds_no_money_and_says_why(plan, book):
    grant = g.granted(plan, outcome=g.REFUSAL)
    letter = json.loads(Document.objects.get(decision__grant=grant).content)
    assert (grant.state, letter["reasons"]) == ("refused", "補助対象とならない経費であるため。")
    assert balance(book, Kind.COMMITTED) == 0
    assert not grant.conditions.exists()


def test_each_company_of_a_joint_plan_gets_its_own(plan, book):
    first, second = g.granted(plan), g.granted(plan, "takasaki")
    numbers = set(
        Document.objects.filter(decision__grant__in=[first, second]).values_list("number", flat=True)
    )
    assert len(numbers) == 2
    assert balance(book, Kind.COMMITTED) == 216_000_000
    content = Document.objects.get(decision__grant=first).content
    assert "髙﨑" not in content


@pytest.mark.rule("S7", "S7b", "S7c")
def test_conditions_become_objects_of_their_own(plan, book):
    grant = g.granted(plan)
    tax = grant.conditions.get(kind="tax")
    assert tax.due_on == g.day("2030-06-30")
    assert tax.state == "standing"
    assert grant.conditions.count() == 7
    refused(lambda: Condition.objects.filter(pk=tax.pk).update(text="別の条件"))
    refused(tax.delete)


def test_a_condition_is_reported_on_confirmed_and_missed(plan, book):
    grant = g.granted(plan)
    tax, books = grant.conditions.get(kind="tax"), grant.conditions.get(kind="books")
    report_condition(condition=tax, report="0円でした。", membership=membership("lead"))
    confirm_condition(condition=tax, membership=membership(DESK))
    assert Condition.objects.get(pk=tax.pk).state == "met"
    with pytest.raises(Refused, match="期限のない条件"):
        miss_condition(condition=books, membership=membership(DESK))
    refused(lambda: Condition.objects.filter(pk=tax.pk).update(report="書き換え"))


# 申請の取下げ after the decision


@pytest.mark.rule("S9", "R3")
def test_it_may_be_taken_back_until_fifteen_days_have_passed(plan, book):
    grant = g.granted(plan)
    notice = notice_of(grant)
    assert notice.until == notice.received_on + timedelta(days=15)
    with (
        clock.at(clock.now() + timedelta(days=16)),
        pytest.raises(Refused, match="取り下げることができる期日"),
    ):
        withdraw_granted(grant=grant, membership=membership("lead"))


@pytest.mark.rule("S9")
def test_taken_back_it_is_as_if_never_made(plan, book):
    grant = g.granted(plan)
    withdraw_granted(grant=grant, membership=membership("lead"))
    document = Document.objects.get(decision__grant=grant)
    assert g.again(grant).state == "withdrawn"
    assert balance(book, Kind.COMMITTED) == 0
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU
    assert (document.status, document.status_on) == ("cancelled", clock.today())
    assert set(grant.conditions.values_list("state", flat=True)) == {"ended"}
    assert balances(book) == from_postings(book)
    line = AuditEvent.objects.get(act="withdraw_granted", subject_id=str(grant.pk))
    assert (line.from_state, line.to_state) == ("granted", "withdrawn")


def test_taken_back_it_may_be_asked_for_and_granted_anew(plan, book):
    withdraw_granted(grant=g.granted(plan), membership=membership("lead"))
    assert g.granted(plan).state == "granted"
    assert balance(book, Kind.COMMITTED) == 108_000_000


def test_a_notice_on_paper_has_not_arrived_before_that_is_recorded(plan, book):
    grant = g.typed(g.started(plan), notice="paper")

    file_grant(grant=grant, membership=membership("lead"), arrived_at=clock.now())
    assert notice_of(g.again(grant)).until is None


# A certification that ends


@pytest.mark.rule("N2")
def test_a_decision_needs_a_certification_in_force_on_its_day(plan, book):
    """The plan's period ends on 2029-03-31; a decision dated after it rests on nothing."""
    grant = g.checked(plan)
    with pytest.raises(Refused, match="附則17条3項"):
        g.draft(grant, dated_on=g.day("2029-04-01"))


def test_who_sees_what(plan, book):

    grant = g.granted(plan)
    seeing = {
        who: grants_visible_to(membership(who)).filter(pk=grant.pk).exists()
        for who in ("lead", "lead_member", "takasaki", "stranger", "officer", "clerk", DESK, "auditor",
                    "reviewer", "consultee", "administrator")
    }  # fmt: skip
    assert {who for who, sees in seeing.items() if sees} == {
        "lead", "lead_member", "officer", DESK, "auditor",
    }  # fmt: skip
    checks = {
        who
        for who in ("lead", "officer", DESK, "auditor")
        if viewer(grant, membership(who)).sees(Seen.GRANT_CHECK)
    }
    assert checks == {DESK, "auditor"}


def test_two_decisions_never_stand_on_one_grant(plan, book):
    grant = g.checked(plan)
    g.draft(grant)
    with pytest.raises(Refused, match="すでに起案された"):
        g.draft(grant)


def test_a_decision_is_about_a_plan_or_a_grant_never_both(plan, book):
    decision = g.draft(g.checked(plan))
    refused(lambda: Decision.objects.filter(pk=decision.pk).update(plan=plan, version=plan.versions.first()))
    refused(lambda: Decision.objects.filter(pk=decision.pk).update(outcome="refusal"))


def test_what_was_decided_is_written_once(plan, book):
    decision = g.approved(g.checked(plan))
    refused(lambda: DecidedAmount.objects.filter(decision=decision).update(amount=1))
    do_jobs("seal")
    issue_decision(decision=g.whole(decision), actor=actor_of(membership(DESK)))
    refused(lambda: Decision.objects.filter(pk=decision.pk).update(conditions=[]))


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
