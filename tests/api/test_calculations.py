"""The calculator for programs: open to everyone, bounded, and in the contract with its examples."""

import time

import pytest

from law.calculator import calculate
from law.calculator.examples import EXAMPLES
from tests.api.asking import Program, problem
from tests.api.test_contract import contract
from tests.law.test_calculator import GRANT, SURCHARGE, grid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "said", [said for _name, _title, said in EXAMPLES], ids=[name for name, *_ in EXAMPLES]
)
@pytest.mark.parametrize("who", ["", "lead", "decider"])
def test_anyone_gets_what_the_law_reckons(said, who):
    answered = Program(who).post("calculations/", said)
    assert answered.status_code == 200
    assert answered.json() == calculate(said)


def test_nothing_is_asked_of_the_database(django_assert_num_queries):
    program = Program()
    with django_assert_num_queries(0):
        assert program.post("calculations/", SURCHARGE).json()["surcharge"] == 451_200


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({**GRANT, "eligible_cost": "1"}, "eligible_cost"),
        ({**SURCHARGE, "refunds": [{"date": "2027-07-10", "amount": 0}]}, "refunds"),
        ({}, "kind"),
        ({**GRANT, "more": 1}, "more"),
    ],
)
def test_what_is_refused_names_its_place(said, field):
    told = problem(Program().post("calculations/", said), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == [field]
    assert told["detail"] == told["errors"][0]["text"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"kind": "grant", "kind": "grant"}',
        b'{"eligible_cost": 1e3}',
        b'{"total_cost": ' + b"9" * 400 + b"}",
    ],
    ids=["not JSON", "a name twice", "an exponent", "400 digits"],
)
def test_what_cannot_be_read_is_told_as_everywhere(content):
    problem(Program().post("calculations/", content), 400, "malformed")


def test_it_takes_twenty_years_of_fifty_categories_and_twenty_parties():
    began = time.monotonic()
    answered = Program().post("calculations/", grid(20, 50, 20))
    assert answered.status_code == 200
    assert answered.json()["amount"] == 400 * 25_000_000
    assert time.monotonic() - began < 5


def test_more_than_it_takes_is_refused_before_it_is_read():
    problem(Program().post("calculations/", b" " * (6 * 1024 * 1024 + 1)), 413, "too-large")


def test_so_many_a_minute(settings):
    settings.CALCULATIONS_PER_MINUTE = 1
    program = Program()
    assert program.post("calculations/", GRANT).status_code == 200
    told = program.post("calculations/", GRANT)
    problem(told, 429, "throttled")
    assert told["Retry-After"] == "60"


def test_the_contract_shows_an_example_of_each_kind():
    said = contract()["paths"]["/api/v1/calculations/"]["post"]
    assert "security" not in said or said["security"] == [{}]
    examples = said["requestBody"]["content"]["application/json"]["examples"].values()
    assert [each["value"] for each in examples] == [said for _name, _title, said in EXAMPLES]
