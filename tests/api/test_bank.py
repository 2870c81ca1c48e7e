"""The bank by the API: a statement, its matches and the month's sheet, by the same acts."""

from datetime import date

import pytest

from payments.models import BankAccount
from tests.funds.ledger import booking as k
from tests.payments import banking as b

from .asking import Program, problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

LINE = {"on": "2026-04-10", "came_in": 3 * k.OKU, "counterpart": "国庫"}
APRIL = {"lines": [LINE], "until": "2026-04-30", "closing": 3 * k.OKU}


@pytest.fixture
def book():
    found = b.fund(date(2026, 4, 10))
    with b.on(b.MAY):
        yield found


@pytest.fixture
def till(book):
    return Program(b.TILL)


@pytest.fixture
def at(book) -> str:
    return f"bank-accounts/{book.bank_accounts.get().pk}"


def test_a_month_by_the_api(book, till, at):
    assert till.act(f"{at}/acts/take_statement/", APRIL).status_code == 200
    shown = till.get(f"{at}/").json()
    assert (shown["balance"], shown["until"]) == (3 * k.OKU, "2026-04-30")
    found = till.get(f"{at}/unmatched/").json()
    [line], [item] = found["lines"], found["items"]
    chosen = {"lines": [line["id"]], "items": [item["code"]]}
    match = till.act(f"{at}/acts/match_lines/", chosen)
    assert (match.status_code, match.json()["state"]) == (201, "matched")
    again = till.act(f"bank-matches/{match.json()['id']}/acts/undo_match/", {"note": "取り違え"})
    assert again.json()["state"] == "undone"
    till.act(f"{at}/acts/match_lines/", chosen)
    drafted = till.act(f"{at}/acts/draft_month_sheet/", {"month": "2026-04-01", "explanations": []})
    assert drafted.status_code == 201
    sheet = f"month-sheets/{drafted.json()['id']}"
    problem(till.act(f"{sheet}/acts/sign_month_sheet/", {}), 403, "forbidden")
    assert Program(b.HEAD).act(f"{sheet}/acts/sign_month_sheet/", {}).status_code == 200
    signed = till.get(f"{sheet}/").json()
    assert (signed["state"], signed["difference"], signed["rows"]) == ("signed", 0, [])
    [listed] = till.get(f"{at}/month-sheets/").json()["items"]
    assert listed["bank_balance"] == listed["book_balance"] == 3 * k.OKU


def test_what_does_not_add_up_is_refused_with_the_difference(book, till, at):
    refused = till.act(f"{at}/acts/take_statement/", APRIL | {"closing": 1})
    told = problem(refused, 409, "closed")
    assert "差額" in str(told)
    assert not book.bank_accounts.get().lines.exists()


def test_a_line_goes_one_way(till, at):
    both = [LINE | {"went_out": 1}]
    problem(till.act(f"{at}/acts/take_statement/", APRIL | {"lines": both}), 409, "closed")


def test_an_account_is_registered(book, till):
    body = {"bank": b.PAYER["bank"] | {"number": "2222222"}, "opening_on": "2026-05-01", "opening_balance": 0}
    made = till.act(f"books/{book.pk}/acts/register_bank_account/", body)
    assert made.status_code == 201
    assert till.get(f"bank-accounts/{made.json()['id']}/").json()["is_main"] is False
    listed = Program("auditor").get(f"books/{book.pk}/bank-accounts/").json()["items"]
    assert [each["is_main"] for each in listed] == [True, False]
    assert BankAccount.objects.count() == 2


@pytest.mark.parametrize("who", ["officer", "lead", "decider"])
def test_it_is_nobody_elses(book, at, who):
    problem(Program(who).get(f"{at}/lines/"), 403, "forbidden")
