"""Grants with their money, claims and runs as files: what the pages show, to whom the pages show it."""

import pytest
from django.urls import reverse

from tests.decisions.deciding import signed_in
from tests.grants import changing, granting, returning
from tests.responses import closed_after
from tests.taking import sheet, text

from . import paying as p

pytestmark = pytest.mark.django_db


def row_of(rows, key):
    head, *rows = rows
    [found] = [row for row in rows if row[0] == key]
    return dict(zip(head, found, strict=True))


def test_a_grant_stands_there_with_what_was_decided_and_paid(grant):
    p.paid(p.released(p.claimed(grant)))
    row = row_of(sheet(signed_in("nibn_officer"), "grants"), grant.number)
    assert row["申請者"] == grant.party.organisation.name
    assert row["交付決定額（円）"] == 108_000_000
    assert row["交付決定済み・未確定（円）"] == 98_000_000
    assert row["支払済み（円）"] == 10_000_000
    assert row["確定額（円）"] == ""
    assert text(signed_in("auditor"), "grants", state="granted")[1][0] == grant.number
    assert text(signed_in("auditor"), "grants", state="filed")[1:] == []


def test_a_changed_grant_stands_there_as_changed(grant):
    changing.changed(grant, **changing.less(10_000_000))
    row = row_of(sheet(signed_in("nibn_officer"), "grants"), grant.number)
    assert row["交付決定額（円）"] == row["交付決定済み・未確定（円）"] == 103_000_000
    assert row["減額・取下げで戻した額（円）"] == 5_000_000


def test_what_was_cancelled_stands_beside_what_was_decided(grant):
    returning.cancelled(granting.again(grant), {2027: 6_000_000})
    row = row_of(sheet(signed_in("nibn_officer"), "grants"), grant.number)
    assert (row["交付決定額（円）"], row["取消額（円）"]) == (108_000_000, 6_000_000)
    assert row["交付決定済み・未確定（円）"] == 102_000_000


def test_a_list_of_work_is_taken_along_as_the_page_shows_it(grant):
    desk = signed_in("nibn_officer")
    assert text(desk, "grants", queue="grant_change")[1:] == []
    changing.filed(grant, **changing.less(10_000_000))
    assert text(desk, "grants", queue="grant_change")[1][0] == grant.number
    assert reverse("take_list", args=["grants", "csv"]) + "?queue=grant_change" in (
        desk.get(reverse("grants") + "?queue=grant_change").content.decode()
    )
    assert text(signed_in("auditor"), "grants", queue="grant_approval")[1:] == []
    assert text(desk, "grants", queue="another")[1:] == []


# Session, user, posts in force; the count and the rows; decisions, what they gave, fixed and cancelled, their
# postings on both sides and what was released; the audit line, its savepoint opened and released.
QUERIES = 15


def test_one_grant_in_so_many_queries(grant, django_assert_num_queries):
    desk = signed_in("nibn_officer")
    with django_assert_num_queries(QUERIES):
        assert len(text(desk, "grants")) == 2


def test_two_grants_in_no_more(grant, other, django_assert_num_queries):
    desk = signed_in("nibn_officer")
    with django_assert_num_queries(QUERIES):
        assert len(text(desk, "grants")) == 3


def test_claims_and_what_became_of_them(grant, other):
    paid = p.claimed(grant)
    p.paid(p.released(paid))
    waiting = p.claimed(other, 2_000_000, who="takasaki")
    rows = sheet(signed_in("auditor"), "claims")
    first, second = row_of(rows, paid.number), row_of(rows, waiting.number)
    assert (first["請求額（円）"], first["支払済み（円）"], first["状態"]) == (
        10_000_000,
        10_000_000,
        "支払済み",
    )
    assert (second["請求額（円）"], second["支払済み（円）"], second["支払の日"]) == (2_000_000, 0, "")


def test_runs_with_their_sums(grant, other):
    run = p.released(p.claimed(grant), p.claimed(other, 2_000_000, who="takasaki"))
    p.paid(run)
    p.failed(run, 2)
    row = row_of(sheet(signed_in("nibn_accountant"), "runs"), run.number)
    assert (row["件数"], row["金額（円）"]) == (2, 12_000_000)
    assert (row["支払済み（円）"], row["組戻し（円）"]) == (10_000_000, 2_000_000)


def test_the_pages_lead_there(grant):
    p.released(p.claimed(grant))
    desk = signed_in("nibn_officer")
    for page, tables in (("payments", ("claims", "runs")), ("grants", ("grants",))):
        shown = desk.get(reverse(page)).content.decode()
        for table in tables:
            for form in ("xlsx", "csv"):
                assert reverse("take_list", args=[table, form]) in shown


@pytest.mark.parametrize(("who", "closed"), [("auditor", ["runs"]), ("clerk", ["runs", "claims", "grants"])])
def test_what_a_page_does_not_show_no_file_holds(grant, who, closed):
    client = signed_in(who)
    for table in ("runs", "claims", "grants"):
        with closed_after(client.get(reverse("take_list", args=[table, "csv"]))) as answer:
            assert answer.status_code == (403 if table in closed else 200), table
