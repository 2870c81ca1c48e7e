"""次は誰, of a grant: the most pressing that waits, and nothing of what the reader may not see."""

from functools import partial

import pytest

from law.authorities import Authority
from law.grant_turn import ROWS, GrantWait, grant_turn
from law.roles import NIBN, Role
from law.visibility import Capacity, Kind, Stage, sight


def turn(*waits: GrantWait, capacity: Capacity = Capacity.NIBN):
    return grant_turn(waits, lambda kind: sight(capacity, kind, Stage.FILED))


W = GrantWait


@pytest.mark.parametrize(
    ("waits", "role", "what"),
    [
        pytest.param((W.TAKING_UP,), Role.NIBN_OFFICER, "審査の開始", id="受付は担当者を待つ"),
        pytest.param((W.DRAFTING, W.EXAMINING), Role.NIBN_OFFICER, "査定と起案", id="審査中は査定と起案"),
        pytest.param((W.APPROVAL, W.EXAMINING), Role.NIBN_DECIDER, "起案の決裁", id="起案は理事長を待つ"),
        pytest.param((W.SEALING, W.ISSUE), Role.SYSTEM, "署名した文書の作成", id="決裁の後はシステム"),
        pytest.param((W.CORRECTION,), Role.REPRESENTATIVE, "交付申請の直し", id="直しは申請者"),
        pytest.param((W.REPORT, W.REPORTING), Role.NIBN_OFFICER, "実績の確認", id="実績報告は担当者"),
        pytest.param(
            (W.REPORT_CORRECTION, W.REPORTING), Role.REPRESENTATIVE, "実績報告の直し", id="実績の直し"
        ),
        pytest.param((W.CHANGE, W.REPORTING), Role.NIBN_OFFICER, "変更の審査", id="変更は担当者"),
        pytest.param((W.CHANGE_CORRECTION, W.REPORTING), Role.REPRESENTATIVE, "変更の直し", id="変更の直し"),
        pytest.param((W.FIXING, W.SETTLING, W.REPORTING), Role.NIBN_OFFICER, "額の確定の起案", id="額の確定"),
        pytest.param((W.RETURNING, W.CLAIM), Role.NIBN_OFFICER, "返還命令の起案", id="過払いは返還命令"),
        pytest.param((W.RELEASE, W.REPORTING), Role.NIBN_ACCOUNTANT, "振込の依頼", id="束は出納を待つ"),
        pytest.param((W.REPORTING,), Role.REPRESENTATIVE, "実績の報告", id="決定の後は実績の報告"),
    ],
)
def test_the_most_pressing_is_told(waits, role, what):
    assert (turn(*waits).role, turn(*waits).what) == (role, what)


def test_nobody_s_turn_when_nothing_is_awaited():
    assert turn() is None


def test_who_oversees_reads_of_no_draft():
    drafted = turn(W.APPROVAL, W.EXAMINING, capacity=Capacity.MINISTRY)
    assert drafted.what == "審査"
    assert turn(W.FIXING, W.SETTLING, W.REPORTING, capacity=Capacity.MINISTRY).what == "額の確定"


def test_of_a_grant_of_the_ministry_it_is_the_ministrys_turn():
    def of_ministry(*waits):
        sees = partial(_sees, Capacity.MINISTRY)
        return grant_turn(waits, sees, Authority.MINISTRY)

    assert (of_ministry(W.APPROVAL).who, of_ministry(W.APPROVAL).role) == ("決裁者", Role.DECIDER)
    assert (of_ministry(W.TAKING_UP).who, of_ministry(W.TAKING_UP).role) == ("厚生労働省", Role.OFFICER)
    assert (of_ministry(W.CLAIM).what, of_ministry(W.CLAIM).role) == ("支払の記録", Role.OFFICER)
    assert of_ministry(W.REPORTING).role is Role.REPRESENTATIVE
    assert grant_turn((W.APPROVAL,), partial(_sees, Capacity.NIBN), Authority.MINISTRY) is None


def _sees(capacity: Capacity, kind: Kind):
    return sight(capacity, kind, Stage.FILED, Authority.MINISTRY)


def test_every_wait_has_one_row_and_every_list_is_nibn_s():
    assert [row.wait for row in ROWS] == list(dict.fromkeys(row.wait for row in ROWS))
    assert {row.wait for row in ROWS} == set(GrantWait)
    assert {row.turn.role for row in ROWS if row.label} <= NIBN
    assert all(row.kind in Kind for row in ROWS)
