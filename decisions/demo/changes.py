"""The demo's changes of granted grants: one told within the limit, one approved, one to be decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from common import clock
from grants.changes import ChangeDraft
from grants.models import GrantChange
from grants.services.changing import file_change, notify_change, save_change, start_change
from grants.services.starting import boxes_of_day, typed_changes
from law.changes import ChangeKind, Scope

from ..models import Decision
from ..services.drafting import draft_change_decision
from .acting import member, on

if TYPE_CHECKING:
    from .grants import Asking


def told_and_approved(asking: Asking, day: date) -> None:
    """A little moved between two lines of a year, by notice; then less is needed for one, by approval."""
    with on(day):
        _begun(
            asking, 0, -4_000_000, 1, 4_000_000, why="据付けの工法を改め、機械装置の一部が不要となったため。"
        )
    with on(day + timedelta(days=1)):
        change = _begun(asking, 0, -20_000_000, why="入札の結果、機械装置の契約額が見積りを下回ったため。")
    with on(day + timedelta(days=2)):
        asking.approve_and_issue(_draft(change))


def waiting(asking: Asking, day: date) -> None:
    """The work ends later than a notice may say, and by another method: drafted, not yet decided."""
    with on(day):
        change = start_change(grant=asking.fresh, kind=ChangeKind.PLAN, membership=member(asking.who))
        ends_on = ChangeDraft(change).standing.ends_on
        boxes = boxes_of_day("ends_on", (ends_on + timedelta(days=183)).isoformat())
        boxes |= {"scope": Scope.MAJOR, "content": "打錠機を、一台の高速機から二台の中速機に改めます。"}
        _file(change, boxes | {"why": "予定していた型式の製造が終了したため。"}, asking.who)
    with on(day + timedelta(days=2)):
        _draft(change)


def _begun(asking: Asking, *moves: int, why: str) -> GrantChange:
    """`moves`: place of a line and by how much its eligible cost changes, in turn."""
    change = start_change(grant=asking.fresh, kind=ChangeKind.PLAN, membership=member(asking.who))
    draft, boxes = ChangeDraft(change), {"why": why}
    for place, amount in zip(moves[::2], moves[1::2], strict=True):
        line = draft.form.own_lines[place]
        total, eligible = draft.was[line.pk]
        boxes |= {f"total-{line.pk}": f"{total + amount:,}", f"eligible-{line.pk}": f"{eligible + amount:,}"}
    _file(change, boxes, asking.who)
    return change


def _file(change: GrantChange, boxes: dict[str, str], who: str) -> None:
    save_change(change=change, changes=typed_changes(change, boxes), membership=member(who))
    act = notify_change if ChangeDraft(change).suffices else file_change
    act(change=change, membership=member(who), arrived_at=clock.now())


def _draft(change: GrantChange) -> Decision:
    return draft_change_decision(
        change=change,
        outcome=Decision.Outcome.CHANGE,
        reasons="",
        dated_on=clock.today(),
        membership=member("nibn_officer"),
    )
