"""Who sees what, cell by cell where it matters."""

import pytest

from law.states import PlanState
from law.visibility import CAPACITIES, Capacity, Kind, Sight, Stage, sight, stage_of, table

OFFICE = (Capacity.MINISTRY, Capacity.CLERK, Capacity.NIBN, Capacity.AUDITOR)


@pytest.mark.parametrize("capacity", [c for c in Capacity if c not in (Capacity.OWNER, Capacity.PARTY)])
def test_a_draft_belongs_to_its_parties_alone(capacity):
    assert not any(sight(capacity, kind, Stage.DRAFT) for kind in Kind)


@pytest.mark.parametrize("stage", Stage)
def test_a_partner_never_sees_a_companys_own_figures(stage):
    assert sight(Capacity.OWNER, Kind.CONFIDENTIAL, stage)
    assert not sight(Capacity.PARTY, Kind.CONFIDENTIAL, stage)


def test_sales_and_volumes_are_for_the_ministry_the_consulted_and_the_auditor_only():
    seeing = {capacity for capacity in Capacity if sight(capacity, Kind.CONFIDENTIAL, Stage.FILED)}
    assert seeing == {Capacity.OWNER, Capacity.MINISTRY, Capacity.CONSULTEE, Capacity.AUDITOR}


@pytest.mark.parametrize("kind", [Kind.FINDING, Kind.CONSULTATION, Kind.DECISION_DRAFT, Kind.OPINION])
@pytest.mark.parametrize("stage", Stage)
def test_nothing_of_the_offices_own_work_reaches_an_applicant(kind, stage):
    assert not sight(Capacity.OWNER, kind, stage)
    assert not sight(Capacity.PARTY, kind, stage)


def test_an_applicant_reads_the_history_without_officials_names():
    assert sight(Capacity.OWNER, Kind.HISTORY, Stage.FILED) is Sight.NAMELESS
    assert sight(Capacity.MINISTRY, Kind.HISTORY, Stage.FILED) is Sight.YES


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("capacity", [Capacity.STRANGER, Capacity.ADMINISTRATOR])
def test_strangers_and_administrators_see_nothing(capacity, stage):
    assert not any(sight(capacity, kind, stage) for kind in Kind)


NIBNS_OWN = {Kind.GRANT_CHECK, Kind.GRANT_DRAFT}


def test_the_auditor_reads_whatever_the_deciding_office_reads():
    """The ministry decides a certification, NIBN a grant; neither's inner work is the other's."""
    for kind in Kind:
        office = Capacity.NIBN if kind in NIBNS_OWN else Capacity.MINISTRY
        assert bool(sight(Capacity.AUDITOR, kind, Stage.FILED)) == bool(sight(office, kind, Stage.FILED))


def test_a_grant_is_its_companys_own_and_its_examination_nibns():
    for kind in (Kind.GRANT, Kind.GRANT_LETTER, Kind.GRANT_HISTORY):
        assert sight(Capacity.OWNER, kind, Stage.FILED)
        assert not sight(Capacity.PARTY, kind, Stage.FILED)
    for kind in NIBNS_OWN:
        seeing = {capacity for capacity in Capacity if sight(capacity, kind, Stage.FILED)}
        assert seeing == {Capacity.NIBN, Capacity.AUDITOR}


def test_a_letter_is_for_its_addressee():
    assert sight(Capacity.OWNER, Kind.LETTER, Stage.ENDED)
    assert not sight(Capacity.PARTY, Kind.LETTER, Stage.ENDED)
    assert not sight(Capacity.NIBN, Kind.LETTER, Stage.ENDED)


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (PlanState.DRAFT, Stage.DRAFT),
        (PlanState.CORRECTION, Stage.FILED),
        (PlanState.AT_NIBN, Stage.FILED),
        (PlanState.CERTIFIED, Stage.ENDED),
        (PlanState.WITHDRAWN, Stage.ENDED),
    ],
)
def test_the_stage_follows_the_state(state, stage):
    assert stage_of(state) is stage


def test_the_table_has_every_cell():
    rows = table()
    assert len(rows) == 2 * len(Kind)
    assert all(len(cells) == len(CAPACITIES) == len(Capacity) for _kind, _stage, cells in rows)
