"""The grant of a scheme without a fund: a fund's own rows with the ministry's people, on an 採択."""

from datetime import date

import pytest

from law.acts import Refused
from law.deadlines import last_payment_of_year
from law.grant_conditions import as_set
from law.lifecycle import (
    APPROPRIATION,
    GRANT,
    GRANT_DECISION,
    PAYMENT_CLAIM,
    TREASURY_PAYMENT,
    ruled,
)
from law.lifecycle.ministry import TWINS
from law.ministry_guards import appropriation_is_of_its_year, lines_were_adopted, more_money_rests_on_adoption
from law.roles import Role
from law.states import AppropriationState, ClaimState, DecisionState, GrantState, TreasuryPaymentState
from tests.law.walking import Walk

TODAY = date(2026, 11, 27)
STANDS = {"adopted": True, "decision_last_on": date(2027, 2, 26), "decided_on": TODAY}
YEAR = {"ends_on": date(2027, 3, 31), "fiscal_year": 2026}
ASKS = STANDS | YEAR | {"unreadable": [], "asked": 180_000_000}
DECIDES = STANDS | {
    "grant_under_examination": True,
    "version_is_current": True,
    "specimen": False,
    "uncleared_blocks": [],
    "lines_unchecked": [],
    "granted": 180_000_000,
    "approver_id": 2,
    "drafter_id": 1,
    "reasons": "",
    "denies": False,
    "snapshot_matches": True,
    "dated_on": TODAY,
    "today": TODAY,
}
PAYS = {
    "grant_stands": True,
    "recorder": 1,
    "approvers": {2},
    "reference": "第7号",
    "claimed_on": TODAY,
    "day": TODAY,
    "today": TODAY,
    "fiscal_year": 2026,
}
COMPANY, DESK, HEAD = Role.REPRESENTATIVE, Role.OFFICER, Role.DECIDER


def own(lifecycle):
    return ruled(lifecycle, "ministry")


def filed(**facts) -> Walk:
    walk = Walk(own(GRANT)).by(Role.MEMBER, "start_grant", **STANDS, asked_already=False)
    return walk.by(COMPANY, "file_grant", **(ASKS | facts))


@pytest.mark.rule("S5", "S6", "S8")
def test_the_ministry_examines_and_decides_and_nibn_has_no_part():
    examined = filed().by(DESK, "take_up_grant").by(DESK, "check_lines")
    decision = Walk(own(GRANT_DECISION)).by(DESK, "draft_grant", **DECIDES)
    decision = decision.by(HEAD, "approve_grant", **DECIDES).by(Role.SYSTEM, "seal_decision")
    assert decision.by(DESK, "issue_decision", **DECIDES).state is DecisionState.ISSUED
    assert examined.by(HEAD, "grant_subsidy").state is GrantState.GRANTED
    for lifecycle in TWINS.values():
        assert not any("nibn" in role for act in lifecycle.acts for role in act.by)


def test_a_grant_of_a_fund_keeps_its_own_rows():
    assert ruled(GRANT, "nibn") is GRANT
    assert own(GRANT) is not GRANT
    assert {act.name for act in own(GRANT).acts} == {act.name for act in GRANT.acts}


def test_it_rests_on_the_adoption_and_not_on_a_certification():
    with pytest.raises(Refused, match="採択されていないため"):
        filed(adopted=False)
    with pytest.raises(Refused, match="採択されていないため"):
        Walk(own(GRANT_DECISION)).by(DESK, "draft_grant", **(DECIDES | {"adopted": False}))
    assert more_money_rests_on_adoption({"raised": True} | STANDS) is None
    assert more_money_rests_on_adoption({"raised": True} | STANDS | {"adopted": False}).code == "not_adopted"
    assert more_money_rests_on_adoption({"raised": False}) is None
    assert lines_were_adopted({"unplanned": ["機械"]}).code == "unplanned_line"


def test_a_refusal_rests_on_nothing():
    decided = Walk(own(GRANT_DECISION)).by(DESK, "draft_grant_refusal", **(DECIDES | {"reasons": "対象外"}))
    decided = decided.by(HEAD, "approve_grant_refusal", **(DECIDES | {"reasons": "対象外"}))
    told = DECIDES | {"denies": True, "adopted": False}
    assert decided.by(Role.SYSTEM, "seal_decision").by(DESK, "issue_decision", **told).state


def test_the_drafter_does_not_decide():
    decision = Walk(own(GRANT_DECISION)).by(DESK, "draft_grant", **DECIDES)
    with pytest.raises(Refused) as refused:
        decision.by(HEAD, "approve_grant", **(DECIDES | {"approver_id": 1}))
    assert [reason.code for reason in refused.value.reasons] == ["same_person"]


@pytest.mark.rule("Z43")
@pytest.mark.parametrize("ends_on", [date(2027, 4, 1), date(2026, 3, 31)])
def test_its_work_stays_in_its_year(ends_on):
    with pytest.raises(Refused) as refused:
        filed(ends_on=ends_on)
    assert [reason.code for reason in refused.value.reasons] == ["beyond_its_year"]


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2027, 4, 1)])
def test_an_appropriation_is_promised_in_its_own_year(day):
    assert appropriation_is_of_its_year({"day": day, "fiscal_year": 2026}).code == "other_year"
    assert appropriation_is_of_its_year({"day": date(2027, 3, 31), "fiscal_year": 2026}) is None


@pytest.mark.rule("Y4")
def test_it_is_paid_until_30_april():
    assert last_payment_of_year(2026) == date(2027, 4, 30)
    late = {"today": date(2027, 5, 10)}
    paid = Walk(TREASURY_PAYMENT).by(
        DESK, "record_treasury_payment", **(PAYS | late | {"day": date(2027, 4, 30)})
    )
    assert paid.state is TreasuryPaymentState.RECORDED
    for day in (date(2027, 5, 1), date(2026, 11, 26)):
        with pytest.raises(Refused) as refused:
            Walk(TREASURY_PAYMENT).by(DESK, "record_treasury_payment", **(PAYS | late | {"day": day}))
        assert [reason.code for reason in refused.value.reasons] == ["day_out_of_year"]


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("decided_it", {"approvers": {1}}),
        ("no_reference", {"reference": "  "}),
        ("not_granted", {"grant_stands": False}),
    ],
)
def test_who_decided_does_not_say_that_it_was_paid(code, facts):
    with pytest.raises(Refused) as refused:
        Walk(TREASURY_PAYMENT).by(DESK, "record_treasury_payment", **(PAYS | facts))
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_mistaken_record_is_taken_back_until_money_is_ordered_back():
    recorded = Walk(TREASURY_PAYMENT).by(DESK, "record_treasury_payment", **PAYS)
    with pytest.raises(Refused, match="返還を命じているため"):
        recorded.by(DESK, "reverse_treasury_payment", why="誤り", returns_ordered=True)
    recorded.by(DESK, "reverse_treasury_payment", why="誤り", returns_ordered=False)
    assert recorded.state is TreasuryPaymentState.REVERSED


def test_a_claim_on_the_ministry_knows_no_run():
    claims = own(PAYMENT_CLAIM)
    assert not {"take_into_run", "order_payment"} & set(claims.names())
    assert claims.row("settle_claim", ClaimState.OPEN).end is ClaimState.PAID
    assert claims.row("restore_claim", ClaimState.PAID).end is ClaimState.OPEN


def test_an_appropriation_counts_once_another_person_has_confirmed_it():
    entered = Walk(APPROPRIATION).by(DESK, "enter_appropriation")
    with pytest.raises(Refused, match="自分が記入した"):
        entered.by(HEAD, "confirm_appropriation", drafter=1, confirmer=1)
    entered.by(HEAD, "confirm_appropriation", drafter=1, confirmer=2)
    assert entered.state is AppropriationState.CONFIRMED


def test_its_conditions_name_the_minister_and_the_treasury():
    words = "".join(str(row["text"]) for row in as_set(["profit", "tax"], [], date(2027, 3, 31), "ministry"))
    assert "厚生労働大臣の承認" in words
    assert "国庫に納付" in words
    assert "理事長" not in words
    fund = "".join(str(row["text"]) for row in as_set(["profit"], [], date(2027, 3, 31)))
    assert "理事長の承認" in fund
    assert "基盤研に納付" in fund
