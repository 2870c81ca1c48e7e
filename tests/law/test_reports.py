"""実績報告: which are owed and by when, who files and who checks: a casebook."""

from datetime import date

import pytest

from law.acts import Basis, Refused
from law.lifecycle import PERFORMANCE_REPORT
from law.reports import ReportKind, completion_due, over_on, reports_owed
from law.roles import MINISTRY, Role
from law.states import ReportState
from tests.law.walking import Walk

COMPANY, DESK = Role.REPRESENTATIVE, Role.NIBN_OFFICER
TODAY = date(2027, 4, 1)
TELLS = {"grant_decided": True, "change_open": False, "unreadable": [], "over_on": TODAY, "today": TODAY}


def filed() -> Walk:
    walk = Walk(PERFORMANCE_REPORT).by(Role.MEMBER, "start_report", grant_decided=True, report_owed=True)
    return walk.by(COMPANY, "file_report", **TELLS)


@pytest.mark.rule("R4")
@pytest.mark.parametrize(("done", "due"), [
    (date(2026, 6, 30), date(2026, 7, 30)),
    (date(2026, 1, 31), date(2026, 3, 1)),
    (date(2027, 3, 20), date(2027, 4, 10)),
])  # fmt: skip
def test_one_month_or_10_april_whichever_is_earlier(done, due):
    assert completion_due(done) == due


@pytest.mark.rule("R4")
def test_a_scheme_has_a_period_of_its_own():
    assert completion_due(date(2026, 6, 1), 30) == date(2026, 7, 1)
    assert completion_due(date(2027, 3, 20), 60) == date(2027, 4, 10)


@pytest.mark.rule("S14")
def test_each_year_that_ends_before_the_work_and_its_completion():
    found = reports_owed(starts_on=date(2026, 10, 1), ends_on=date(2028, 6, 30), only=None, days=None)
    assert [(each.kind, each.year) for each in found] == [
        (ReportKind.YEAR_END, 2026),
        (ReportKind.YEAR_END, 2027),
        (ReportKind.COMPLETION, None),
    ]
    assert [each.due_on for each in found] == [date(2027, 4, 10), date(2028, 4, 10), date(2028, 7, 30)]


@pytest.mark.rule("S14")
@pytest.mark.parametrize(("year", "kind"), [(2026, "year_end"), (2027, "year_end"), (2028, "completion")])
def test_a_grant_of_one_year_owes_one(year, kind):
    found = reports_owed(starts_on=date(2026, 10, 1), ends_on=date(2028, 6, 30), only=year, days=None)
    assert [each.kind for each in found] == [kind]


@pytest.mark.rule("S14")
def test_it_is_told_when_it_is_over_and_not_before():
    assert over_on(ReportKind.YEAR_END, 2026, None) == date(2027, 4, 1)
    walk = Walk(PERFORMANCE_REPORT).by(COMPANY, "start_report", grant_decided=True, report_owed=True)
    for facts, text in (
        ({"over_on": date(2027, 4, 2)}, "令和9年4月2日より前"),
        ({"over_on": None}, "着手した日と完了した日"),
        ({"grant_decided": False}, "交付の決定を受けていない"),
    ):
        with pytest.raises(Refused, match=text):
            walk.by(COMPANY, "file_report", **(TELLS | facts))


@pytest.mark.rule("S14")
def test_sent_back_mended_and_accepted():
    remarks = {"items": [("line", "？")], "due_on": date(2027, 5, 1), "today": TODAY}
    walk = filed().by(DESK, "ask_report_correction", **remarks)
    assert walk.state is ReportState.CORRECTION
    walk.by(COMPANY, "correct_report", **TELLS).by(DESK, "check_report_lines")
    with pytest.raises(Refused, match="確かめていない経費があります：設備"):
        walk.by(DESK, "accept_report", lines_unchecked=["設備"])
    assert walk.by(DESK, "accept_report", lines_unchecked=[]).state is ReportState.ACCEPTED


def test_nobody_but_the_company_tells_and_nobody_but_nibn_checks():
    for act in PERFORMANCE_REPORT.acts:
        assert not act.by & MINISTRY
    asked = next(act for act in PERFORMANCE_REPORT.acts if act.name == "ask_report_correction")
    assert asked.source.basis is Basis.PRACTICE
