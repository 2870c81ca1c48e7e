"""Many at once on one book: there is money for ten, and ten get it; nobody waits for ever."""

import pytest

from .sums import EACH, FREE, UNDER_WAY

pytestmark = pytest.mark.processes
BALANCES = """
    SELECT kind, SUM(balance) FROM funds_account GROUP BY kind
"""
# An account whose balance is not what its postings come to.
WRONG = """
    SELECT a.id FROM funds_account a LEFT JOIN (
        SELECT account, SUM(amount) AS sum FROM (
            SELECT debit_id AS account, amount FROM funds_posting
            UNION ALL SELECT credit_id, -amount FROM funds_posting) moved GROUP BY account
    ) posted ON posted.account = a.id WHERE a.balance <> a.side * COALESCE(posted.sum, 0)
"""
NEGATIVE = """
    SELECT id FROM funds_account WHERE balance < 0 AND kind IN ('uncommitted', 'committed', 'payable')
"""


def in_order(till):
    """The book agrees with its postings, and its parts with its whole."""
    assert till.column(WRONG) == []
    assert till.column(NEGATIVE) == []
    sums = {kind: int(amount) for kind, amount in till.rows(BALANCES)}
    came_in = sums["received"] + sums.get("donated", 0) + sums.get("recovered", 0)
    held = sums["uncommitted"] + sums["committed"] + sums.get("payable", 0)
    assert came_in == held + sums.get("paid", 0)
    return sums


def there_is_money_for_ten(till, processes):
    *told, lowest = till.race(*[("commit", EACH)] * processes, ("watch", 40))
    assert told.count("won") == 10
    assert told.count("fund_empty") == processes - 10
    assert lowest >= 0
    assert in_order(till)["uncommitted"] == 0


def test_of_sixty_four_who_decide_at_once_ten_get_the_money(servers):
    there_is_money_for_ten(servers, 64)


def test_of_eight_on_sqlite_who_decide_too_much_the_money_is_given_once(embedded):
    told = embedded.race(*[("commit", FREE // 3)] * 8)
    assert (told.count("won"), told.count("fund_empty")) == (3, 5)
    assert in_order(embedded)["uncommitted"] == FREE % 3


def test_of_sixty_four_ten_get_it_while_others_are_fixed_and_paid(servers):
    settling = [("settle", place) for place in range(UNDER_WAY)]
    *told, lowest = servers.race(*[("commit", EACH)] * 64, *settling, ("watch", 40))
    decided, settled = told[:64], told[64:]
    assert (decided.count("won"), decided.count("fund_empty")) == (10, 54)
    assert settled == [["won", "won"]] * UNDER_WAY
    assert lowest >= 0
    sums = in_order(servers)
    assert (sums["uncommitted"], sums["paid"]) == (0, UNDER_WAY * EACH)


def any_mix(till, processes, steps):
    *told, lowest = till.race(*[("go_on", seed, steps) for seed in range(processes)], ("watch", 40))
    codes = set().union(*told)
    assert codes <= {"won", "fund_empty", "not_so_much"}
    assert all(sum(each.values()) == steps for each in told)
    assert sum(each.get("won", 0) for each in told) > processes
    assert lowest >= 0
    in_order(till)


def test_sixteen_in_any_mix_of_acts_neither_overdraw_nor_wait_for_each_other_in_a_ring(servers):
    any_mix(servers, 16, 25)


def test_eight_on_sqlite_in_any_mix_of_acts(embedded):
    any_mix(embedded, 8, 10)


def test_a_year_is_closed_while_others_act_and_nothing_is_left_behind(servers):
    *told, closed = servers.race(*[("go_on", seed, 15) for seed in range(12)], ("close",))
    assert closed == "won"
    assert set().union(*told) <= {"won", "fund_empty", "not_so_much", "year_closed", "account_closed"}
    in_order(servers)
    left = """
        SELECT COALESCE(SUM(balance), 0) FROM funds_account a JOIN funds_year y ON y.id = a.year_id
        WHERE y.state = 'closed' AND a.kind IN ('committed', 'payable')
    """
    assert int(servers.one(left)) == 0
    assert servers.one("SELECT count(*) FROM funds_account a JOIN funds_year y ON y.id = a.year_id"
                       " WHERE y.state = 'closed' AND a.closed_at IS NULL") == 0  # fmt: skip
