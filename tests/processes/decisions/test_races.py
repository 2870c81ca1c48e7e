"""Two at once: one wins, the other is told why not, and what is left is one of the two orders."""

import pytest

from .titles import CALLS, DRAFTS, RANKED, REFUSALS, SECOND_DECIDER

pytestmark = pytest.mark.processes
STATES = """
    SELECT plan.title, plan.state, decision.state FROM decisions_decision decision
    JOIN applications_plan plan ON plan.case_id = decision.plan_id WHERE decision.outcome = 'refusal'
"""
FILED = """
    SELECT plan.title, count(DISTINCT version.id), count(DISTINCT receipt.id) FROM applications_plan plan
    JOIN applications_planversion version ON version.plan_id = plan.case_id
    JOIN applications_receipt receipt ON receipt.version_id = version.id GROUP BY plan.title
"""
LATE = "提出と同時に入力した文"
HELD = """
    SELECT plan.title, CAST(part.data AS text), version.content FROM applications_plan plan
    JOIN applications_planpart part ON part.plan_id = plan.case_id AND part.key = 'other'
    JOIN applications_planversion version ON version.plan_id = plan.case_id
"""
DELIVERIES = """
    SELECT count(*) FROM decisions_delivery delivery JOIN decisions_document document
    ON document.id = delivery.document_id WHERE document.decision_id IS NOT NULL
"""


def outcomes(*told):
    """Per subject, what each process said; every process says it in the same order."""
    return [sorted(each) for each in zip(*told, strict=True)]


def states(office):
    return {title: rest for title, *rest in office.rows(STATES) if title in REFUSALS}


def lines(office, act):
    """How many times the act stands in the log, for each subject it stands there for."""
    return office.column(f"SELECT count(*) FROM common_auditevent WHERE act = '{act}' GROUP BY subject_id")


def test_of_two_deciders_one_approves(servers):
    told = servers.race(("approve", "decider", *REFUSALS), ("approve", SECOND_DECIDER, *REFUSALS))
    assert outcomes(*told) == [["raced", "won"]] * len(REFUSALS)
    assert [state for _, state in states(servers).values()] == ["approved"] * len(REFUSALS)
    assert lines(servers, "approve_refusal") == [1] * len(REFUSALS)
    assert servers.one("SELECT count(*) FROM decisions_approval") == len(REFUSALS)
    drawn = servers.column("SELECT number FROM decisions_decision WHERE number IS NOT NULL ORDER BY number")
    assert [number[-4:] for number in drawn] == ["0001", "0002", "0003"]


def test_of_two_who_publish_a_call_at_once_one_does(servers):
    told = servers.race(("publish", "decider", *CALLS), ("publish", SECOND_DECIDER, *CALLS))
    assert outcomes(*told) == [["state", "won"]] * len(CALLS)
    assert lines(servers, "publish_call")[-len(CALLS) :] == [1] * len(CALLS)
    rounds = "SELECT count(*) FROM funds_call WHERE state = 'published' AND kind = 'round'"
    assert servers.one(rounds) == len(CALLS)


def test_of_two_officers_who_rank_a_call_at_once_one_does(servers):
    servers.succeed("hear", *RANKED)
    told = servers.race(("draft_ranking", "officer", *RANKED), ("draft_ranking", "officer2", *RANKED))
    assert outcomes(*told) == [["ranked_already", "won"]] * len(RANKED)
    assert servers.column("SELECT count(*) FROM reviews_ranking GROUP BY call_id") == [1] * len(RANKED)
    assert lines(servers, "draft_ranking") == [1] * len(RANKED)


def test_of_two_deciders_one_approves_a_ranking(servers):
    servers.succeed("hear", *RANKED)
    servers.succeed("propose", *RANKED)
    told = servers.race(("approve_ranking", "decider", *RANKED), ("approve_ranking", SECOND_DECIDER, *RANKED))
    assert outcomes(*told) == [["state", "won"]] * len(RANKED)
    assert servers.column("SELECT state FROM reviews_ranking") == ["approved"] * len(RANKED)
    assert lines(servers, "approve_ranking") == [1] * len(RANKED)
    decided = "SELECT count(*) FROM decisions_decision WHERE ranking_id IS NOT NULL GROUP BY plan_id"
    assert servers.column(decided) == [1] * len(RANKED) * 2


def test_of_two_who_issue_at_once_one_does(servers):
    servers.succeed("seal", *REFUSALS)
    told = servers.race(("issue", *REFUSALS), ("issue", *REFUSALS))
    assert outcomes(*told) == [["raced", "won"]] * len(REFUSALS)
    assert list(states(servers).values()) == [["refused", "issued"]] * len(REFUSALS)
    for act in ("issue_decision", "refuse_plan"):
        assert lines(servers, act) == [1] * len(REFUSALS)
    assert servers.one(DELIVERIES) == len(REFUSALS)


def test_a_plan_is_withdrawn_or_decided_never_both(servers):
    servers.succeed("seal", *REFUSALS)
    withdrawn, issued = servers.race(("withdraw", *REFUSALS), ("issue", *reversed(REFUSALS)))
    left = states(servers)
    for title, withdrawal, issue in zip(REFUSALS, withdrawn, reversed(issued), strict=True):
        if withdrawal == "won":
            assert (issue, left[title]) == ("not_under_examination", ["withdrawn", "sealed"])
        else:
            assert (withdrawal, issue, left[title]) == ("raced", "won", ["refused", "issued"])
    assert servers.one(DELIVERIES) == issued.count("won")
    assert len(lines(servers, "withdraw_plan")) == withdrawn.count("won")


def test_of_two_who_file_the_same_draft_one_does(servers):
    one_files_each_draft(servers, processes=2)


def test_of_four_who_file_the_same_draft_on_sqlite_one_does(embedded):
    one_files_each_draft(embedded, processes=4)


def test_what_is_typed_while_it_is_filed_is_in_the_filed_version_or_told_to_be_late(servers):
    """Nothing is answered "saved" that the frozen version does not hold and the next one would smuggle in."""
    typed, filed = servers.race(("type", LATE, *DRAFTS), ("file", *DRAFTS))
    assert filed == ["won"] * len(DRAFTS)
    assert set(typed) <= {"won", "part_closed"}
    held = {title: rest for title, *rest in servers.rows(HELD) if title in DRAFTS}
    for title, told in zip(DRAFTS, typed, strict=True):
        part, version = (LATE in text for text in held[title])
        assert (part, version) == (told == "won", told == "won"), title


def one_files_each_draft(office, *, processes):
    told = office.race(*[("file", *DRAFTS)] * processes)
    assert outcomes(*told) == [[*["raced"] * (processes - 1), "won"]] * len(DRAFTS)
    filed = {title: rest for title, *rest in office.rows(FILED) if title in DRAFTS}
    assert filed == {title: [1, 1] for title in DRAFTS}
    for number in ("applications_plan", "applications_receipt"):
        assert_gapless(office.column(f"SELECT number FROM {number} WHERE number IS NOT NULL"))


def assert_gapless(numbers):
    drawn = sorted(int(number[-5:]) for number in numbers if number)
    assert drawn == list(range(1, len(drawn) + 1))


def test_numbers_drawn_by_eight_have_no_gap_and_no_double(office):
    told = office.race(*[("draw", 20)] * 8)
    drawn = [number for each in told for number in each]
    assert 0 < len(drawn) < 20 * 8
    assert sorted(drawn) == [f"N{number:04d}" for number in range(1, len(drawn) + 1)]
