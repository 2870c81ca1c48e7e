"""Three kinds of scheme side by side: one case of each, and what each must never say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from law.acts import Basis, Refused
from law.lifecycle import (
    ADOPTION,
    ADOPTION_DECISION,
    CERTIFICATION,
    COMMISSION,
    COMMISSION_DECISION,
    CONSULTATION,
    DECISION,
    PLAN_LIFECYCLE,
    RANKING,
    SchemeKind,
)
from law.roles import Role
from law.states import DecisionState, PlanState, RankingState

from .walking import Walk

TODAY = date(2026, 11, 27)
NOON = datetime(2026, 11, 27, 3, tzinfo=UTC)
REFILED = {"unreadable": [], "parties_not_agreed": []}
READY = REFILED | {"intake_open": True}
ITEM = {"items": [{"provision": "公募要領5"}], "due_on": TODAY + timedelta(days=14), "today": TODAY}
PLAIN = {"specimen": False, "uncleared_blocks": []}
BOUND = PLAIN | {
    "formal_defect": False,
    "plan_under_examination": True,
    "version_is_current": True,
    "sheets_open": False,
    "criteria_open": [],
    "criteria_unfit": [],
    "findings_stale": [],
    "jftc_required": False,
    "jftc_missing": [],
    "consultations_open": [],
    "doubts_open": [],
    "opinions_unweighed": [],
    "dated_on": TODAY,
    "today": TODAY,
    "support_ends_on": date(2031, 3, 31),
    "certification_last_on": date(2030, 12, 27),
    "drafter_id": 1,
    "approver_id": 2,
}
RANKED = PLAIN | {
    "not_examined": [],
    "out_of_step": [],
    "unscored": [],
    "meeting_recorded": True,
    "departures_unexplained": [],
    "cut_off": 6,
    "below_threshold": [],
    "without_amount": [],
    "amounts_over": [],
    "budget": 6_500_000_000,
    "amount_total": 6_400_000_000,
    "reasons_missing": [],
    "drafter_id": 1,
    "approver_id": 2,
}
TOLD = BOUND | {
    "outcome": "certification",
    "with_ranking": True,
    "snapshot_matches": True,
    "dated_on": TODAY,
    "today": TODAY,
}


def applied(lifecycle) -> Walk:
    walk = Walk(lifecycle).by(Role.MEMBER, "start_plan").by(Role.REPRESENTATIVE, "agree_plan")
    return walk.by(Role.REPRESENTATIVE, "file_plan", **READY).by(Role.OFFICER, "take_up_plan")


def ranked(**facts: object) -> Walk:
    walk = Walk(RANKING).by(Role.OFFICER, "draft_ranking", call_closed=True, competing=8)
    walk.by(Role.OFFICER, "record_meeting", met_on=TODAY, today=TODAY).by(Role.OFFICER, "revise_ranking")
    return walk.by(Role.OFFICER, "propose_ranking", **(RANKED | facts))


@pytest.mark.rule("N5", "N8")
def test_a_measure_of_the_generics_fund_is_certified_by_itself():
    plan = applied(CERTIFICATION)
    asked = Walk(CONSULTATION).by(Role.OFFICER, "prepare_consultation")
    asked.by(Role.OFFICER, "record_sending", package_ready=True)
    asked.by(Role.OFFICER, "record_answer", sent_on=TODAY, answered_on=TODAY, today=TODAY)
    decision = Walk(DECISION).by(Role.OFFICER, "draft_certification", **BOUND)
    decision.by(Role.DECIDER, "approve_certification", **BOUND).by(Role.SYSTEM, "seal_decision")
    decision.by(Role.OFFICER, "issue_decision", **TOLD)
    plan.by(Role.OFFICER, "certify_plan")
    assert (decision.state, plan.state) == (DecisionState.ISSUED, PlanState.CERTIFIED)


def test_a_biosimilar_plan_is_adopted_with_all_the_others_of_its_call():
    plan = applied(ADOPTION).by(Role.CLERK, "request_correction", **ITEM)
    plan.by(Role.REPRESENTATIVE, "answer_correction", **REFILED)
    ranking = ranked().by(Role.DECIDER, "approve_ranking", **RANKED)
    decision = Walk(ADOPTION_DECISION).by(
        Role.DECIDER, "approve_adoption", with_ranking=True, plan_under_examination=True
    )
    decision.by(Role.SYSTEM, "seal_decision")
    together = {"unsealed": [], "changed_since": [], "asked_since": [], "issue_at": NOON, "now": NOON}
    ranking.by(Role.SYSTEM, "issue_ranking", **together, dated_on=TODAY, today=TODAY)
    decision.by(Role.SYSTEM, "issue_decision", **TOLD)
    plan.by(Role.SYSTEM, "adopt_plan")
    assert (ranking.state, plan.state) == (RankingState.ISSUED, PlanState.ADOPTED)


def test_a_contractor_is_selected_by_its_call():
    plan = applied(COMMISSION)
    asked = {
        "items": ["実施体制"],
        "purpose": "体制を確かめるため",
        "responsible": "見本",
        "declined_items": [],
    }
    plan.by(Role.OFFICER, "inquire", **asked).by(Role.REPRESENTATIVE, "answer_inquiry", **REFILED)
    ranking = ranked().by(Role.DECIDER, "approve_ranking", **RANKED)
    decision = Walk(COMMISSION_DECISION).by(
        Role.DECIDER, "approve_non_selection", with_ranking=True, plan_under_examination=True
    )
    decision.by(Role.SYSTEM, "seal_decision").by(Role.OFFICER, "issue_decision", **TOLD)
    plan.by(Role.OFFICER, "not_select_plan")
    assert (ranking.state, plan.state) == (RankingState.APPROVED, PlanState.NOT_SELECTED)


# What each must never say


def words(*lifecycles) -> str:
    said = []
    for lifecycle in lifecycles:
        said += [lifecycle.label, *(state.label for state in lifecycle.used)]
        said += [text for act in lifecycle.acts for text in (act.label, act.source.text)]
    return "\n".join(said)


@pytest.mark.parametrize("word", ["認定", "公正取引委員会", "財務大臣", "基盤研"])
def test_a_scheme_without_a_fund_never_says(word):
    assert word not in words(ADOPTION, ADOPTION_DECISION, COMMISSION, COMMISSION_DECISION, RANKING)


@pytest.mark.parametrize("word", ["補助", "採択", "行政手続法", "適正化法"])
def test_a_commission_never_says(word):
    assert word not in words(COMMISSION, COMMISSION_DECISION, RANKING)


@pytest.mark.parametrize("word", ["採択", "選定", "順位", "公募"])
def test_a_fund_knows_no_competition(word):
    assert word not in words(CERTIFICATION, DECISION)


@pytest.mark.parametrize("lifecycle", [ADOPTION, COMMISSION], ids=lambda each: each.name)
def test_nothing_goes_through_nibn_but_the_two_funds(lifecycle):
    assert not {"file_plan_through_nibn", "file_paper_at_nibn", "forward_plan"} & set(lifecycle.names())
    assert PlanState.AT_NIBN not in lifecycle.used
    assert not [act.name for act in lifecycle.acts if Role.NIBN_OFFICER in act.by]


@pytest.mark.parametrize("lifecycle", [ADOPTION, ADOPTION_DECISION, COMMISSION, COMMISSION_DECISION, RANKING])
def test_what_a_call_sets_is_never_printed_as_an_article(lifecycle):
    by_call = [act for act in lifecycle.acts if act.source.basis is Basis.CALL]
    assert by_call
    for act in by_call:
        assert act.source.text.startswith("公募要領"), act.name
        assert "条" not in act.source.text, act.name


@pytest.mark.rule("A32", "A33")
def test_an_inquiry_to_an_applicant_for_a_subsidy_is_guidance_and_to_a_bidder_it_is_not():
    row = ADOPTION.row("inquire", PlanState.EXAMINATION)
    assert (row.source.basis, row.source.rules) == (Basis.ARTICLE, ("A32",))
    assert COMMISSION.row("inquire", PlanState.EXAMINATION).source.basis is Basis.CALL


@pytest.mark.parametrize("act", ["start_plan", "withdraw_plan", "agree_withdrawal"])
def test_what_is_legally_the_same_is_the_same_row(act):
    rows = [
        {id(row) for row in lifecycle.acts if row.name == act and row.start is not PlanState.AT_NIBN}
        for lifecycle in PLAN_LIFECYCLE.values()
    ]
    assert rows[0] == rows[1] == rows[2]


def test_every_kind_has_its_tables():
    assert set(PLAN_LIFECYCLE) == set(SchemeKind)


# What closes an act


@pytest.mark.parametrize("act", ["open_amendment", "file_amendment"])
@pytest.mark.parametrize("lifecycle", [ADOPTION, COMMISSION], ids=lambda each: each.name)
def test_after_the_call_nobody_improves_an_application_of_their_own_accord(lifecycle, act):
    walk = applied(lifecycle)
    with pytest.raises(Refused) as refused:
        walk.by(Role.REPRESENTATIVE, act, call_open=False, **REFILED)
    assert [reason.code for reason in refused.value.reasons] == ["call_closed"]
    assert walk.by(Role.REPRESENTATIVE, act, call_open=True, **REFILED).state is PlanState.EXAMINATION


def test_a_correction_by_a_call_names_the_calls_clause():
    with pytest.raises(Refused, match="公募要領のどの定め"):
        applied(ADOPTION).by(Role.CLERK, "request_correction", **ITEM | {"items": [{"provision": ""}]})


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("not_examined", {"not_examined": ["BS2026-00003"]}),
        ("out_of_step", {"out_of_step": ["BS2026-00003"]}),
        ("unscored", {"unscored": ["BS2026-00003"]}),
        ("no_meeting", {"meeting_recorded": False}),
        ("departure", {"departures_unexplained": ["BS2026-00003"]}),
        ("no_cut_off", {"cut_off": None}),
        ("below_threshold", {"below_threshold": ["BS2026-00003"]}),
        ("no_amount", {"without_amount": ["BS2026-00003"]}),
        ("amount_over", {"amounts_over": ["BS2026-00003"]}),
        ("over_budget", {"amount_total": 6_500_000_001}),
        ("no_budget", {"budget": None}),
        ("no_reasons", {"reasons_missing": ["BS2026-00003"]}),
        ("uncleared_wording", {"uncleared_blocks": ["教示"]}),
    ],
)
def test_what_keeps_a_ranking_from_its_approval(code, facts):
    with pytest.raises(Refused) as refused:
        ranked(**facts)
    assert [reason.code for reason in refused.value.reasons] == [code]
    with pytest.raises(Refused):
        ranked().by(Role.DECIDER, "approve_ranking", **(RANKED | facts))


def test_over_the_budget_says_by_how_much():
    with pytest.raises(Refused, match="100,000,000円超えています"):
        ranked(amount_total=6_600_000_000)


def test_who_proposed_a_ranking_does_not_approve_it():
    with pytest.raises(Refused) as refused:
        ranked().by(Role.DECIDER, "approve_ranking", **RANKED | {"approver_id": 1})
    assert [reason.code for reason in refused.value.reasons] == ["same_person"]


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("unsealed", {"unsealed": ["BS2026-00001"]}),
        ("changed_since", {"changed_since": ["BS2026-00001"]}),
        ("asked_since", {"asked_since": ["BS2026-00001"]}),
        ("not_yet", {"issue_at": NOON + timedelta(minutes=1)}),
        ("not_yet_dated", {"dated_on": TODAY + timedelta(days=1)}),
    ],
)
def test_all_are_told_at_once_or_nobody(code, facts):
    ready = {"unsealed": [], "changed_since": [], "asked_since": []}
    ready |= {"issue_at": None, "now": NOON, "dated_on": TODAY}
    walk = ranked().by(Role.DECIDER, "approve_ranking", **RANKED)
    with pytest.raises(Refused) as refused:
        walk.by(Role.OFFICER, "issue_ranking", **(ready | {"today": TODAY} | facts))
    assert [reason.code for reason in refused.value.reasons] == [code]


@pytest.mark.parametrize("act", ["approve_adoption", "approve_non_adoption"])
def test_no_plan_of_a_call_is_decided_alone(act):
    with pytest.raises(Refused, match="全件を同時に"):
        Walk(ADOPTION_DECISION).by(Role.DECIDER, act, with_ranking=False, plan_under_examination=True)


def test_no_letter_of_a_call_leaves_or_is_dropped_alone():
    decision = Walk(ADOPTION_DECISION).by(
        Role.DECIDER, "approve_adoption", with_ranking=True, plan_under_examination=True
    )
    decision.by(Role.SYSTEM, "seal_decision")
    with pytest.raises(Refused, match="全件を同時に施行"):
        decision.by(Role.OFFICER, "issue_decision", **TOLD | {"with_ranking": False})
    with pytest.raises(Refused, match="順位表とともに"):
        decision.by(Role.OFFICER, "void_decision", with_ranking=False)


def test_a_ranking_waits_for_the_call_to_close():
    with pytest.raises(Refused, match="受付終了の後に"):
        Walk(RANKING).by(Role.OFFICER, "draft_ranking", call_closed=False, competing=2)
    with pytest.raises(Refused, match="審査中の応募がありません"):
        Walk(RANKING).by(Role.OFFICER, "draft_ranking", call_closed=True, competing=0)


def test_a_meeting_is_recorded_after_it_was_held():
    walk = Walk(RANKING).by(Role.OFFICER, "draft_ranking", call_closed=True, competing=2)
    with pytest.raises(Refused, match="今日までの日"):
        walk.by(Role.OFFICER, "record_meeting", met_on=TODAY + timedelta(days=1), today=TODAY)
