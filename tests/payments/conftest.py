"""One granted plan, one book and the accounts for all tests of a module that ask for them."""

import pytest

from applications.models import Plan
from funds.ledger.models import Book
from grants.models import Grant
from tests.grants import granting as g

from . import paying


@pytest.fixture(scope="module")
def plan(module_transaction) -> Plan:
    return g.certified()


@pytest.fixture(scope="module")
def book(plan) -> Book:
    return g.book()


@pytest.fixture(scope="module")
def grant(plan, book) -> Grant:
    """Of 36,000,000 yen a year over three years, with a payer and a confirmed payee."""
    granted = g.granted(plan)
    paying.payer(book)
    paying.confirmed("lead")
    return granted


@pytest.fixture(scope="module")
def other(plan, grant) -> Grant:
    """The other company's grant of the same plan, with its own account."""
    granted = g.granted(plan, "takasaki")
    paying.confirmed("takasaki", number="7654321", holder="タカサキセイヤク（カ")
    return granted
