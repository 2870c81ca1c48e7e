"""実績報告: what is owed and when, how it is written and filed, what NIBN does with it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from common import clock, files
from common.models import AuditEvent
from grants.fixing import Granted, amounts_reported
from grants.models import LineCheck, PerformanceReport, ReportPaper
from grants.money import Amounts
from grants.reports import (
    Draft,
    due_of,
    found_amounts,
    granted_of,
    latest_report_version,
    places_of,
    reports_visible_to,
)
from grants.selectors import latest_grant_version
from grants.services.examining_reports import (
    accept_report,
    ask_report_correction,
    check_report_lines,
    close_report_correction,
)
from grants.services.reporting import (
    add_report_paper,
    correct_report,
    discard_report,
    file_report,
    remove_report_paper,
    save_report,
    start_report,
)
from grants.services.starting import boxes_of_day, typed_changes
from law.acts import Refused
from tests.cast import membership
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.plans import PDF

pytestmark = pytest.mark.django_db
DESK = "nibn_officer"


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.rule("S14", "R4")
def test_what_is_owed_stands_from_the_day_of_the_decision(grant):
    version = latest_grant_version(grant)
    places = places_of(grant)
    assert [place.owed.kind for place in places][-1] == r.COMPLETION
    assert all(place.owed.due_on == date(place.owed.year + 1, 4, 10) for place in places[:-1])
    assert places[-1].owed.due_on >= version.ends_on


@pytest.mark.rule("S14")
def test_a_year_is_not_reported_before_it_ends(grant):
    with pytest.raises(Refused, match="交付のページで"):
        start_report(grant=grant, kind=r.YEAR_END, fiscal_year=2026, membership=membership("lead"))


@pytest.mark.rule("S14")
def test_completion_is_not_told_before_its_day(grant):
    report = r.begun(grant)
    early = clock.now() - timedelta(days=1)
    with pytest.raises(Refused, match="より前には提出できません"):
        file_report(report=report, membership=membership("lead"), arrived_at=early)
    r.typed(report, **dict.fromkeys(boxes_of_day("ends_on", "2029-01-01"), ""))
    with pytest.raises(Refused, match="着手した日と完了した日"):
        file_report(report=r.anew(report), membership=membership("lead"), arrived_at=r.moment(r.AFTER_ALL))


@pytest.mark.rule("S14")
def test_a_report_is_frozen_with_its_receipt_and_nobody_else_hears_of_it(grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        version = latest_report_version(report)
        assert (report.state, version.number, version.amount) == ("filed", 1, 108_000_000)
        assert version.receipt.number.startswith("RK")
        assert due_of(report) == date(2029, 5, 2)
        assert latest_grant_version(grant) != version
        assert grant.filings.count() == 1
    event = AuditEvent.objects.get(act="file_report")
    assert event.case_id == grant.pk
    assert Notice.objects.filter(act="file_report", recipient=membership(DESK).user).exists()
    assert not reports_visible_to(membership("takasaki")).exists()
    assert not reports_visible_to(membership("reviewer")).exists()
    refused(lambda: type(version).objects.filter(pk=version.pk).update(amount=1))
    refused(lambda: PerformanceReport.objects.filter(pk=report.pk).update(arrived_at=None))
    refused(lambda: PerformanceReport.objects.filter(pk=report.pk).delete())


@pytest.mark.rule("S14")
def test_a_year_that_was_told_stands_in_the_report_on_completion(grant):
    with r.on(date(2027, 4, 2)):
        year = r.filed(grant, r.YEAR_END, 2026, eligible_0="50,000,000")
        assert {line.cost_line.fiscal_year for line in latest_report_version(year).lines.all()} == {2026}
    with r.on(r.AFTER_ALL):
        report = r.begun(grant)
        draft = Draft(r.anew(report))
        first = draft.form.own_lines[0]
        assert f"eligible-{first.pk}" not in draft.opened
        assert draft.form.costs()[first.pk][1] == 50_000_000
        saved = save_report(
            report=report,
            changes={f"eligible-{first.pk}": ("", "1")},
            membership=membership("lead"),
        )
        assert saved.refused


def test_each_report_is_begun_once(grant):
    with r.on(r.AFTER_ALL):
        r.begun(grant)
        with pytest.raises(Refused, match="すでに作成されています"):
            r.begun(grant)


def test_a_draft_is_its_companys_alone_and_is_really_deleted(grant):
    with r.on(r.AFTER_ALL):
        report = r.begun(grant)
    assert not reports_visible_to(membership(DESK)).exists()
    discard_report(report=report, membership=membership("lead"))
    assert not PerformanceReport.objects.exists()
    assert AuditEvent.objects.filter(act="discard_report").exists()


@pytest.mark.parametrize("who", ["nibn_officer", "officer", "nibn_decider"])
def test_only_the_company_reports(grant, who):
    with r.on(r.AFTER_ALL), pytest.raises(Refused, match="申請"):
        start_report(grant=grant, kind=r.COMPLETION, membership=membership(who))


# Papers


def test_a_paper_may_be_taken_out_until_it_is_filed(grant):
    with r.on(r.AFTER_ALL):
        report = r.begun(grant)
        gone = add_report_paper(
            report=report,
            file=files.store_bytes(PDF, kind="pdf"),
            name="誤り.pdf",
            membership=membership("lead"),
        )
        remove_report_paper(paper=gone, membership=membership("lead"))
        kept = add_report_paper(
            report=report,
            file=files.store_bytes(PDF, kind="pdf"),
            name="検収書.pdf",
            membership=membership("lead"),
        )
        file_report(report=report, membership=membership("lead"), arrived_at=r.moment(r.AFTER_ALL))
        with pytest.raises(Refused, match="直しを求められたときだけ"):
            remove_report_paper(paper=kept, membership=membership("lead"))
        ask_report_correction(
            report=report, items=[(None, "内容を。")], due_on=date(2029, 5, 1), membership=membership(DESK)
        )
        with pytest.raises(Refused, match="取り除けません"):
            remove_report_paper(paper=kept, membership=membership("lead"))
    assert '"name":"検収書.pdf"' in latest_report_version(report).content
    refused(lambda: ReportPaper.objects.filter(pk=kept.pk).delete())


# NIBN


@pytest.mark.rule("S14")
def test_all_remarks_at_once_and_only_their_lines_open(grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        lines = Draft(report).form.own_lines
        items = [(lines[0], "領収書と合いません。"), (lines[1], "日付を。")]
        ask_report_correction(
            report=report, items=items, due_on=date(2029, 5, 1), membership=membership(DESK)
        )
        report = r.anew(report)
        opened = {f"{kind}-{line.pk}" for kind in ("total", "eligible") for line in lines[:2]}
        assert Draft(report).opened == opened
        report = r.typed(report, eligible_0="42,000,000")
        correct_report(report=report, membership=membership("lead"), arrived_at=r.moment(r.AFTER_ALL))
        version = latest_report_version(report)
        assert (version.number, version.amount) == (2, 30_000_000 + 2 * 36_000_000)
        assert not report.remarks.filter(closed_at=None).exists()


def test_the_office_takes_its_remarks_back(grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        ask_report_correction(
            report=report, items=[(None, "？")], due_on=date(2029, 5, 1), membership=membership(DESK)
        )
        close_report_correction(report=report, membership=membership(DESK))
        assert r.anew(report).state == "filed"
        assert Draft(r.anew(report)).opened == frozenset()


def test_every_line_is_checked_before_it_is_accepted(grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        with pytest.raises(Refused, match="確かめていない経費"):
            accept_report(report=report, membership=membership(DESK))
        report = r.checked(report, less={0: (14_000_000, "対象外の支払を含む。")})
        amounts = found_amounts(latest_report_version(report), report)
        assert amounts.by_year[2026] == 16_000_000
        accept_report(report=report, membership=membership(DESK))
    report = r.anew(report)
    assert (report.state, report.accepted_by) == ("accepted", membership(DESK))
    refused(lambda: PerformanceReport.objects.filter(pk=report.pk).update(state="filed"))


def test_a_check_is_of_the_latest_version_and_says_why(grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        line = latest_report_version(report).lines.first()
        for sum_, why, text in (
            (1, "", "理由を書いて"),
            (line.eligible_cost + 1, "？", "までにしてください"),
        ):
            with pytest.raises(Refused, match=text):
                check_report_lines(report=report, checks={line.pk: (sum_, why)}, membership=membership(DESK))
    assert not LineCheck.objects.filter(line=line).exists()


# The amount


@pytest.mark.rule("R6")
@pytest.mark.parametrize(("actual", "amount"), [(210, 160), (200, 160), (190, 152)])
def test_the_official_examples_of_proportional_fixing(grant, actual, amount):
    """文部科学省: decided 160 on 200."""
    found = granted_of(grant)
    line = Draft(PerformanceReport(grant=grant, kind=r.COMPLETION)).form.own_lines[0]
    unit = next(each for each in found.amounts.units if each["fiscal_year"] == line.fiscal_year)
    granted = Granted(grant, {line.pk: 200}, Amounts((unit | {"amount": 160},)))
    assert amounts_reported(granted, {line.pk: (300, actual)}, {}).total == amount


@pytest.mark.rule("R6")
@pytest.mark.parametrize(("rule", "amount"), [("recalculated", 31_000_000), ("per_category", 31_000_000)])
def test_the_scheme_names_its_rule(grant, rule, amount):
    found = granted_of(grant)
    grant.basis.scheme_version.document["grant_fixing"] = rule
    first, second = Draft(PerformanceReport(grant=grant, kind=r.COMPLETION)).form.own_lines[:2]
    costs = {first.pk: (60_000_000, 44_000_000), second.pk: (20_000_000, 18_000_000)}
    try:
        assert amounts_reported(found, costs, {}, year=2026).total == amount
    finally:
        del grant.basis.scheme_version.document["grant_fixing"]


def test_two_writers_of_one_box(grant):
    with r.on(r.AFTER_ALL):
        report = r.begun(grant)
        saved = save_report(
            report=report, changes={"content": ("別の内容", "三つ目")}, membership=membership("lead")
        )
        assert [each.field for each in saved.conflicts] == ["content"]
        assert typed_changes(report, {"content": "x"})["content"][1] == "x"
