"""A change of a granted grant on its way, made through the services."""

from datetime import date
from typing import Any

import pytest

from common import clock
from common.actor import actor_of
from decisions.models import Decision
from decisions.selectors import decided_amounts
from decisions.services.approving import approve_decision
from decisions.services.drafting import draft_change_decision
from decisions.services.issuing import issue_decision
from grants.changes import ChangeDraft, changes_visible_to
from grants.models import Grant, GrantChange
from grants.services.changing import file_change, notify_change, save_change, start_change
from grants.services.starting import boxes_of_day, typed_changes
from law.acts import Refused
from tests.cast import membership
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g
from tests.grants import reporting as r

WHY = "装置の仕様が変わったため。"
DESK, HEAD, COMPANY = "nibn_officer", "nibn_decider", "lead"
ALL, A_YEAR = 108_000_000, 36_000_000
MACHINE, WORKS = 54_000_000, 18_000_000  # the eligible cost of the two lines of a year
EDGE = 3_600_000  # 20% of the smaller
CHANGE, REFUSAL = Decision.Outcome.CHANGE, Decision.Outcome.CHANGE_REFUSAL


def anew(change: GrantChange) -> GrantChange:
    return changes_visible_to(membership("lead")).get(pk=change.pk)


def begun(grant: Grant, kind: str = "plan", who: str = "lead", **boxes: str) -> GrantChange:
    change = start_change(grant=grant, kind=kind, membership=membership(who))
    return typed(change, who, **({"why": WHY} | boxes))


def typed(change: GrantChange, who: str = "lead", **boxes: str) -> GrantChange:
    """Boxes by name; `eligible_0` is the first line's."""
    found = GrantChange.objects.select_related("grant__party", "grant__basis", "grant__case").get(
        pk=change.pk
    )
    wanted = {_box(found, name): text for name, text in boxes.items()}
    saved = save_change(change=found, changes=typed_changes(found, wanted), membership=membership(who))
    assert not saved.refused
    assert not saved.conflicts
    return found


def _box(change: GrantChange, name: str) -> str:
    kind, _dash, place = name.rpartition("_")
    if kind not in ("total", "eligible") or not place.isdecimal():
        return name
    return f"{kind}-{ChangeDraft(change).form.own_lines[int(place)].pk}"


def moved(*moves: tuple[int, int]) -> dict[str, str]:
    """Lines in the order of the form → their new eligible cost; the total follows by the same sum."""
    boxes = {}
    for place, eligible in moves:
        boxes |= {f"eligible_{place}": f"{eligible:,}", f"total_{place}": f"{eligible + 8_000_000:,}"}
    return boxes


def until(day: date) -> dict[str, str]:
    return boxes_of_day("ends_on", day.isoformat())


def stop_on(day: date) -> dict[str, str]:
    return boxes_of_day("stop_on", day.isoformat())


def notified(grant: Grant, **boxes: str) -> GrantChange:
    change = begun(grant, **boxes)
    notify_change(change=anew(change), membership=membership("lead"), arrived_at=clock.now())
    return anew(change)


def filed(grant: Grant, kind: str = "plan", **boxes: str) -> GrantChange:
    change = begun(grant, kind, **boxes)
    file_change(change=anew(change), membership=membership("lead"), arrived_at=clock.now())
    return anew(change)


def draft(change: GrantChange, outcome: str = CHANGE, who: str = "nibn_officer", **said: Any) -> Decision:
    words = {"reasons": "" if outcome == CHANGE else "補助の目的に合わないため。", "dated_on": clock.today()}
    return draft_change_decision(
        change=anew(change), outcome=outcome, membership=membership(who), **(words | said)
    )


def approved(change: GrantChange, outcome: str = CHANGE) -> Decision:
    """決裁済み and sealed."""
    decision = approve_decision(decision=draft(change, outcome), membership=membership("nibn_decider"))
    do_jobs("seal")
    return g.whole(decision)


def issued(decision: Decision) -> Decision:
    return issue_decision(decision=g.whole(decision), actor=actor_of(membership("nibn_officer")))


def changed(grant: Grant, kind: str = "plan", **boxes: str) -> Grant:
    issued(approved(filed(grant, kind, **boxes)))
    return g.again(grant)


# What a company types, and how a refusal is read


def moving(amount: int) -> dict[str, str]:
    """`amount` from machines to works in the first year."""
    return {
        "eligible_0": f"{MACHINE - amount:,}",
        "eligible_1": f"{WORKS + amount:,}",
        "total_1": "40,000,000",
    }


def less(amount: int) -> dict[str, str]:
    """The first year's grant lower by half of `amount`."""
    return {"eligible_0": f"{MACHINE - amount:,}"}


def years(grant: Grant) -> list[tuple[int, int]]:
    return list(decided_amounts(grant).values_list("fiscal_year", "amount"))


def codes(act) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]


def filing(act, change, day: date = date(2026, 11, 28)):
    return lambda: act(change=change, membership=membership(COMPANY), arrived_at=r.moment(day))
