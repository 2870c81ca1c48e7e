"""Deciders at once on grants of one fund: the money is given once, and each hears why not."""

import pytest

from .sums import COMPANIES, EACH

pytestmark = pytest.mark.processes
SUMS = "SELECT kind, SUM(balance) FROM funds_account GROUP BY kind"
APPROVED = "SELECT count(*) FROM decisions_decision WHERE state = 'approved' AND grant_id IS NOT NULL"
AMOUNTS = "SELECT COALESCE(SUM(amount), 0) FROM decisions_decidedamount"


def one_gets_it(desk):
    told = desk.race(*[("approve", who) for who in COMPANIES])
    assert sorted(told) == ["fund_empty", "fund_empty", "won"]
    sums = {kind: int(amount) for kind, amount in desk.rows(SUMS)}
    assert (sums["committed"], sums["uncommitted"]) == (EACH, 0)
    assert int(desk.one(APPROVED)) == 1
    assert int(desk.one(AMOUNTS)) == EACH


def test_three_decisions_and_money_for_one(servers):
    one_gets_it(servers)


def test_three_decisions_and_money_for_one_on_sqlite(embedded):
    one_gets_it(embedded)


def test_the_same_decision_is_approved_once(servers):
    told = servers.race(*[("approve", "lead")] * 6)
    assert told.count("won") == 1
    assert set(told) <= {"won", "raced", "state"}
    sums = {kind: int(amount) for kind, amount in servers.rows(SUMS)}
    assert sums["committed"] == EACH


def test_what_is_approved_while_it_is_dropped_binds_money_or_nothing(servers):
    told = servers.race(("approve", "lead"), ("void", "lead"))
    sums = {kind: int(amount) for kind, amount in servers.rows(SUMS)}
    bound = sums.get("committed", 0)
    assert "won" in told
    assert bound == (EACH if int(servers.one(APPROVED)) else 0)


def test_nothing_is_bound_for_who_was_quicker_to_withdraw(servers):
    approved, withdrawn = servers.race(("approve", "lead"), ("withdraw", "lead"))
    assert withdrawn == "won"
    assert approved in ("won", "not_under_examination")
    sums = {kind: int(amount) for kind, amount in servers.rows(SUMS)}
    assert sums.get("committed", 0) == (EACH if approved == "won" else 0)
