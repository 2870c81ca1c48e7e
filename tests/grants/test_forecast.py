"""What certified plans expect of a fund, and how long its money lasts: shown with its reckoning."""

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from decisions.services.approving import approve_decision
from decisions.services.granting import withdraw_granted
from funds.ledger.board import board_of
from funds.ledger.forecast import forecast_of, last_payment_day
from tests.api.asking import Program
from tests.cast import membership
from tests.decisions.deciding import signed_in
from tests.funds.ledger.booking import entered
from tests.responses import main_of

from . import granting as g

pytestmark = pytest.mark.django_db
A_YEAR = 36_000_000  # of each of the two companies, in three years


def ahead(book):
    return forecast_of(board_of(book))


def test_a_certified_plan_is_expected_until_its_grant_is_decided(plan, book):
    found = ahead(book)
    assert (found.expected, found.bound, found.rest) == (6 * A_YEAR, 0, found.free - 6 * A_YEAR)
    assert [year.expected for year in found.years[:4]] == [2 * A_YEAR] * 3 + [0]
    checked = g.checked(plan)
    assert ahead(book).expected == 6 * A_YEAR
    approve_decision(decision=g.draft(checked), membership=membership("nibn_decider"))
    found = ahead(book)
    assert (found.expected, found.bound) == (3 * A_YEAR, 3 * A_YEAR)
    assert found.held == 1_000_000_000
    assert [year.bound for year in found.years[:3]] == [A_YEAR] * 3


def test_who_was_refused_is_not_expected_and_who_gave_up_may_ask_again(plan, book):
    g.granted(plan, outcome=g.REFUSAL)
    assert ahead(book).expected == 3 * A_YEAR


def test_what_was_given_up_is_expected_again(plan, book):
    granted = g.granted(plan)
    assert ahead(book).expected == 3 * A_YEAR
    withdraw_granted(grant=granted, membership=membership("lead"))
    found = ahead(book)
    assert (found.expected, found.bound) == (6 * A_YEAR, 0)


def test_each_years_end_is_what_is_still_to_be_paid_and_what_nothing_needs(plan, book):
    g.granted(plan)
    found = ahead(book)
    assert found.last_day == last_payment_day(book.fund) == date(2031, 3, 28)
    assert [year.fiscal_year for year in found.years] == [2026, 2027, 2028, 2029, 2030]
    lefts = [year.left for year in found.years]
    assert lefts == [found.held - place * 2 * A_YEAR for place in (1, 2, 3, 3, 3)]
    assert lefts[-1] == found.rest
    for bar, year in zip(found.bars, found.years, strict=True):
        assert sum(amount for _name, amount in bar["parts"]) == year.left


def test_too_little_money_is_said_with_the_year_and_stops_nothing(plan, book):
    gone = board_of(book).sums.free - 5 * A_YEAR
    order = {"number": "見本発第9号", "numbered_on": clock.today()}
    entered(book, "return_to_treasury", gone, book.sources.get(origin="state"), **order)
    found = ahead(book)
    assert (found.short, found.short_from.fiscal_year) == (A_YEAR, 2028)
    page = main_of(signed_in("nibn_decider").get(reverse("book", args=[book.fund_id])).content.decode())
    assert f"令和10年度に{A_YEAR:,}円足りなくなります" in page
    assert (
        f"未決定の残高 {5 * A_YEAR:,}円 － 認定済みの計画の見込み {6 * A_YEAR:,}円 ＝ -{A_YEAR:,}円" in page
    )
    g.granted(plan)
    assert board_of(book).sums.committed == 3 * A_YEAR


def test_the_page_and_the_api_say_the_same(plan, book):
    g.granted(plan)
    found = ahead(book)
    page = main_of(signed_in("auditor").get(reverse("book", args=[book.fund_id])).content.decode())
    assert f"に、決定も見込みもない額が{found.rest:,}円残ります" in page
    assert "最終支払日の令和13年3月28日" in page
    said = Program("auditor").get(f"books/{book.pk}/").json()["forecast"]
    assert said["last_day"] == "2031-03-28"
    assert (said["expected"], said["rest"]) == (found.expected, found.rest)
    assert [year["left"] for year in said["years"]] == [year.left for year in found.years]
    for year in found.years:
        assert f"{year.left:,}円" in page


@pytest.mark.parametrize("who", ["lead", "takasaki"])
def test_it_costs_one_query_more_than_the_board(plan, book, who, django_assert_num_queries):
    g.checked(plan, who)
    board = board_of(book)
    with django_assert_num_queries(2):  # what plans expect; the last days of the fund's schemes
        forecast_of(board)
