"""A 決裁 of the office's own system is entered by another person than whoever drafted, of whatever it is."""

import pytest

from law.acts import refusals
from law.lifecycle import LIFECYCLES

RECORDS = [
    pytest.param(act, id=act.name)
    for lifecycle in LIFECYCLES
    for act in lifecycle.acts
    if act.name.startswith("record_") and act.name.endswith("_approval") and act.start is not None
]


def test_they_are_all_here():
    assert len(RECORDS) == 10


@pytest.mark.parametrize("act", RECORDS)
def test_whoever_drafted_records_no_approval(act):
    own = next(iter(refusals(act, {"approver_id": 1, "drafter_id": 1})))
    assert own.code == "same_person"
    assert "別の担当者" in own.text
    assert act.guards[0]({"approver_id": 2, "drafter_id": 1}) is None
