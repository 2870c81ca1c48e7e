"""額の確定 as the table has it (適正化法15条): who, from where, on which facts."""

from datetime import date

import pytest

from law.acts import Basis, refusals
from law.lifecycle import FIXING_DECISION, GRANT
from law.money import fixed_in_proportion
from law.roles import Role
from law.states import DecisionState as D
from law.states import GrantState as G

FACTS = {
    "grant_stands": True,
    "cancellation_under_way": False,
    "change_open": False,
    "completion_accepted": True,
    "on_its_way": False,
    "conditions_missed": [],
    "finding": "照合した。",
    "fixing_last_on": date(2031, 3, 20),
    "fixed_on": date(2029, 4, 2),
    "specimen": False,
    "uncleared_blocks": [],
    "approver_id": 2,
    "drafter_id": 1,
    "dated_on": date(2029, 4, 2),
    "today": date(2029, 4, 2),
    "snapshot_matches": True,
}


def codes(act, state, **other):
    row = FIXING_DECISION.row(act, state)
    return [reason.code for reason in refusals(row, FACTS | other)]


@pytest.mark.rule("S15", "R6")
@pytest.mark.parametrize(("spent", "fixed"), [(210, 160), (200, 160), (190, 152)])
def test_the_example_of_the_ministry_of_education(spent, fixed):
    """Decided 160 on 200: never above it, in proportion below; of what was paid 8 come back."""
    found = fixed_in_proportion(decided_eligible_cost=200, decided_grant=160, actual_eligible_cost=spent)
    assert found.amount == fixed
    assert 160 - found.amount == {210: 0, 200: 0, 190: 8}[spent]


@pytest.mark.rule("S15")
def test_nibn_drafts_its_head_decides_and_the_worker_seals():
    assert FIXING_DECISION.row("draft_fixing", None).by == {Role.NIBN_OFFICER}
    assert FIXING_DECISION.row("approve_fixing", D.DRAFTED).by == {Role.NIBN_DECIDER}
    assert FIXING_DECISION.row("seal_decision", D.APPROVED).by == {Role.SYSTEM}
    assert codes("approve_fixing", D.DRAFTED) == []
    assert codes("approve_fixing", D.DRAFTED, approver_id=1) == ["same_person"]


@pytest.mark.rule("S15", "S14", "N1", "T1")
@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("not_to_be_fixed", {"grant_stands": False}),
        ("not_reported", {"completion_accepted": False}),
        ("claim_runs", {"on_its_way": True}),
        ("condition_missed", {"conditions_missed": ["その他の条件"]}),
        ("no_finding", {"finding": " "}),
        ("fixing_too_late", {"fixed_on": date(2031, 3, 21)}),
        ("uncleared_wording", {"uncleared_blocks": ["額の確定の教示"]}),
    ],
)
def test_each_refusal_by_itself(code, facts):
    assert codes("draft_fixing", None) == []
    assert codes("draft_fixing", None, **facts) == [code]
    assert codes("approve_fixing", D.DRAFTED, **facts) == [code]


@pytest.mark.rule("S15", "D7")
def test_at_the_issue_the_grant_still_stands_and_its_day_has_come():
    assert codes("issue_decision", D.SEALED) == []
    assert codes("issue_decision", D.SEALED, grant_stands=False) == ["not_to_be_fixed"]
    assert codes("issue_decision", D.SEALED, dated_on=date(2029, 4, 3)) == ["not_yet_dated"]
    assert codes("issue_decision", D.SEALED, snapshot_matches=False) == ["snapshot_differs"]


@pytest.mark.rule("S15", "S9")
def test_a_fixed_grant_can_no_longer_be_taken_back():
    row = GRANT.row("fix_grant", G.GRANTED)
    assert row.end is G.FIXED
    assert row.source.basis is Basis.ARTICLE
    assert GRANT.row("withdraw_granted", G.FIXED) is None


def test_a_last_day_that_no_scheme_sets_binds_nobody():
    assert codes("draft_fixing", None, fixing_last_on=None) == []
