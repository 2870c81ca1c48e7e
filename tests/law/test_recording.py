"""A 決裁 of the office's own system is entered by another person than whoever drafted, of whatever it is."""

import pytest

from law.acts import refusals
from law.lifecycle import LIFECYCLES

RECORDS = {
    f"{lifecycle.name}: {act.name}": act
    for lifecycle in LIFECYCLES
    for act in lifecycle.acts
    if act.name.startswith("record_") and act.name.endswith("_approval") and act.start is not None
}
OF_A_PLAN = {"certification", "refusal", "ranking"}
OF_A_GRANT = {"grant", "grant_refusal", "change", "change_refusal", "fixing", "cancellation", "return_order"}
OF_AN_ASSET = {"disposal", "disposal_refusal"}


def test_they_are_all_here():
    """Of a grant and an asset twice: NIBN's and the ministry's."""
    named = {f"record_{what}_approval" for what in OF_A_PLAN | OF_A_GRANT | OF_AN_ASSET}
    assert {act.name for act in RECORDS.values()} == named
    assert len(RECORDS) == len(OF_A_PLAN) + 2 * len(OF_A_GRANT | OF_AN_ASSET)


@pytest.mark.parametrize("act", RECORDS.values(), ids=RECORDS)
def test_whoever_drafted_records_no_approval(act):
    own = next(iter(refusals(act, {"approver_id": 1, "drafter_id": 1})))
    assert own.code == "same_person"
    assert "別の担当者" in own.text
    assert act.guards[0]({"approver_id": 2, "drafter_id": 1}) is None
