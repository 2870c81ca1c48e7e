"""Two deciders press 決裁する at once: one number is drawn, one approval stands, the other is told."""

import json
import subprocess

import pytest

from .conftest import python

pytestmark = pytest.mark.processes


def start(system, *arguments):
    process = python(
        system.environment,
        *("-m", "tests.processes.deciding", *map(str, arguments)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    system.processes.append(process)
    return process


def last_word(process, word=None):
    said, _ = process.communicate(word, timeout=60)
    return json.loads(said.splitlines()[-1])


def test_one_wins_and_the_other_is_told(system):
    decision, *posts = last_word(start(system, "prepare"))
    deciders = [start(system, "approve", decision, post) for post in posts]
    for decider in deciders:
        assert decider.stdout.readline() == '"ready"\n'
    for decider in deciders:  # both have the same draft before them
        decider.stdin.write("go\n")
        decider.stdin.flush()
    assert sorted(last_word(decider) for decider in deciders) == ["GBN2026-0001", "raced"]
    assert system.rows("SELECT count(*) FROM decisions_approval") == [(1,)]
    assert system.rows("SELECT count(*) FROM decisions_document WHERE kind = 'certificate'") == [(2,)]
    lines = system.rows("SELECT count(*) FROM common_auditevent WHERE act = 'approve_certification'")
    assert lines == [(1,)]
