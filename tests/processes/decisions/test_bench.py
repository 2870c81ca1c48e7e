"""The small form of `./run bench decisions`: the goals of speed and memory hold."""

import json
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.processes, pytest.mark.long]


def test_a_decision_costs_little_more_than_its_letters():
    bench = [sys.executable, "-m", "bench", "decisions", "--small"]
    done = subprocess.run(bench, check=False, stdout=subprocess.PIPE)
    figures = json.loads(done.stdout)["decisions"]
    assert (done.returncode, figures["met"]) == (0, True), figures
    assert figures["memory"]["documents"] == [50, 80]
