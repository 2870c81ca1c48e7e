"""公募: when it takes in, to the second; what its guards ask."""

from datetime import UTC, datetime, timedelta

import pytest

from law import calls as c
from law.calls import Phase, phase_of
from law.lifecycle import ADOPTION, CALL, CERTIFICATION, CLOSING, COMMISSION
from law.roles import Role
from law.states import CallState, ClosingState

OPENS = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (OPENS - SECOND, Phase.UPCOMING),
        (OPENS, Phase.OPEN),
        (CLOSES - SECOND, Phase.OPEN),
        (CLOSES - timedelta(microseconds=1), Phase.OPEN),
        (CLOSES, Phase.CLOSED),
        (CLOSES + SECOND, Phase.CLOSED),
    ],
)
def test_the_minute_it_opens_lies_inside_and_the_minute_it_closes_outside(at, phase):
    assert phase_of(OPENS, CLOSES, at) is phase


def test_a_standing_intake_never_closes():
    assert phase_of(OPENS, None, CLOSES + timedelta(days=3650)) is Phase.OPEN


@pytest.mark.parametrize(
    ("standing", "certification", "word"), [(True, False, "受付終了の日時"), (False, True, "随時")]
)
def test_a_fund_takes_in_at_any_time_and_nothing_else_does(standing, certification, word):
    facts = {"standing": standing, "certification": certification}
    reason = c.intake_fits_the_scheme(facts)
    assert reason is not None
    assert reason.code == "wrong_intake"
    assert word in reason.text
    assert c.intake_fits_the_scheme({"standing": True, "certification": True}) is None


def test_a_closing_moves_only_while_it_and_the_new_one_lie_ahead():
    facts = {"was": CLOSES, "opens_at": OPENS, "now": CLOSES - SECOND, "closes_at": CLOSES + SECOND}
    assert [guard(facts) for guard in c.CAN_MOVE] == [None, None]
    late = c.closing_has_not_come(facts | {"now": CLOSES})
    assert late is not None
    assert late.code == "closed_already"
    past = c.new_closing_is_ahead(facts | {"closes_at": CLOSES - SECOND})
    assert past is not None
    assert past.code == "closing_passed"
    before_it_opens = c.new_closing_is_ahead({"closes_at": OPENS, "opens_at": OPENS, "now": OPENS - SECOND})
    assert before_it_opens is not None


def test_no_act_closes_a_call_and_none_takes_a_published_one_back():
    published = {act.name for act in CALL.acts if act.start is CallState.PUBLISHED}
    assert published == {"add_call_document", "revise_call_document"}


def test_the_second_word_is_an_officers_or_a_deciders():
    for row in (
        CALL.row("publish_call", CallState.DRAFT),
        CLOSING.row("approve_closing", ClosingState.PROPOSED),
    ):
        assert row is not None
        assert row.by == {Role.OFFICER, Role.DECIDER}


def test_only_a_draft_that_competes_moves_to_another_call():
    assert "move_to_call" in ADOPTION.names()
    assert "move_to_call" in COMMISSION.names()
    assert "move_to_call" not in CERTIFICATION.names()
