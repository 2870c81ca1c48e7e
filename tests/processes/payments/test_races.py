"""People at once on the same payment: it is released once, claimed once, paid once."""

import pytest

pytestmark = pytest.mark.processes
LATE = {"raced", "state"}
PAID = "SELECT COALESCE(SUM(amount), 0) FROM funds_posting WHERE act = 'pay_advance'"
BACK = "SELECT COALESCE(SUM(amount), 0) FROM funds_posting WHERE act = 'reverse_posting'"
BALANCE = "SELECT COALESCE(SUM(balance), 0) FROM funds_account WHERE kind = 'paid'"
STATES = "SELECT state FROM payments_paymentclaim WHERE number LIKE '%-00001'"
RUNS = "SELECT state FROM payments_paymentrun ORDER BY number"
LIVE = "SELECT count(*) FROM payments_paymentclaim WHERE state IN ('open', 'drafted', 'released')"
ONCE = 10_000_000


def released_once(house):
    told = house.race(*[("release",)] * 4)
    assert told.count("won") == 1
    assert set(told) <= {"won"} | LATE
    assert house.column(RUNS) == ["released"]


def test_two_releases_at_once(servers):
    released_once(servers)


def test_two_releases_at_once_on_sqlite(embedded):
    released_once(embedded)


def test_the_same_money_is_not_claimed_while_it_is_released(servers):
    told = servers.race(("release",), ("claim",), ("claim",))
    assert told == ["won", "claim_runs", "claim_runs"]
    assert int(servers.one(LIVE)) == 2


def test_a_run_is_released_or_dropped(servers):
    told = servers.race(("release",), ("drop",))
    assert sorted(told)[-1] == "won"
    assert told.count("won") == 1
    state = {"released": "released", "dropped": "open"}[servers.one(RUNS)]
    assert servers.one(STATES) == state


def test_one_claim_goes_into_one_run(servers):
    told = servers.race(*[("draft",)] * 4)
    assert told.count("won") == 1
    assert set(told) <= {"won", "raced", "state"}
    assert len(servers.column(RUNS)) == 2


def test_what_the_bank_told_is_posted_once(servers):
    servers.succeed("release")
    told = servers.race(*[("tell_paid",)] * 4)
    assert told.count("won") == 1
    assert int(servers.one(PAID)) == int(servers.one(BALANCE)) == ONCE
    assert servers.one(STATES) == "paid"


def test_paid_and_failed_at_once_leave_the_book_right(servers):
    """Whoever came second corrects the first, or is told; the claim and the book agree."""
    servers.succeed("release")
    told = servers.race(("tell_paid",), ("tell_failed",))
    assert "won" in told
    paid = int(servers.one(PAID)) - int(servers.one(BACK))
    assert paid == int(servers.one(BALANCE)) == (ONCE if servers.one(STATES) == "paid" else 0)
