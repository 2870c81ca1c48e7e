"""返還 and 取消し as the tables have them (適正化法17条, 18条): how much, under what, by whom, and when."""

from datetime import date

import pytest

from law.acts import Basis, refusals
from law.lifecycle import CANCELLATION, GRANT, RECEIVABLE, REMITTANCE, RETURN_ORDER
from law.money import ReturnUnder
from law.returns import Sums, due_of, to_order
from law.roles import Role
from law.states import DecisionState as D
from law.states import GrantState as G
from law.states import ReceivableState as R

CANCELLED, OVERPAID = ReturnUnder.CANCELLED, ReturnUnder.OVERPAID
DAY = date(2027, 6, 30)
FACTS = {
    "to_order": 8,
    "bound": 8,
    "due_on": date(2027, 7, 20),
    "on_its_way": False,
    "reasons": "超えて交付したため。",
    "grant_stands": True,
    "ground": "other_use",
    "fact": "他の事業に使用した。",
    "sums": {2026: 5},
    "standing": {2026: 10},
    "fixing_under_way": False,
    "change_waits": False,
    "specimen": False,
    "uncleared_blocks": [],
    "approver_id": 2,
    "drafter_id": 1,
    "dated_on": DAY,
    "today": DAY,
    "snapshot_matches": True,
}


def codes(lifecycle, act, state, **other):
    return [reason.code for reason in refusals(lifecycle.row(act, state), FACTS | other)]


@pytest.mark.rule("S18")
@pytest.mark.parametrize(
    ("sums", "found"),
    [
        (Sums(decided=160, fixed=152, paid=160), {OVERPAID: 8}),
        (Sums(decided=160, fixed=152, paid=152), {}),
        (Sums(decided=160, fixed=152, paid=160, ordered={OVERPAID: 8}), {}),
        (Sums(decided=160, fixed=None, paid=100), {}),
        (Sums(decided=160, fixed=None, paid=100, cancelled_before=100), {CANCELLED: 40}),
        (Sums(decided=160, fixed=152, paid=160, cancelled_after=52), {CANCELLED: 52, OVERPAID: 8}),
        (Sums(decided=160, fixed=152, paid=160, cancelled_after=52, ordered={OVERPAID: 8}), {CANCELLED: 52}),
        (Sums(10, 4, 8, cancelled_before=5, ordered={CANCELLED: 3}), {OVERPAID: 1}),
        (Sums(10, 4, 8, cancelled_before=5), {CANCELLED: 3, OVERPAID: 1}),
    ],
)
def test_what_is_paid_above_what_stands_goes_back_once(sums, found):
    """The example of the 文部科学省 among them: decided 160, fixed 152, eight come back."""
    assert to_order(sums) == found


@pytest.mark.rule("S18")
def test_its_day_is_the_schemes_or_else_twenty_days_after_the_letter():
    assert due_of(DAY, None) == date(2027, 7, 20)
    assert due_of(DAY, 30) == date(2027, 7, 30)


@pytest.mark.rule("S18", "S21b")
@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("nothing_to_return", {"to_order": 0}),
        ("claim_runs", {"on_its_way": True}),
        ("no_reasons", {"reasons": " "}),
        ("uncleared_wording", {"uncleared_blocks": ["返還命令の教示"]}),
    ],
)
def test_each_refusal_of_an_order_by_itself(code, facts):
    assert codes(RETURN_ORDER, "draft_return_order", None) == []
    assert codes(RETURN_ORDER, "draft_return_order", None, **facts) == [code]
    assert codes(RETURN_ORDER, "approve_return_order", D.DRAFTED, **facts) == [code]


@pytest.mark.rule("S18")
def test_at_the_issue_its_day_lies_ahead_and_its_sum_is_as_approved():
    assert codes(RETURN_ORDER, "issue_decision", D.SEALED) == []
    assert codes(RETURN_ORDER, "issue_decision", D.SEALED, due_on=DAY) == ["due_day_over"]
    assert codes(RETURN_ORDER, "issue_decision", D.SEALED, to_order=7) == ["sum_changed"]


@pytest.mark.rule("S17", "S21b")
@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("nothing_stands", {"grant_stands": False}),
        ("fixing_under_way", {"fixing_under_way": True}),
        ("change_waits", {"change_waits": True}),
        ("claim_runs", {"on_its_way": True}),
        ("not_so_much", {"sums": {2026: 11}}),
        ("not_so_much", {"sums": {2027: 1}}),
        ("nothing_cancelled", {"sums": {2026: 0}}),
        ("no_ground", {"ground": "circumstances"}),
        ("no_fact", {"fact": " "}),
        ("no_reasons", {"reasons": " "}),
    ],
)
def test_each_refusal_of_a_cancellation_by_itself(code, facts):
    assert codes(CANCELLATION, "draft_cancellation", None) == []
    assert codes(CANCELLATION, "draft_cancellation", None, **facts) == [code]
    assert codes(CANCELLATION, "approve_cancellation", D.DRAFTED, **facts) == [code]


@pytest.mark.rule("S17")
def test_a_decision_is_cancelled_also_after_its_amount_was_fixed():
    for state in (G.GRANTED, G.FIXED):
        row = GRANT.row("cancel_grant", state)
        assert (row.end, row.source.basis) == (G.CANCELLED, Basis.ARTICLE)
        assert GRANT.row("cancel_part", state).end is state
    assert GRANT.row("cancel_grant", G.WITHDRAWN) is None


@pytest.mark.rule("S18", "R1")
def test_who_orders_decides_and_takes_in_are_three():
    assert RETURN_ORDER.row("draft_return_order", None).by == {Role.NIBN_OFFICER}
    assert RETURN_ORDER.row("approve_return_order", D.DRAFTED).by == {Role.NIBN_DECIDER}
    assert codes(RETURN_ORDER, "approve_return_order", D.DRAFTED, approver_id=1) == ["same_person"]
    assert REMITTANCE.row("record_remittance", None).by == {Role.NIBN_ACCOUNTANT}
    assert RECEIVABLE.row("urge_payment", R.OPEN).by == {Role.NIBN_OFFICER}
    assert RECEIVABLE.row("urge_payment", R.OPEN).source.basis is Basis.PRACTICE
