"""次は誰: whose turn it is, and that nobody learns of a step they may not see."""

from itertools import chain, combinations

import pytest

from law.roles import Role
from law.states import PlanState as P
from law.turn import EXAMINING, Wait, turn_of
from law.visibility import Capacity, Kind, sight, stage_of


def turn(*waits: Wait, state: P = P.EXAMINATION, capacity: Capacity = Capacity.MINISTRY):
    return turn_of(state, waits, lambda kind: sight(capacity, kind, stage_of(state)))


@pytest.mark.parametrize(
    ("waits", "role", "what"),
    [
        pytest.param((Wait.APPROVAL, Wait.OPINION), Role.DECIDER, "起案の決裁", id="起案は決裁者を待つ"),
        pytest.param((Wait.REDRAFTING,), Role.OFFICER, "差し戻された起案の見直し", id="差戻しは担当官へ"),
        pytest.param((Wait.SEALING,), Role.SYSTEM, "署名した文書の作成", id="決裁の後はシステム"),
        pytest.param((Wait.ISSUE,), Role.OFFICER, "施行", id="文書ができたら施行"),
        pytest.param((Wait.INQUIRY, Wait.FINDINGS), Role.REPRESENTATIVE, "照会への回答", id="照会は申請者へ"),
        pytest.param((Wait.FINDINGS, Wait.CONSULTED), Role.OFFICER, "審査調書の作成", id="担当官の仕事が先"),
        pytest.param((Wait.CONSULTED,), Role.CONSULTEE, "協議への回答", id="ほかになければ協議先を待つ"),
        pytest.param(
            (Wait.RANKING, Wait.OPINION), Role.REVIEWER, "意見の提出", id="採点がそろうまでは審査委員"
        ),
        pytest.param((Wait.RANKING,), Role.OFFICER, "順位案の作成", id="採点がそろえば順位案"),
        pytest.param(
            (Wait.RANKING, Wait.RANKING_APPROVAL), Role.DECIDER, "順位表の決裁", id="順位案は決裁者を待つ"
        ),
        pytest.param(
            (Wait.RANKING, Wait.RANKING_REDRAFTING),
            Role.OFFICER,
            "差し戻された順位案の見直し",
            id="差し戻された順位案",
        ),
        pytest.param((), Role.OFFICER, "起案", id="すべてそろえば起案"),
    ],
)
def test_an_application_under_examination(waits, role, what):
    assert (turn(*waits).role, turn(*waits).what) == (role, what)


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (P.AT_NIBN, Role.NIBN_OFFICER),
        (P.FILED, Role.OFFICER),
        (P.CORRECTION, Role.REPRESENTATIVE),
    ],
)
def test_another_state_speaks_for_itself(state, role):
    assert turn(*Wait, state=state).role is role


@pytest.mark.parametrize("state", [P.CERTIFIED, P.REFUSED, P.WITHDRAWN])
def test_an_ended_procedure_is_nobody_s_turn(state):
    assert turn(*Wait, state=state) is None


def test_every_wait_has_its_row():
    assert {wait for wait, _kind, _turn in EXAMINING} == set(Wait) - {Wait.TYPING}


def test_a_paper_is_typed_at_the_desk_that_has_it():
    assert turn(Wait.TYPING, state=P.DRAFT).what == "紙の申請の入力"


SEEN_BY_APPLICANTS = {Wait.AMENDMENT, Wait.INQUIRY}
INSIDE = [wait for wait, _kind, _turn in EXAMINING if wait not in SEEN_BY_APPLICANTS]


@pytest.mark.parametrize("capacity", [Capacity.OWNER, Capacity.PARTY])
def test_whatever_goes_on_inside_an_applicant_reads_the_same(capacity):
    sets = chain.from_iterable(combinations(INSIDE, size) for size in range(len(INSIDE) + 1))
    assert {turn(*waits, capacity=capacity).what for waits in sets} == {"審査"}


@pytest.mark.parametrize("capacity", list(Capacity))
@pytest.mark.parametrize("row", EXAMINING, ids=lambda row: row[0])
def test_a_step_is_told_to_whom_its_kind_is_open(capacity, row):
    wait, kind, told = row
    shown = turn(wait, capacity=capacity)
    assert (shown == told) is bool(sight(capacity, kind, stage_of(P.EXAMINATION)))


def test_clerk_and_nibn_read_no_draft_behind_the_word_for_examination():
    for capacity in (Capacity.CLERK, Capacity.NIBN):
        assert turn(Wait.ISSUE, capacity=capacity).what == "審査"
    assert turn(Wait.ISSUE, capacity=Capacity.AUDITOR).what == "施行"
    assert not sight(Capacity.CLERK, Kind.DECISION_DRAFT, stage_of(P.EXAMINATION))
