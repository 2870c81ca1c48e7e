"""円, 千円, 百万円: chosen once, kept for the session, cut and said so; pages alone know of units."""

import pytest
from django.urls import reverse

from common.units import Unit
from tests.decisions.deciding import signed_in
from tests.responses import main_of
from tests.taking import text

from .booking import entered, filled

pytestmark = pytest.mark.django_db
CODE = "generic-base"


@pytest.mark.parametrize(
    ("unit", "amount", "shown"),
    [
        (Unit.YEN, 1_234_567, "1,234,567円"),
        (Unit.THOUSAND, 1_234_999, "1,234千円"),
        (Unit.MILLION, 9_876_543_210_000, "9,876,543百万円"),
        (Unit.MILLION, 999_999, "0百万円"),
        (Unit.THOUSAND, -1_999, "-1千円"),
        (Unit.THOUSAND, -999, "0千円"),
    ],
)
def test_it_is_cut_towards_zero(unit, amount, shown):
    assert unit.shown(amount) == shown


def test_what_is_chosen_on_one_page_holds_on_the_others():
    filled(1_234_567_890)
    till = signed_in("nibn_accountant")
    book = reverse("book", args=[CODE])
    page = main_of(till.get(book).content.decode())
    assert "1,234,567,890円" in page
    assert "単位：円" in page
    answer = till.get(book, {"unit": "1000"})
    assert answer.url == book
    page = main_of(till.get(book).content.decode())
    assert "1,234,567千円" in page
    assert "1,234,567,890" not in page
    assert "単位：千円（千円未満は切り捨て）" in page
    page = main_of(
        till.get(reverse("postings", args=[CODE]), {"act": "receive_state_money"}).content.decode()
    )
    assert "1,234,567千円" in page
    assert "?act=receive_state_money&amp;unit=1000000" in page
    for name in ("fund_sources", "investments"):
        assert "千円未満は切り捨て" in till.get(reverse(name, args=[CODE])).content.decode()
    assert "1,234,567千円" in till.get(reverse("books")).content.decode()


def test_an_address_keeps_its_conditions_and_loses_the_unit():
    filled(10)
    till = signed_in("nibn_accountant")
    url = reverse("postings", args=[CODE])
    answer = till.get(url, {"act": "commit", "unit": "1000000"})
    assert answer.url == f"{url}?act=commit"
    assert till.get(url, {"unit": "7"}).url == url
    assert "単位：百万円" in till.get(url, {"act": "receive_state_money"}).content.decode()


def test_files_stay_in_yen():
    entered(filled(10), "record_interest", 7)
    till = signed_in("nibn_accountant")
    till.get(reverse("books"), {"unit": "1000000"})
    assert text(till, "postings", book=CODE)[1][7] == "7"
