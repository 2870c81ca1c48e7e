"""A grant that was changed, suspended or abolished: reported on, fixed and paid as it stands since."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from decisions.models import Decision, FixedAmount
from grants.changes import latest_change_version
from grants.models import GrantChange, GrantVersion
from grants.reports import places_of
from grants.services.changing import file_change, notify_change, start_change
from law.accounts import Kind
from law.reports import ReportKind
from tests.cast import membership
from tests.funds.ledger.booking import OKU, balance
from tests.grants import changing as c
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants.changing import A_YEAR, ALL, COMPANY, DESK, codes, filing, less, moving
from tests.payments import paying

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


# After it


@pytest.mark.rule("S15", "R6")
def test_a_changed_grant_is_fixed_and_paid_as_changed(grant, book):
    c.changed(grant, **less(10_000_000))
    paying.payer(book)
    paying.confirmed()
    with r.on(r.AFTER_ALL):
        fixed = f.fixed(grant)
        assert fixed.state == "fixed"
        rows = list(FixedAmount.objects.values_list("fiscal_year", "decided", "amount"))
        assert rows[0] == (2026, A_YEAR - 5_000_000, A_YEAR - 5_000_000)
        assert balance(book, Kind.PAYABLE) == ALL - 5_000_000


def test_nothing_is_reported_while_a_change_is_asked(grant):
    with r.on(r.AFTER_ALL):
        report = r.begun(grant)
        c.filed(grant, **less(10_000_000))
        assert codes(lambda: r.told(report)) == ["change_open"]


def test_a_year_that_was_reported_stays(grant):
    with r.on(date(2027, 4, 5)):
        r.filed(grant, r.YEAR_END, 2026)
        change = c.begun(grant, **less(10_000_000))
        act = filing(file_change, change, date(2027, 4, 5))
        assert codes(act) == ["year_reported"]


def test_no_change_after_completion(grant):
    with r.on(r.AFTER_ALL):
        r.filed(grant)
        assert codes(lambda: start_change(grant=grant, kind="plan", membership=membership(COMPANY))) == [
            "completion_told"
        ]


# 中止・廃止


@pytest.mark.rule("S7", "S14")
def test_an_abolished_work_is_reported_on_as_on_completion_and_fixed(grant, book):
    day = date(2027, 6, 30)
    assert len(places_of(grant)) == 3
    c.changed(grant, "abolition", **c.stop_on(day))
    places = places_of(g.again(grant))
    assert [(place.owed.kind, place.owed.due_on) for place in places] == [
        (ReportKind.YEAR_END, date(2027, 4, 10)),
        (ReportKind.COMPLETION, date(2027, 7, 30)),
    ]
    assert codes(lambda: start_change(grant=g.again(grant), kind="plan", membership=membership(COMPANY))) == [
        "grant_does_not_run"
    ]
    with r.on(date(2027, 7, 5)):
        nothing = {f"{kind}_{place}": "0" for place in range(2, 6) for kind in ("total", "eligible")}
        f.fixed(grant, **nothing)
    assert balance(book, Kind.PAYABLE) == A_YEAR
    assert balance(book, Kind.UNCOMMITTED) == 10 * OKU - A_YEAR


def test_a_stop_needs_its_day_and_is_no_notice(grant):
    change = c.begun(grant, "abolition")
    assert codes(filing(file_change, change)) == ["no_stop_day"]
    change = c.typed(change, **c.stop_on(date(2027, 6, 30)))
    assert codes(filing(notify_change, change)) == ["needs_approval"]


# What the tables refuse


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_tables_refuse_a_state_that_nobody_decided(grant):
    change = c.filed(grant, **less(10_000_000))
    refused(lambda: GrantChange.objects.filter(pk=change.pk).update(state="approved"))
    refused(lambda: GrantChange.objects.filter(pk=change.pk).update(state="refused"))
    refused(lambda: GrantChange.objects.filter(pk=change.pk).delete())
    refused(lambda: GrantChange.objects.filter(pk=change.pk).update(kind="abolition"))
    refused(lambda: GrantVersion.objects.filter(change=change).update(amount=1))


def test_the_tables_refuse_a_notice_of_a_stop_and_a_stray_version(grant):
    change = c.filed(grant, "abolition", **c.stop_on(date(2027, 6, 30)))
    refused(lambda: GrantChange.objects.filter(pk=change.pk).update(state="notified"))
    refused(lambda: GrantVersion.objects.filter(pk=latest_change_version(change).pk).update(change=None))


def test_the_tables_refuse_a_decision_on_what_was_not_filed(grant):
    change = c.notified(grant, **moving(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            grant=grant,
            grant_version=latest_change_version(change),
            outcome="change",
            state="drafted",
            drafted_by=membership(DESK),
            drafted_at=change.started_at,
            dated_on=date(2026, 12, 1),
        )
