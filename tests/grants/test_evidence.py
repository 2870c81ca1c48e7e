"""証憑: kept row by row from the decision on, frozen with a report, mended only where NIBN asks."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from common import clock
from common.audit.models import AuditEvent
from grants.evidence.rows import (
    asked_elsewhere,
    asked_of,
    asked_of_sums,
    covered_by,
    invoice_key,
    live_rows,
    remarks_on_rows,
    sums_of,
    told_in,
)
from grants.models import Evidence, EvidenceFile, Remark
from grants.reports import latest_report_version, said_in
from grants.selectors import lines_of
from grants.services.evidence import keep_evidence, remove_evidence, take_evidence_file
from grants.services.examining_reports import ask_report_correction, check_evidence
from grants.services.reporting import correct_report
from law.acts import Refused
from law.evidence import Code
from tests.cast import membership
from tests.grants import evidencing as e
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.plans import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


class refused:
    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind, error, _trace) -> bool:
        assert kind is not None, f"{self.code}: nothing was refused"
        if not issubclass(kind, Refused):
            return False
        assert self.code in {reason.code for reason in error.reasons}, error
        return True


def asked_back(report, line, text="直してください。"):
    ask_report_correction(
        report=report,
        items=[(line, text)] if text else [],
        due_on=clock.today() + timedelta(days=10),
        membership=membership("nibn_officer"),
    )
    return r.anew(report)


# Kept


def test_a_row_grows_and_each_change_is_told(grant):
    row = e.kept(grant, item="反応槽")
    assert (row.edition, row.item, row.paid_sum) == (1, "反応槽", None)
    again = e.kept(grant, item="反応槽", seen=1, **e.paid(date(2026, 12, 1), 500))
    assert (again.pk, again.edition, again.paid_sum) == (row.pk, 2, 500)
    assert e.kept(grant, item="反応槽", seen=2, **e.paid(date(2026, 12, 1), 500)).edition == 2
    events = AuditEvent.objects.filter(act="keep_evidence", subject_id=str(grant.pk))
    assert [event.facts["rows"] for event in events] == [1, 1, 1]
    assert all(len(event.facts["sha256"]) == 64 for event in events)


def test_the_second_of_two_writers_is_told(grant):
    e.kept(grant, item="一")
    e.kept(grant, item="二", seen=1)
    with refused("evidence_changed"):
        e.kept(grant, item="三", seen=1)
    with refused("number_taken"):
        e.kept(grant, item="四", seen=0)
    assert Evidence.objects.get().item == "二"


def test_a_row_may_get_another_number_but_no_others(grant):
    e.kept(grant, "A-001")
    e.kept(grant, "A-002")
    lead = membership("lead")
    with refused("number_taken"):
        keep_evidence(grant=grant, rows=[e.told(grant, "A-002")], membership=lead, instead_of="A-001")
    keep_evidence(grant=grant, rows=[e.told(grant, "A-003", seen=1)], membership=lead, instead_of="A-001")
    assert [row.number for row in live_rows(grant)] == ["A-002", "A-003"]


def test_one_number_stands_once_in_what_is_told_together(grant):
    rows = [e.told(grant, "A-001"), e.told(grant, "A-001")]
    with refused("number_twice"):
        keep_evidence(grant=grant, rows=rows, membership=membership("lead"))


def test_only_its_company_keeps_it_and_only_after_the_decision(plan, book):
    grant = g.checked(plan, "takasaki")
    with refused("state"):
        e.kept(grant, who="takasaki")
    grant = g.granted(g.certified())
    with refused("role"):
        e.kept(grant, who="nibn_officer")


def test_a_row_never_filed_is_really_deleted(grant):
    row = e.kept(grant)
    e.hung(row)
    remove_evidence(row=row, membership=membership("lead"))
    assert (Evidence.objects.count(), EvidenceFile.objects.count()) == (0, 0)
    assert AuditEvent.objects.filter(act="remove_evidence").exists()


def test_one_file_serves_several_rows_and_shows_several_things(grant):
    one, two = e.kept(grant, "A-001"), e.kept(grant, "A-002")
    e.hung(one, two, shows=("quote", "invoice"))
    e.hung(one, shows=("quote",))
    assert EvidenceFile.objects.count() == 4
    assert EvidenceFile.objects.values("file").distinct().count() == 1
    take_evidence_file(file=one.files.get(shows="quote"), membership=membership("lead"))
    assert (one.files.count(), two.files.count()) == (1, 2)


# Frozen


def test_a_report_names_its_rows_and_they_stay(grant):
    with r.on(r.AFTER_ALL):
        row = e.kept(grant, **e.paid(date(2028, 1, 5), 700))
        [paper] = e.hung(row)
        report = r.filed(grant)
        version = latest_report_version(report)
        assert [each.pk for each in covered_by(version)] == [row.pk]
        assert said_in(version)["evidence"]["rows"] == 1
        for change in (
            lambda: e.kept(grant, item="x"),
            lambda: e.kept(grant, "A-002"),
            lambda: remove_evidence(row=row, membership=membership("lead")),
            lambda: e.hung(row, content=PDF + b"%2"),
            lambda: take_evidence_file(file=paper, membership=membership("lead")),
        ):
            with refused("evidence_filed"):
                change()


def test_what_nibn_asks_opens_its_line_and_the_filed_row_is_replaced(grant):
    with r.on(r.AFTER_ALL):
        row = e.kept(grant, **e.paid(date(2028, 1, 5), 700))
        other = e.kept(grant, "B-001", line=1)
        e.hung(row)
        report = r.filed(grant)
        first = latest_report_version(report)
        line = lines_of(first)[0].cost_line
        report = asked_back(report, line)
        with refused("evidence_filed"):
            e.kept(grant, "B-001", line=1, item="x")
        mended = e.kept(grant, seen=1, **e.paid(date(2028, 1, 5), 650))
        assert (mended.replaces_id, mended.edition) == (row.pk, 2)
        assert [each.name for each in mended.files.all()] == ["請求書.pdf"]
        e.hung(mended, content=PDF + b"%2", shows=("payment",))
        correct_report(report=r.anew(report), membership=membership("lead"), arrived_at=clock.now())
        second = latest_report_version(report)
        assert {each.pk for each in covered_by(first)} == {row.pk, other.pk}
        assert {each.pk for each in covered_by(second)} == {mended.pk, other.pk}
        row.refresh_from_db()
        assert (row.paid_sum, row.removed_at is not None, row.files.count()) == (700, True, 1)
        assert said_in(first)["evidence"]["sha256"] != said_in(second)["evidence"]["sha256"]


def test_a_filed_row_that_is_taken_out_stays_with_its_version(grant):
    with r.on(r.AFTER_ALL):
        row = e.kept(grant)
        report = r.filed(grant)
        version = latest_report_version(report)
        asked_back(report, lines_of(version)[0].cost_line)
        remove_evidence(row=row, membership=membership("lead"))
        assert list(live_rows(grant)) == []
        assert [each.pk for each in covered_by(version)] == [row.pk]
        with refused("evidence_changed"):
            remove_evidence(row=row, membership=membership("lead"))


def test_a_years_report_closes_its_own_lines_alone(grant):
    with r.on(date(2027, 4, 2)):
        e.kept(grant)
        r.filed(grant, r.YEAR_END, 2026)
        with refused("evidence_filed"):
            e.kept(grant, item="x")
        years = [line.fiscal_year for line in grant.basis.cost_lines.filter(party=grant.party_id)]
        later = sorted(years).index(2027)
        assert e.kept(grant, "B-001", line=later).filed_at is None


SQL = {
    "the sum of a filed row": "UPDATE grants_evidence SET paid_sum = 1",
    "a filed row": "DELETE FROM grants_evidence",
    "a filed file": "DELETE FROM grants_evidencefile",
    "another file on a filed row": "INSERT INTO grants_evidencefile SELECT {new}, evidence_id, file_id"
    ", 'other', name, added_at, added_by_id, false FROM grants_evidencefile",
    "a naming": "DELETE FROM grants_filedevidence",
    "another line": "UPDATE grants_evidence SET cost_line_id = 0",
}


@pytest.mark.parametrize("what", SQL)
def test_the_database_holds_it_whoever_writes_the_sql(grant, what):
    with r.on(r.AFTER_ALL):
        e.hung(e.kept(grant))
        r.filed(grant)
    columns = "id, evidence_id, file_id, shows, name, added_at, added_by_id, is_filed"
    statement = SQL[what].replace("grants_evidencefile SELECT", f"grants_evidencefile ({columns}) SELECT")
    new = "'00000000000000000000000000000001'"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(new=new if connection.vendor == "sqlite" else f"{new}::uuid"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"paid_sum": -1},
        {"eligible_sum": 5},
        {"paid_sum": 5, "eligible_sum": 6},
        {"supplier_number": "123"},
        {"paid_by": "gold"},
    ],
)
def test_no_row_can_be_such(grant, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        e.kept(grant, **wrong)


def test_a_row_is_of_a_cost_line_of_its_grant(grant, plan):
    strange = plan.versions.latest("number").cost_lines.exclude(party=grant.party_id).first()
    row = e.kept(grant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=row.pk).update(cost_line=strange)


# Asked


def test_a_row_is_held_against_the_decision_and_the_period_granted(grant):
    decided = clock.today()
    early = e.kept(grant, ordered_on=decided - timedelta(days=1), paid_on=date(2031, 1, 1))
    fine = e.kept(grant, "A-002", ordered_on=decided)
    found = asked_of(grant, live_rows(grant))
    assert [each.code for each in found[early.pk]] == [Code.ORDERED_EARLY, Code.PAID_OUTSIDE]
    assert found[fine.pk] == []


def test_a_second_quote_is_asked_for_from_a_million_on(grant):
    row = e.kept(grant, **e.paid(date(2027, 1, 5), 1_000_000))
    assert [each.code for each in asked_of(grant, live_rows(grant))[row.pk]] == [Code.ONE_QUOTE]
    e.kept(grant, seen=1, choice_reason="一社のみ。", **e.paid(date(2027, 1, 5), 1_000_000))
    assert asked_of(grant, live_rows(grant))[row.pk] == []


def test_sums_of_rows_are_held_against_what_is_told(grant):
    with r.on(r.AFTER_ALL):
        e.kept(grant, **e.paid(date(2027, 1, 5), 60_000_000, eligible_sum=53_999_999))
        version = latest_report_version(r.filed(grant))
        asked = asked_of_sums(sums_of(covered_by(version)), told_in(version))
        first, *others = [line.cost_line_id for line in lines_of(version)]
        [about] = asked[first]
        assert "（53,999,999円）" in about.text
        assert [len(asked[line]) for line in others] == [2] * len(others)


def test_the_same_invoice_and_file_elsewhere_are_the_offices_to_know(grant):
    other = g.granted(g.certified("stranger", ()), "stranger")
    same = {"supplier": "見本機械", "invoice_number": "INV-1"}
    with r.on(r.AFTER_ALL):
        row = e.kept(grant, **same)
        e.hung(row)
        copy = e.kept(other, "Z-9", who="stranger", supplier="見本機械", invoice_number="ＩＮＶ－１")
        assert asked_elsewhere(grant, live_rows(grant)) == {}, "what is not filed is its company's own"
        Evidence.objects.filter(pk=copy.pk).update(filed_at=clock.now())
        found = asked_elsewhere(grant, live_rows(grant))
        assert [each.code for each in found[row.pk]] == [Code.SAME_INVOICE]
        assert other.number in found[row.pk][0].text
        assert asked_of(grant, live_rows(grant))[row.pk] == []


def test_the_key_of_an_invoice_knows_no_width():
    one = invoice_key({"supplier": "見本 機械", "invoice_number": "ＩＮＶ−１"})
    assert one == invoice_key({"supplier": "見本機械", "invoice_number": "inv-1"})
    assert invoice_key({"supplier": "見本機械", "invoice_number": ""}) == ""
    by_number = invoice_key({"supplier_number": "7000012050003", "supplier": "甲", "invoice_number": "1"})
    assert by_number == invoice_key(
        {"supplier_number": "7000012050003", "supplier": "乙", "invoice_number": "1"}
    )


# Marked


def test_what_is_asked_about_a_row_rides_on_its_lines_remark(grant):
    with r.on(r.AFTER_ALL):
        row, seen = e.kept(grant), e.kept(grant, "B-001", line=1)
        report = r.filed(grant)
        desk = membership("nibn_officer")
        check_evidence(report=report, marks={row.pk: "領収書がありません。", seen.pk: ""}, membership=desk)
        version = latest_report_version(report)
        assert list(remarks_on_rows(version).values()) == [["証憑A-001：領収書がありません。"]]
        line = lines_of(version)[0].cost_line
        asked_back(report, line, "額の根拠を。")
        assert Remark.objects.get(report=report).text == "額の根拠を。\n証憑A-001：領収書がありません。"
        assert AuditEvent.objects.get(act="check_evidence").facts == {"rows": 2, "asks": 1}


def test_a_row_alone_may_be_what_is_asked(grant):
    with r.on(r.AFTER_ALL):
        row = e.kept(grant)
        report = r.filed(grant)
        check_evidence(report=report, marks={row.pk: "領収書を。"}, membership=membership("nibn_officer"))
        asked_back(report, None, "")
        assert Remark.objects.get(report=report).cost_line_id == row.cost_line_id


def test_only_rows_of_the_report_are_marked_by_the_desk_alone(grant):
    stray = g.granted(g.certified("stranger", ()), "stranger")
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        row = e.kept(stray, who="stranger")
        with refused("unknown_evidence"):
            check_evidence(report=report, marks={row.pk: ""}, membership=membership("nibn_officer"))
        with refused("unknown_evidence"):
            check_evidence(report=report, marks={}, membership=membership("nibn_officer"))
