"""The table of acts, read as a casebook: who may do what, from where, and what stands in the way."""

import pytest

from law.acts import Basis, Lifecycle, Refused, refusals
from law.guards import application_came_on_paper
from law.lifecycle import (
    CERTIFICATION,
    CONSULTATION,
    DECISION,
    DECISION_LIFECYCLE,
    LIFECYCLES,
    ON_PAPER,
    PAIRING,
    PLAN_LIFECYCLE,
    RANKING,
    SHEET,
)
from law.roles import ROLES, Role
from law.rules import RULES
from law.states import ConsultationState, DecisionState, PlanState, SheetState

every = pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)


def reachable(lifecycle: Lifecycle) -> set[str]:
    found = {act.end for act in lifecycle.acts if act.start is None}
    while more := {act.end for act in lifecycle.acts if act.start in found} - found:
        found |= more
    return found


@every
def test_every_state_can_be_reached(lifecycle):
    assert reachable(lifecycle) == set(lifecycle.used)


@every
def test_a_terminal_state_ends_and_any_other_goes_on(lifecycle):
    going_on = {act.start for act in lifecycle.acts if act.start is not None}
    assert going_on & lifecycle.terminal == set()
    assert going_on | lifecycle.terminal == set(lifecycle.used)


@pytest.mark.parametrize(
    "states",
    dict.fromkeys(lifecycle.states for lifecycle in LIFECYCLES),
    ids=lambda each: each.__name__,
)
def test_no_state_is_known_to_no_lifecycle(states):
    known = {state for each in LIFECYCLES if each.states is states for state in each.used}
    assert known == set(states)


@every
def test_every_row_names_its_source_and_only_known_rules(lifecycle):
    for act in lifecycle.acts:
        assert act.source.text, act.name
        assert set(act.source.rules) <= set(RULES), act.name


@every
def test_a_row_that_rests_on_practice_names_no_article(lifecycle):
    for act in lifecycle.acts:
        if act.source.basis is not Basis.ARTICLE:
            assert not act.source.rules, act.name


@every
def test_an_act_has_one_label_wherever_it_stands(lifecycle):
    labels: dict[str, set[str]] = {}
    for act in lifecycle.acts:
        labels.setdefault(act.name, set()).add(act.label)
    assert all(len(each) == 1 for each in labels.values())


def test_an_act_that_stands_twice_for_one_state_is_no_law():
    act = CERTIFICATION.acts[0]
    with pytest.raises(ValueError, match="stands twice"):
        Lifecycle("twice", "二度", PlanState, (act, act))


def test_an_act_has_one_label_in_every_lifecycle():
    labels: dict[str, set[str]] = {}
    for act in (act for lifecycle in LIFECYCLES for act in lifecycle.acts):
        labels.setdefault(act.name, set()).add(act.label)
    assert [name for name, each in labels.items() if len(each) > 1] == []


@pytest.mark.rule("A7")
@pytest.mark.parametrize("lifecycle", PLAN_LIFECYCLE.values(), ids=lambda lifecycle: lifecycle.name)
def test_a_return_leads_to_correction_never_back_to_the_draft(lifecycle):
    assert not [
        act
        for act in lifecycle.acts
        if act.end is PlanState.DRAFT and act.start not in (None, PlanState.DRAFT)
    ]


@pytest.mark.rule("A7")
def test_what_has_arrived_is_taken_up_corrected_or_withdrawn_there_is_no_third_answer():
    names = {act.name for act in CERTIFICATION.acts if act.start is PlanState.FILED}
    assert names == {
        "take_up_plan",
        "request_correction",
        "agree_plan",
        "open_amendment",
        "file_amendment",
        "agree_withdrawal",
        "withdraw_plan",
        "open_paper_amendment",
        "file_paper_amendment",
        "file_paper_withdrawal",
        "withdraw_paper_plan",
    }


@pytest.mark.rule("M3")
def test_only_a_representative_files_and_the_filing_rests_on_the_act_and_its_ordinance():
    row = CERTIFICATION.row("file_plan", PlanState.DRAFT)
    assert row.by == {Role.REPRESENTATIVE}
    assert "附則18条1項・24条1項" in row.source.text
    assert "省令104号" in row.source.text


@pytest.mark.parametrize("act", ["file_plan", "file_plan_through_nibn"])
def test_filing_on_line_rests_on_the_digital_act_and_filing_on_paper_does_not(act):
    assert "情報通信技術活用法" in CERTIFICATION.row(act, PlanState.DRAFT).source.text
    assert "6条1項・3項" in CERTIFICATION.row(act, PlanState.DRAFT).source.text
    for paper in ("file_paper_plan", "file_paper_at_nibn"):
        assert "情報通信技術活用法" not in CERTIFICATION.row(paper, PlanState.DRAFT).source.text


def test_writing_a_draft_and_taking_back_what_was_asked_rest_on_no_article():
    rows = [
        CERTIFICATION.row("start_plan", None),
        CERTIFICATION.row("withdraw_plan", PlanState.EXAMINATION),
        CONSULTATION.row("close_consultation", ConsultationState.SENT),
        SHEET.row("close_sheet", SheetState.OPEN),
        PAIRING.acts[0],
    ]
    assert {row.source.basis for row in rows} == {Basis.PRACTICE}


@pytest.mark.rule("M4")
def test_a_plan_filed_through_nibn_waits_there_until_nibn_sends_it_on():
    assert CERTIFICATION.row("file_plan_through_nibn", PlanState.DRAFT).end is PlanState.AT_NIBN
    row = CERTIFICATION.row("forward_plan", PlanState.AT_NIBN)
    assert (row.end, row.by) == (PlanState.FILED, {Role.NIBN_OFFICER})


def test_issuing_is_what_tells_nibn_gives_reasons_and_teaches_the_ways_of_appeal():
    source = DECISION.row("issue_decision", DecisionState.SEALED).source
    assert "附則18条5項・24条5項" in source.text
    assert set(source.rules) == {"N7", "A8", "T1", "T2", "D7"}


@pytest.mark.parametrize(
    "state", [PlanState.AT_NIBN, PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION]
)
def test_the_applicant_and_nobody_else_may_withdraw_until_the_decision(state):
    assert CERTIFICATION.row("withdraw_plan", state).by == {Role.REPRESENTATIVE}


@pytest.mark.parametrize("state", [PlanState.AT_NIBN, PlanState.FILED, PlanState.EXAMINATION])
@pytest.mark.parametrize("act", ["open_amendment", "file_amendment"])
def test_the_applicant_corrects_of_its_own_accord_wherever_its_application_lies(act, state):
    """A 補正 that is out is answered first; after that the examination is open to it again."""
    row = CERTIFICATION.row(act, state)
    assert (row.by, row.end) == ({Role.REPRESENTATIVE}, state)


def test_a_desk_speaks_for_no_applicant_but_by_the_applicants_own_letter():
    """Who files in the portal speaks there; a letter on paper is kept, and its stamp can be true."""
    desks = {Role.OFFICER, Role.CLERK, Role.NIBN_OFFICER}
    letters = [
        act
        for act in CERTIFICATION.acts
        if act.name.startswith("file_paper_") and act.start != PlanState.DRAFT
    ]
    assert {act.name for act in letters} == {
        "file_paper_correction",
        "file_paper_answer",
        "file_paper_decline",
        "file_paper_amendment",
        "file_paper_withdrawal",
    }
    for act in letters:
        assert act.by <= desks
        assert set(ON_PAPER) <= set(act.guards)
    for act in CERTIFICATION.acts:
        if act.name in ("open_paper_amendment", "withdraw_paper_plan"):
            assert act.by <= desks
            assert application_came_on_paper in act.guards


@pytest.mark.parametrize(
    "name", ["file_paper_correction", "file_paper_answer", "file_paper_amendment", "file_paper_withdrawal"]
)
def test_a_paper_letter_stands_under_the_same_provision_as_the_act_in_the_portal(name):
    online = {
        "file_paper_correction": "answer_correction",
        "file_paper_answer": "answer_inquiry",
        "file_paper_amendment": "file_amendment",
        "file_paper_withdrawal": "agree_withdrawal",
    }[name]
    for act in (each for each in CERTIFICATION.acts if each.name == name):
        assert CERTIFICATION.row(online, act.start).source == act.source


def test_a_sheet_ends_with_its_case_in_a_state_of_its_own():
    row = SHEET.row("end_sheet", SheetState.OPEN)
    assert (row.end, row.source.basis) == (SheetState.ENDED, Basis.PRACTICE)


@pytest.mark.parametrize("state", [PlanState.CERTIFIED, PlanState.REFUSED, PlanState.WITHDRAWN])
def test_after_the_decision_nothing_can_be_withdrawn(state):
    assert CERTIFICATION.row("withdraw_plan", state) is None


def test_whoever_decides_never_drafts_and_the_contractor_and_the_administrator_never_decide():
    for act in (act for each in (RANKING, *DECISION_LIFECYCLE.values()) for act in each.acts):
        if act.name.startswith("approve_"):
            assert act.by == {Role.DECIDER}
        assert not act.by & {Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR}


def test_the_auditor_changes_nothing_anywhere():
    for lifecycle in LIFECYCLES:
        assert not [act.name for act in lifecycle.acts if Role.AUDITOR in act.by]


def test_a_reviewer_gives_advice_and_moves_no_plan():
    for lifecycle in (*PLAN_LIFECYCLE.values(), *DECISION_LIFECYCLE.values(), RANKING, CONSULTATION, SHEET):
        assert not [act.name for act in lifecycle.acts if Role.REVIEWER in act.by]
    assert {act.name for act in PAIRING.acts if Role.REVIEWER in act.by} == {
        "declare_no_conflict",
        "recuse",
        "submit_opinion",
    }


def test_every_official_role_needs_a_second_factor_and_no_applicant_must():
    for row in ROLES.values():
        assert row.needs_second_factor == (row.side == "office"), row.role


@pytest.mark.rule("A32", "A33")
def test_an_inquiry_may_be_declined_a_correction_may_not():
    assert SHEET.row("decline_sheet", SheetState.OPEN).by == {Role.REPRESENTATIVE, Role.OFFICER, Role.CLERK}
    assert CERTIFICATION.row("file_paper_decline", PlanState.CORRECTION) is None
    assert CERTIFICATION.row("decline_inquiry", PlanState.EXAMINATION) is not None
    assert CERTIFICATION.row("decline_inquiry", PlanState.CORRECTION) is None


def test_a_continued_answer_leaves_the_consultation_running():
    row = CONSULTATION.row("record_continuation", ConsultationState.SENT)
    assert row.end is ConsultationState.SENT


def test_open_acts_are_those_of_the_state_and_the_role():
    names = [act.name for act in CERTIFICATION.open_acts(PlanState.CORRECTION, Role.REPRESENTATIVE)]
    assert names == ["agree_plan", "answer_correction", "agree_withdrawal", "withdraw_plan"]


def test_a_refusal_speaks_every_reason():
    row = CERTIFICATION.row("request_correction", PlanState.FILED)
    reasons = list(refusals(row, {"items": [{"provision": ""}], "due_on": None, "today": None}))
    assert [reason.code for reason in reasons] == ["no_provision", "no_due_date"]
    assert str(Refused(*reasons)) == " ".join(reason.text for reason in reasons)
