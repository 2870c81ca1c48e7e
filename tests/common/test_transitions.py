import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.audit.models import AuditEvent
from common.transitions import SYSTEM_ACTOR, Actor, begin, perform
from law.acts import Refused
from law.roles import Role

from .matter import MATTER, Matter, MatterState, create_table

OFFICER = Actor(user_id=1, membership_id=11, role=Role.OFFICER)
DECIDER = Actor(user_id=2, membership_id=12, role=Role.DECIDER)
CASE = uuid.UUID("5f0c2b9a-6f6e-4a57-9f36-0a3b3c7f3c11")


@pytest.fixture
def matter(db):
    create_table()
    matter = Matter(case_id=CASE)
    begin(lifecycle=MATTER, act="open_matter", subject=matter, actor=OFFICER, facts={})
    return matter


def close(matter, actor=DECIDER, *, complete=True, **more):
    return perform(
        lifecycle=MATTER,
        act="close_matter",
        subject=matter,
        actor=actor,
        facts={"complete": complete},
        **more,
    )


def drop(matter):
    return perform(lifecycle=MATTER, act="drop_matter", subject=matter, actor=OFFICER, facts={})


def reasons(do, *arguments, **more):
    with pytest.raises(Refused) as refused:
        do(*arguments, **more)
    return refused.value.reasons


def lines(matter):
    subject = {"subject_type": "common.matter", "subject_id": str(matter.pk)}
    return AuditEvent.objects.filter(**subject).order_by("id")


def test_beginning_writes_the_row_and_its_line(matter):
    assert Matter.objects.get().state == MatterState.OPEN
    line = lines(matter).get()
    assert (line.act, line.from_state, line.to_state) == ("open_matter", "", "open")
    assert (line.subject_type, line.subject_id, line.case_id) == ("common.matter", str(matter.pk), CASE)
    assert (line.actor_id, line.membership_id, line.role) == (1, 11, "officer")


def test_an_act_writes_state_changes_and_line_together(matter):
    row = close(matter, changes={"note": "済"}, audit={"sha256": "ab" * 32})
    assert row.name == "close_matter"
    assert (matter.state, matter.note) == ("closed", "済")
    stored = Matter.objects.get()
    assert (stored.state, stored.note) == ("closed", "済")
    line = AuditEvent.objects.last()
    assert (line.from_state, line.to_state, line.facts) == ("open", "closed", {"sha256": "ab" * 32})


def test_an_act_costs_a_lock_an_update_an_insert_and_the_day_of_its_plan(matter):
    with CaptureQueriesContext(connection) as queries:
        close(matter)
    assert [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]] == [
        "SELECT",
        "UPDATE",
        "INSERT",
        "UPDATE",
    ]


def test_a_wrong_state_names_state_and_act(matter):
    drop(matter)
    (reason,) = reasons(close, matter)
    assert reason.code == "state"
    assert str(reason) == "いまの状態（取下げ）では「終結する」ことはできません。"


def test_a_wrong_role_names_who_may(matter):
    (reason,) = reasons(close, matter, OFFICER)
    assert reason.code == "role"
    assert str(reason) == "「終結する」ことができるのは決裁者です。いまの役割は担当官です。"
    assert "システム" in str(reasons(close, matter, SYSTEM_ACTOR)[0])


def test_a_guards_reason_is_handed_on_and_nothing_is_written(matter):
    (reason,) = reasons(close, matter, complete=False)
    assert str(reason) == "書類がそろっていません。"
    assert Matter.objects.get().state == "open"
    assert lines(matter).count() == 1


def test_facts_may_be_gathered_under_the_lock(matter):
    perform(
        lifecycle=MATTER,
        act="close_matter",
        subject=matter,
        actor=DECIDER,
        facts=lambda: {"complete": Matter.objects.get(pk=matter.pk).state == "open"},
    )
    assert matter.state == "closed"


def test_changes_and_audit_are_worked_out_only_when_the_guards_are_content(matter):
    worked_out = []

    def note():
        worked_out.append("changes")
        return {"note": "済"}

    reasons(close, matter, complete=False, changes=note)
    assert worked_out == []
    close(matter, changes=note, audit=lambda: {"sha256": "ab"})
    assert worked_out == ["changes"]
    assert AuditEvent.objects.last().facts == {"sha256": "ab"}


def test_who_comes_second_is_told_what_was_done(matter):
    stale = Matter.objects.get(pk=matter.pk)
    drop(matter)
    (reason,) = reasons(close, stale)
    assert reason.code == "raced"
    assert str(reason) == (
        "ほかの人が先に手続（取り下げる）をしたため、いまの状態は「取下げ」です。画面を開き直して確かめてください。"
    )
    assert [line.act for line in lines(matter)] == ["open_matter", "drop_matter"]


def test_a_subject_that_is_gone_is_told(matter):
    Matter.objects.all().delete()
    (reason,) = reasons(close, matter)
    assert reason.code == "gone"


def test_beginning_with_an_act_that_does_not_begin_is_refused(matter):
    (reason,) = reasons(
        begin, lifecycle=MATTER, act="close_matter", subject=Matter(), actor=DECIDER, facts={"complete": True}
    )
    assert reason.code == "state"
    assert Matter.objects.count() == 1


def test_an_audit_line_that_can_not_be_written_undoes_the_act(matter):
    with pytest.raises(TypeError, match="ids and hashes"):
        close(matter, audit={"name": "髙﨑　花子"})
    assert Matter.objects.get().state == "open"
    assert matter.state == "open"
