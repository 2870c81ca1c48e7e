"""Two people at once: one wins, the other is told; the chain stays whole under all of them."""

import json

import pytest

pytestmark = pytest.mark.processes
MATTERS = 30


def told(process):
    said, _ = process.communicate("go\n", timeout=60)
    return json.loads(said.splitlines()[-1])


def test_of_two_officers_who_decide_at_once_one_wins(system):
    system.do("open_matters", MATTERS)
    acting = [system.act("act", name) for name in ("close_matter", "drop_matter")]
    for process in acting:
        assert process.stdout.readline() == '"ready"\n'
    for process in acting:  # both have read everything as open
        process.stdin.write("go\n")
        process.stdin.flush()
    closed, dropped = [told(process) for process in acting]
    outcomes = [{one, other} for one, other in zip(closed, dropped, strict=True)]
    assert outcomes == [{"won", "raced"}] * MATTERS
    lines = system.rows(
        "SELECT subject_id, count(*) FROM common_auditevent WHERE from_state = 'open' GROUP BY subject_id"
    )
    assert sorted(count for _, count in lines) == [1] * MATTERS


def test_two_sealers_seal_every_event_once_while_others_act(system):
    writers = [system.act("happen", 60) for _ in range(3)]
    sealers = [system.act("seal", 6) for _ in range(2)]
    for process in (*writers, *sealers):
        process.communicate(timeout=60)
        assert process.returncode == 0
    system.do("seal", 0.1)
    _status, report = system.manage("verify_audit")
    assert (report["sealed"], report["unsealed"]) == (180, 0)
    assert report["problems"] == [{"code": "head_missing"}]  # these sealers have no key to sign one with


def test_the_sweeper_takes_nothing_that_is_received_at_that_moment(system):
    """Each content lies there as an orphan, is swept and received at once: what has a row has its file."""
    sweeper = system.act("sweep_files", 6)
    receivers = [system.act("store_what_lies_there", 150) for _ in range(2)]
    for process in (*receivers, sweeper):
        process.communicate(timeout=120)
        assert process.returncode == 0
    names = [name for (name,) in system.rows("SELECT sha256 FROM common_storedfile")]
    assert len(names) == 150
    assert [name for name in names if not (system.directory / "files" / name[:2] / name).exists()] == []
