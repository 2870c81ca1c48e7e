"""The small form of `./run bench decisions`: the goals of speed and memory hold."""

import pytest

from ..benching import small

pytestmark = [pytest.mark.processes, pytest.mark.long]


def test_a_decision_costs_little_more_than_its_letters():
    status, figures = small("decisions")
    assert (status, figures["met"]) == (0, True), figures
    assert figures["memory"]["documents"] == [50, 80]
