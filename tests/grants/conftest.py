"""One certified plan and one book for all tests of a module: each test undoes only what it did itself."""

import pytest

from applications.models import Plan
from funds.ledger.models import Book
from tests.grants import granting as g


@pytest.fixture(scope="module")
def plan(module_transaction) -> Plan:
    return g.certified()


@pytest.fixture(scope="module")
def book(plan) -> Book:
    return g.book()
