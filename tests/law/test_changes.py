"""軽微な変更 (適正化法7条1項1号・3号): a notice suffices within what the scheme sets; the edge of it."""

from datetime import date

import pytest

from law import change_guards as g
from law.changes import (
    Base,
    ChangeKind,
    Limit,
    Line,
    Scope,
    is_minor,
    limit_of,
    steps_of_content,
    steps_of_lines,
    steps_of_period,
    steps_of_stop,
    steps_of_sums,
)
from law.lifecycle import CHANGE_DECISION, FIXING_DECISION, GRANT_CHANGE, PERFORMANCE_REPORT
from law.roles import Role
from law.states import ChangeState

TWENTY = Limit(20, Base.SMALLER, 60)


def flow(amount: int, limit=TWENTY, a: int = 10_000_000, b: int = 4_000_000):
    """`amount` from a line of `a` to a line of `b`, one of `c` untouched."""
    return steps_of_lines([Line("A", a, a - amount), Line("B", b, b + amount), Line("C", 1, 1)], limit)


@pytest.mark.rule("S7", "R8")
@pytest.mark.parametrize(("amount", "minor"), [(799_999, True), (800_000, True), (800_001, False)])
def test_twenty_per_cent_of_the_smaller_line(amount, minor):
    """小規模事業者持続化補助金: 20% of the smaller of the two lines; here of 4,000,000."""
    steps = flow(amount)
    assert [step.code for step in steps] == ["flow", "flow"]
    assert is_minor(steps) is minor
    assert "800,000円" in steps[0].text


@pytest.mark.parametrize(
    ("base", "edge"), [(Base.SMALLER, 800_000), (Base.OWN, 800_000), (Base.TOTAL, 2_800_000)]
)
def test_each_base_has_its_own_edge(base, edge):
    limit = Limit(20, base, 0)
    assert is_minor(flow(edge, limit))
    assert not is_minor(flow(edge + 1, limit))


def test_the_limit_is_cut_to_the_yen():
    steps = flow(1, Limit(20, Base.SMALLER, 0), a=9, b=9)
    assert is_minor(steps)
    assert not is_minor(flow(2, Limit(20, Base.SMALLER, 0), a=9, b=9))


def test_of_several_lines_the_smallest_stands_for_all():
    lines = [
        Line("A", 10_000_000, 9_000_000),
        Line("B", 8_000_000, 8_500_000),
        Line("C", 1_000_000, 1_500_000),
    ]
    assert not is_minor(steps_of_lines(lines, TWENTY))
    assert is_minor(steps_of_lines(lines[:2], TWENTY))


def test_nothing_is_minor_where_the_scheme_sets_nothing():
    assert limit_of(None) is None
    assert not is_minor(flow(1, None))
    assert limit_of({"percent": 20, "base": "smaller", "days": 60}) == TWENTY


def test_what_does_not_move_is_no_step():
    assert steps_of_lines([Line("A", 5, 5)], TWENTY) == []
    assert not is_minor([])


@pytest.mark.rule("S6", "S7")
def test_the_sum_of_a_year_changes_by_a_decision_alone():
    steps = steps_of_sums({2026: 10, 2027: 10}, {2026: 9, 2027: 11})
    assert [step.minor for step in steps] == [False, False]
    assert "令和8年度" in steps[0].text
    assert steps_of_sums({2026: 10}, {2026: 10}) == []


@pytest.mark.rule("S7", "R8")
@pytest.mark.parametrize(
    ("now", "minor"),
    [
        (date(2026, 9, 30), True),  # earlier
        (date(2026, 11, 30), True),  # 60 days later
        (date(2026, 12, 1), False),
    ],
)
def test_the_end_may_come_earlier_or_a_little_later(now, minor):
    assert is_minor(steps_of_period(date(2026, 10, 1), now, TWENTY)) is minor


def test_no_day_leads_into_the_next_fiscal_year():
    assert not is_minor(steps_of_period(date(2027, 3, 31), date(2027, 4, 1), TWENTY))
    assert is_minor(steps_of_period(date(2027, 3, 30), date(2027, 3, 31), TWENTY))
    assert not is_minor(steps_of_period(date(2026, 10, 1), date(2026, 10, 2), None))


def test_content_is_minor_only_in_detail_and_a_stop_never():
    assert steps_of_content(Scope.NONE) == []
    assert is_minor(steps_of_content(Scope.MINOR))
    assert not is_minor(steps_of_content(Scope.MAJOR))
    assert steps_of_stop(ChangeKind.PLAN) == []
    for kind in (ChangeKind.SUSPENSION, ChangeKind.ABOLITION):
        assert not is_minor(steps_of_stop(kind))


REFUSED = [
    (g.grant_runs, {"grant_runs": False}),
    (g.nothing_else_is_changed, {"change_open": True}),
    (g.completion_is_not_told, {"completion_told": True}),
    (g.reported_years_stay, {"reported_lines": ["令和8年度 機械"]}),
    (g.something_changes, {"changes": False}),
    (g.change_says_why, {"why": "　"}),
    (g.stop_has_its_day, {"stops": True, "stop_on": None}),
    (g.lines_were_in_the_plan, {"unplanned": ["令和8年度 人件費"]}),
    (g.change_is_minor, {"needs_approval": ["限度を超えます。"]}),
    (g.work_ends_in_time, {"work_last_on": date(2031, 2, 28), "ends_on": date(2031, 3, 1)}),
    (g.paid_stays_covered, {"undercut": ["令和8年度"]}),
    (g.nothing_lowered_is_on_its_way, {"on_its_way": True}),
    (
        g.more_money_rests_on_certification,
        {"raised": True, "certification_in_force": False, "decision_last_on": None, "decided_on": None},
    ),
    (g.change_is_under_examination, {"change_under_examination": False}),
    (g.change_refusal_states_reasons, {"reasons": " "}),
    (g.approval_was_applied_for, {"applied_for": False}),
    (g.nothing_rests_on_the_notice, {"rests_on_it": True}),
    (g.no_change_is_open, {"change_open": True}),
]
CONTENT = [
    (g.grant_runs, {"grant_runs": True}),
    (g.nothing_else_is_changed, {"change_open": False}),
    (g.completion_is_not_told, {"completion_told": False}),
    (g.reported_years_stay, {"reported_lines": []}),
    (g.something_changes, {"changes": True}),
    (g.change_says_why, {"why": "仕様"}),
    (g.stop_has_its_day, {"stops": False, "stop_on": None}),
    (g.stop_has_its_day, {"stops": True, "stop_on": date(2027, 1, 1)}),
    (g.lines_were_in_the_plan, {"unplanned": []}),
    (g.change_is_minor, {"needs_approval": []}),
    (g.work_ends_in_time, {"work_last_on": date(2031, 2, 28), "ends_on": date(2031, 2, 28)}),
    (g.work_ends_in_time, {"work_last_on": None, "ends_on": date(2031, 2, 28)}),
    (g.paid_stays_covered, {"undercut": []}),
    (g.nothing_lowered_is_on_its_way, {"on_its_way": False}),
    (g.more_money_rests_on_certification, {"raised": False}),
    (g.change_is_under_examination, {"change_under_examination": True}),
    (g.change_refusal_states_reasons, {"reasons": "目的に合わない。"}),
    (g.approval_was_applied_for, {"applied_for": True}),
    (g.nothing_rests_on_the_notice, {"rests_on_it": False}),
    (g.no_change_is_open, {"change_open": False}),
]


@pytest.mark.rule("S7", "S14", "R8", "N1", "N2", "S6")
@pytest.mark.parametrize(("guard", "facts"), REFUSED)
def test_what_closes_a_change_says_what_to_do(guard, facts):
    reason = guard(facts)
    assert reason is not None
    assert reason.text.endswith(("。", "）。"))


@pytest.mark.parametrize(("guard", "facts"), CONTENT)
def test_and_is_content_otherwise(guard, facts):
    assert guard(facts) is None


@pytest.mark.rule("S7")
def test_who_does_what():
    company, desk = Role.REPRESENTATIVE, Role.NIBN_OFFICER
    names = {act.name for act in GRANT_CHANGE.open_acts(ChangeState.DRAFT, company)}
    assert names == {"notify_change", "file_change"}
    assert not GRANT_CHANGE.open_acts(ChangeState.DRAFT, Role.MEMBER)
    assert "require_approval" in {act.name for act in GRANT_CHANGE.open_acts(ChangeState.NOTIFIED, desk)}
    assert {act.by for act in CHANGE_DECISION.acts if act.name == "approve_change"} == {
        frozenset({Role.NIBN_DECIDER})
    }


def test_while_it_is_asked_nothing_is_reported_nor_fixed():
    for lifecycle, act in ((PERFORMANCE_REPORT, "file_report"), (FIXING_DECISION, "approve_fixing")):
        row = next(each for each in lifecycle.acts if each.name == act)
        assert g.no_change_is_open in row.guards
