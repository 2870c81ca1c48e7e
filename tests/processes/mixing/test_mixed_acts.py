"""Decide and pay at once, each by its own act: the book stays right, and who comes too late is told."""

import pytest

from ..ledger.test_races import in_order
from .sums import ADVANCE, DRAFTED, MONEY, ROOM

pytestmark = pytest.mark.processes
ALL = [("approve", who) for who in DRAFTED]


def sums_of(till):
    return {"paid": 0, "payable": 0, "uncommitted": 0} | in_order(till)


def money_for_one_of_two(till):
    """While one is paid; nothing is given back."""
    *told, paid, lowest = till.race(*ALL, ("pay",), ("watch", 20))
    assert (told.count("won"), told.count("fund_empty"), paid) == (ROOM, len(DRAFTED) - ROOM, "won")
    assert lowest >= 0
    sums = sums_of(till)
    assert (sums["uncommitted"], sums["paid"]) == (0, ADVANCE)
    assert sums["committed"] == MONEY - ADVANCE


def test_who_decides_while_another_is_paid_gets_what_there_is(servers):
    money_for_one_of_two(servers)
