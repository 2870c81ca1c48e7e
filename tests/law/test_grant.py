"""The grant of a fund, from the application to the decision and its withdrawal: a casebook."""

from datetime import date

import pytest

from law.acts import Basis, Refused
from law.deadlines import withdrawal_until
from law.grant_conditions import CONDITIONS, Kind, as_set, due_of
from law.lifecycle import CONDITION, GRANT, GRANT_DECISION
from law.roles import MINISTRY, Role
from law.states import ConditionState, DecisionState, GrantState
from tests.law.walking import Walk

TODAY = date(2026, 11, 27)
STANDS = {"certification_in_force": True, "decision_last_on": date(2031, 1, 31), "decided_on": TODAY}
ASKS = STANDS | {"unreadable": [], "asked": 36_000_000}
DECIDES = STANDS | {
    "grant_under_examination": True,
    "version_is_current": True,
    "specimen": False,
    "uncleared_blocks": [],
    "lines_unchecked": [],
    "granted": 36_000_000,
    "approver_id": 2,
    "drafter_id": 1,
    "reasons": "",
    "denies": False,
    "snapshot_matches": True,
    "dated_on": TODAY,
    "today": TODAY,
}
COMPANY, DESK, HEAD = Role.REPRESENTATIVE, Role.NIBN_OFFICER, Role.NIBN_DECIDER


def filed() -> Walk:
    walk = Walk(GRANT).by(Role.MEMBER, "start_grant", **STANDS, asked_already=False)
    return walk.by(COMPANY, "file_grant", **ASKS)


def examined() -> Walk:
    return filed().by(DESK, "take_up_grant").by(DESK, "check_lines")


@pytest.mark.rule("S5", "S6", "S8", "N18")
def test_from_the_application_to_the_decision():
    assert examined().by(DESK, "grant_subsidy").state is GrantState.GRANTED
    assert examined().by(HEAD, "refuse_grant").state is GrantState.REFUSED


@pytest.mark.rule("N2")
@pytest.mark.parametrize(("lifecycle", "act", "facts"), [
    (GRANT, "start_grant", {"asked_already": False}),
    (GRANT_DECISION, "draft_grant", DECIDES),
])  # fmt: skip
def test_only_who_is_certified_may_be_supported(lifecycle, act, facts):
    role = Role.MEMBER if lifecycle is GRANT else DESK
    with pytest.raises(Refused, match="附則17条3項"):
        Walk(lifecycle).by(role, act, **(STANDS | facts | {"certification_in_force": False}))


def test_a_certification_that_has_ended_stops_the_filing_too():
    walk = Walk(GRANT).by(Role.MEMBER, "start_grant", **STANDS, asked_already=False)
    with pytest.raises(Refused, match="効力を有していない"):
        walk.by(COMPANY, "file_grant", **(ASKS | {"certification_in_force": False}))


@pytest.mark.rule("N1")
def test_no_decision_comes_after_the_schemes_last_day():
    late = {"decided_on": date(2031, 2, 1)}
    with pytest.raises(Refused, match="令和13年1月31日"):
        Walk(GRANT_DECISION).by(DESK, "draft_grant", **(DECIDES | late))
    assert Walk(GRANT_DECISION).by(DESK, "draft_grant", **DECIDES).state is DecisionState.DRAFTED


def test_one_span_is_asked_for_once():
    with pytest.raises(Refused, match="すでにあります"):
        Walk(GRANT).by(Role.MEMBER, "start_grant", **STANDS, asked_already=True)


@pytest.mark.rule("S5")
def test_an_application_asks_for_a_sum():
    walk = Walk(GRANT).by(Role.MEMBER, "start_grant", **STANDS, asked_already=False)
    with pytest.raises(Refused, match="0円"):
        walk.by(COMPANY, "file_grant", **(ASKS | {"asked": 0}))


@pytest.mark.rule("S6")
def test_every_line_is_checked_before_it_is_decided():
    with pytest.raises(Refused, match="令和8年度 設備整備・機械装置費"):
        Walk(GRANT_DECISION).by(
            DESK, "draft_grant", **(DECIDES | {"lines_unchecked": ["令和8年度 設備整備・機械装置費"]})
        )


def test_nothing_is_granted_by_refusing_it():
    with pytest.raises(Refused, match="不交付として起案"):
        Walk(GRANT_DECISION).by(DESK, "draft_grant", **(DECIDES | {"granted": 0}))


def test_a_refusal_states_its_reasons():
    with pytest.raises(Refused, match="不交付の理由"):
        Walk(GRANT_DECISION).by(DESK, "draft_grant_refusal", **DECIDES)


def test_a_refusal_needs_no_certification_in_force_and_no_line_checked():
    facts = DECIDES | {
        "certification_in_force": False,
        "lines_unchecked": ["令和8年度"],
        "granted": 0,
        "reasons": "補助の対象とならないため。",
        "denies": True,
    }
    walk = Walk(GRANT_DECISION).by(DESK, "draft_grant_refusal", **facts)
    walk.by(HEAD, "approve_grant_refusal", **facts).by(Role.SYSTEM, "seal_decision")
    assert walk.by(DESK, "issue_decision", **facts).state is DecisionState.ISSUED


def test_the_drafter_never_approves():
    walk = Walk(GRANT_DECISION).by(DESK, "draft_grant", **DECIDES)
    with pytest.raises(Refused, match="起案した人は決裁できません"):
        walk.by(HEAD, "approve_grant", **(DECIDES | {"approver_id": 1}))
    assert walk.by(HEAD, "approve_grant", **DECIDES).state is DecisionState.APPROVED


def test_a_certification_that_ended_meanwhile_stops_the_issue():
    walk = Walk(GRANT_DECISION).by(DESK, "draft_grant", **DECIDES).by(HEAD, "approve_grant", **DECIDES)
    walk.by(Role.SYSTEM, "seal_decision")
    with pytest.raises(Refused, match="効力を有していない"):
        walk.by(DESK, "issue_decision", **(DECIDES | {"certification_in_force": False}))


def test_the_ministry_decides_no_grant_of_a_fund():
    for lifecycle in (GRANT, GRANT_DECISION, CONDITION):
        for act in lifecycle.acts:
            assert not act.by & MINISTRY, act.name


def test_no_row_takes_an_article_of_the_procedure_act_that_does_not_apply():
    """適正化法24条の2: chapters 2 and 3 of 行政手続法 stay away, so a correction rests on practice."""
    for lifecycle in (GRANT, GRANT_DECISION, CONDITION):
        for act in lifecycle.acts:
            assert "行政手続法" not in act.source.text or act.source.basis is Basis.PRACTICE, act.name
    row = GRANT.row("ask_grant_correction", GrantState.EXAMINATION)
    assert row is not None
    assert row.source.basis is Basis.PRACTICE


def test_what_is_sent_back_comes_back_under_examination():
    walk = examined()
    asked = {"items": ["直してください。"], "due_on": date(2026, 12, 11), "today": TODAY}
    assert walk.by(DESK, "ask_grant_correction", **asked).state is GrantState.CORRECTION
    assert walk.by(COMPANY, "correct_grant", **ASKS).state is GrantState.EXAMINATION


@pytest.mark.parametrize(("facts", "said"), [
    ({"items": [], "due_on": date(2026, 12, 11)}, "直してほしい点"),
    ({"items": ["一"], "due_on": TODAY}, "明日以降"),
])  # fmt: skip
def test_a_correction_says_what_and_by_when(facts, said):
    with pytest.raises(Refused, match=said):
        examined().by(DESK, "ask_grant_correction", today=TODAY, **facts)


# 取下げ


@pytest.mark.parametrize("steps", [(), ("take_up_grant",), ("take_up_grant", "check_lines")])
def test_before_the_decision_the_company_takes_back_what_it_likes(steps):
    walk = filed()
    for step in steps:
        walk.by(DESK, step)
    assert walk.by(COMPANY, "withdraw_grant").state is GrantState.WITHDRAWN


@pytest.mark.rule("R3")
def test_the_day_on_which_fifteen_days_have_passed():
    assert withdrawal_until(date(2026, 4, 1), 15) == date(2026, 4, 16)
    assert withdrawal_until(date(2026, 12, 31), 15) == date(2027, 1, 15)


@pytest.mark.rule("S9", "R3")
@pytest.mark.parametrize(("until", "open_"), [(TODAY, True), (None, True), (date(2026, 11, 26), False)])
def test_after_the_decision_within_the_period_that_begins_with_its_receipt(until, open_):
    walk = examined().by(DESK, "grant_subsidy")
    if open_:
        walk.by(COMPANY, "withdraw_granted", withdrawal_until=until, today=TODAY)
        assert walk.state is GrantState.WITHDRAWN
        return
    with pytest.raises(Refused, match="適正化法9条1項"):
        walk.by(COMPANY, "withdraw_granted", withdrawal_until=until, today=TODAY)


# Conditions


@pytest.mark.rule("S7")
def test_the_five_conditions_of_7_1_go_with_every_decision():
    always = [row.kind for row in CONDITIONS.values() if row.always]
    assert always == [Kind.ALLOCATION, Kind.CONTRACT, Kind.CONTENT, Kind.STOPPING, Kind.DELAY]
    assert [said["kind"] for said in as_set([], [], TODAY)] == always


@pytest.mark.rule("S7b", "S7c", "R7", "R8")
def test_other_conditions_are_the_offices_choice():
    said = as_set([Kind.PROFIT, Kind.TAX, Kind.BOOKS], [("見本の条件", date(2027, 1, 31))], date(2029, 3, 31))
    assert [row["kind"] for row in said[5:]] == ["profit", "tax", "books", "other"]
    assert said[-1] == {
        "kind": "other",
        "text": "見本の条件",
        "due_on": "2027-01-31",
        "missed": CONDITIONS[Kind.OTHER].missed,
    }


@pytest.mark.rule("R7")
def test_the_tax_report_is_due_on_30_june_of_the_second_year_after():
    assert due_of(Kind.TAX, date(2027, 3, 31)) == date(2028, 6, 30)
    assert due_of(Kind.DELAY, date(2027, 3, 31)) is None


def test_a_condition_is_reported_and_confirmed():
    walk = Walk(CONDITION).by(DESK, "set_condition")
    walk.by(COMPANY, "report_condition", report="報告しました。")
    assert walk.by(DESK, "confirm_condition").state is ConditionState.MET


def test_a_report_says_something_and_may_come_back():
    walk = Walk(CONDITION).by(DESK, "set_condition")
    with pytest.raises(Refused, match="履行した内容"):
        walk.by(COMPANY, "report_condition", report=" ")
    walk.by(COMPANY, "report_condition", report="報告しました。")
    with pytest.raises(Refused, match="差し戻す理由"):
        walk.by(DESK, "return_condition_report", note="")
    assert walk.by(DESK, "return_condition_report", note="添付がない。").state is ConditionState.STANDING


@pytest.mark.parametrize("due", [None, TODAY])
def test_nothing_is_missed_before_its_day(due):
    walk = Walk(CONDITION).by(DESK, "set_condition")
    with pytest.raises(Refused, match="期限がまだ"):
        walk.by(DESK, "miss_condition", due_on=due, today=TODAY)


def test_what_was_missed_may_still_be_met():
    walk = Walk(CONDITION).by(DESK, "set_condition")
    walk.by(DESK, "miss_condition", due_on=date(2026, 11, 26), today=TODAY)
    assert walk.by(COMPANY, "report_condition", report="遅れて報告します。").state is ConditionState.REPORTED
