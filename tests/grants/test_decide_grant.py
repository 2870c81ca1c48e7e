"""From the application to the decision and its letter: the sum, the ledger, the conditions, the way out."""

import pytest

from tests.grants import granting as g

pytestmark = pytest.mark.django_db


def test_the_whole_way():
    plan = g.certified()
    g.book()
    grant = g.granted(plan)
    assert grant.state == "granted"
