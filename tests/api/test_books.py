"""By the API alone: a fund's book is opened, filled, corrected and read, each act by whose it is."""

import pytest

from common import clock
from funds.ledger.models import Entry, Investment, Posting, Source
from tests.api.asking import Program, problem
from tests.cast import organisation
from tests.funds.ledger.booking import OKU, drafted, entered, filled, kept, state_grant, this_year

pytestmark = pytest.mark.django_db
RULES = {"attribution": "proportional", "draw": "state_first"}


def today() -> str:
    return str(clock.today())


def open_acts(program: Program, path: str) -> set[str]:
    return {each["act"] for each in program.get(f"{path}acts/").json()["open"]}


def done(answer, status: int = 200) -> dict:
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_a_book_is_walked_from_its_opening_to_its_first_money_and_its_correction():
    clerk, till, head = (Program(who) for who in ("nibn_officer", "nibn_accountant", "nibn_decider"))
    assert [each["book"] for each in head.get("books/").json()["items"]] == [None, None]
    path = done(head.act("acts/open_book/", {"fund": "innovative-drug", **RULES}), 201)["url"]
    done(head.act(f"{path}acts/open_year/", {"fiscal_year": this_year(), "line": 2 * OKU}))
    grant = {"budget": "令和7年度補正予算", "number": "第1号", "dated_on": today(), "ceiling": OKU}
    done(clerk.act(f"{path}acts/register_state_grant/", grant))
    source = clerk.get(path).json()["sources"][0]["id"]
    receipt = {"act": "receive_state_money", "source": source, "amount": OKU, "effective_on": today()}
    entry = done(clerk.act(f"{path}acts/draft_entry/", receipt), 201)["url"]
    assert open_acts(till, entry) == {"receive_state_money", "drop_entry"}
    assert done(till.act(f"{entry}acts/receive_state_money/"))["state"] == "posted"
    shown = till.get(path).json()
    assert (shown["sums"]["held"], shown["state_sums"]["held"]) == (OKU, OKU)
    assert (shown["years"][0]["planned"], shown["years"][0]["used"]) == (2 * OKU, 0)

    number = till.get(shown["postings"]).json()["items"][0]["number"]
    wrong = {"posting": number, "note": "二重に起票した"}
    mirror = done(clerk.act(f"{path}acts/draft_reversal/", wrong), 201)["url"]
    done(till.act(f"{mirror}acts/reverse_posting/"))
    newest, first = till.get(shown["postings"]).json()["items"]
    assert (newest["reverses"], first["reversed_by"]) == (number, newest["number"])
    assert till.get(path).json()["sums"]["held"] == 0
    assert problem(clerk.act(f"{path}acts/draft_reversal/", wrong), 409, "closed")


def test_an_entry_is_confirmed_under_its_own_name_alone():
    book = filled(OKU)
    entry = drafted(book, "record_interest", 1_000)
    till = Program("nibn_accountant")
    problem(till.act(f"entries/{entry.pk}/acts/record_income/"), 404, "not-found")
    assert done(till.act(f"entries/{entry.pk}/acts/drop_entry/"))["state"] == "dropped"
    problem(till.act(f"entries/{entry.pk}/acts/record_interest/"), 409, "closed")
    assert Entry.objects.get(pk=entry.pk).postings.count() == 0


def test_money_that_another_gave_is_a_source_with_its_donor_and_the_generics_fund_takes_none():
    innovative = filled(OKU, 1_000)
    clerk = Program("nibn_officer")
    said = {"donor": str(organisation("takasaki").public_id), "dated_on": today(), "ceiling": 5}
    done(clerk.act(f"books/{innovative.pk}/acts/register_donation/", said))
    found = [each for each in clerk.get(f"books/{innovative.pk}/").json()["sources"] if each["donor"]]
    assert [(each["donor"]["name"], each["ceiling"]) for each in found][-1][1] == 5
    generic = filled(OKU)
    refused = problem(clerk.act(f"books/{generic.pk}/acts/register_donation/", said), 409, "closed")
    assert "附則27条1項" in refused["reasons"][0]["text"]
    closed = {each["act"]: each for each in clerk.get(f"books/{generic.pk}/acts/").json()["closed"]}
    assert closed["register_donation"]["reasons"][0]["code"] == "no_donations"


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("draft_entry", {"act": "record_interest", "amount": 0, "effective_on": "2026-04-01"}, "amount"),
        ("draft_entry", {"act": "commit", "amount": 1, "effective_on": "2026-04-01"}, "act"),
        ("draft_entry", {"act": "record_interest", "amount": "1", "effective_on": "2026-04-01"}, "amount"),
        ("draft_reversal", {"posting": 10**15 - 1, "note": "誤り"}, "posting"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(act, body, field):
    book = filled(OKU)
    said = problem(Program("nibn_officer").act(f"books/{book.pk}/acts/{act}/", body), 422, "invalid")
    assert [each["field"] for each in said["errors"]] == [field]


def test_a_source_and_a_posting_of_another_book_are_not_named():
    one, other = filled(OKU), filled(OKU, 1)
    clerk = Program("nibn_officer")
    source = Source.objects.filter(book=other, origin="state").first()
    said = {"act": "receive_state_money", "source": str(source.pk), "amount": 1, "effective_on": today()}
    assert problem(clerk.act(f"books/{one.pk}/acts/draft_entry/", said), 422, "invalid")
    posting = Posting.objects.filter(book=other).first()
    said = {"posting": posting.pk, "note": "他の帳簿"}
    assert problem(clerk.act(f"books/{one.pk}/acts/draft_reversal/", said), 422, "invalid")


def test_a_year_that_runs_is_not_closed_and_an_unknown_one_is_told():
    book, head = filled(OKU), Program("nibn_decider")
    path = f"books/{book.pk}/acts"
    reasons = problem(head.act(f"{path}/close_year/", {"fiscal_year": this_year()}), 409, "closed")["reasons"]
    assert "year_runs" in {each["code"] for each in reasons}
    problem(head.act(f"{path}/close_year/", {"fiscal_year": 2001}), 422, "invalid")
    done(head.act(f"{path}/set_year_line/", {"fiscal_year": this_year(), "line": None}))
    assert head.get(f"books/{book.pk}/").json()["years"][0]["planned"] is None


def test_money_is_kept_and_comes_back():
    book, till = filled(OKU), Program("nibn_accountant")
    said = {"means": "bank_deposit", "held_with": "見本銀行", "amount": OKU, "since": today()}
    url = done(till.act(f"books/{book.pk}/acts/register_investment/", said), 201)["url"]
    assert till.get(f"books/{book.pk}/").json()["invested"] == OKU
    refused = till.act(f"books/{book.pk}/acts/register_investment/", said | {"means": "stock", "amount": 1})
    assert refused.status_code in (409, 422)
    assert done(till.act(f"{url}acts/redeem_investment/", {"on": today()}))["state"] == "redeemed"
    assert Investment.objects.get().redeemed_on == clock.today()


@pytest.mark.parametrize(
    ("query", "count"),
    [("act=record_interest", 1), ("act=receive_state_money", 1), ("year=2001", None), ("act=none", None),
     ("since=2099-01-01", 0), ("", 2)],
)  # fmt: skip
def test_postings_are_narrowed_and_what_fits_no_filter_is_told(query, count):
    book = filled(OKU)
    entered(book, "record_interest", 1_000)
    answer = Program("auditor").get(f"books/{book.pk}/postings/?{query}")
    if count is None:
        problem(answer, 422, "invalid")
    else:
        assert len(answer.json()["items"]) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_a_book_and_its_lists_cost_a_fixed_number_of_queries(rows, django_assert_num_queries):
    book = filled(OKU)
    for number in range(rows):
        entered(book, "record_interest", 1_000)
        state_grant(book, 10, f"第{number}号追加")
        kept(book, 10)
    program = Program("auditor")
    program.get("me/")
    # the book's two more are its forecast's: what plans expect, and the last days of the fund's schemes
    for path, queries in (("", 10), ("postings/", 5), ("entries/", 5), ("investments/", 5)):
        with django_assert_num_queries(queries):
            assert program.get(f"books/{book.pk}/{path}").status_code == 200
    with django_assert_num_queries(4):
        assert len(program.get("books/").json()["items"]) == 2
