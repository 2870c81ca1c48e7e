"""What a book shows is what its postings come to: every figure of every page, by source, by year, in all."""

import re
import uuid

import pytest
from django.urls import reverse

from common import clock
from funds.ledger.board import board_of, flows
from funds.ledger.grants import commit, fix, pay_advance, pay_fixed, recover, release
from funds.ledger.models import Account, Source
from law.accounts import HELD, KINDS, Kind
from tests.cast import sign_in

from .booking import OKU, donation, entered, filled, from_postings, grant, kept

pytestmark = pytest.mark.django_db
YEN = re.compile(r"(-?[0-9][0-9,]*)円")


@pytest.fixture
def book():
    """A book with a life in it: two sources of the state's, one donor, interest, costs, and grants."""
    book = filled(900 * OKU, 7 * OKU, line=50 * OKU)
    decision = uuid.uuid4()
    commit(grant=grant(book, decision), amount=30 * OKU)
    pay_advance(grant=grant(book, decision), amount=5 * OKU)
    fix(grant=grant(book, decision), amount=11 * OKU)
    pay_fixed(grant=grant(book, decision), amount=4 * OKU)
    release(grant=grant(book, decision), amount=3 * OKU)
    recover(grant=grant(book, decision), amount=2 * OKU)
    state = Source.objects.get(book=book, origin="state")
    entered(book, "record_interest", 123_457)
    entered(book, "record_income", 7_001)
    entered(book, "record_administration", 1_234_567, state)
    entered(book, "return_to_treasury", 8 * OKU, state, number="見本発第9号", numbered_on=clock.today())
    entered(book, "receive_donation", 13, donation(book, 13, "minohon"))
    return book


def sums_of(book, *kinds, **where) -> int:
    posted = from_postings(book)
    accounts = Account.objects.filter(book=book, kind__in=[kind.value for kind in kinds], **where)
    return sum(posted.get(account.pk, 0) for account in accounts)


CAME_IN = (Kind.RECEIVED, Kind.DONATED, Kind.INTEREST, Kind.INCOME)
SUMS = {
    "came_in": CAME_IN,
    "recovered": (Kind.RECOVERED,),
    "all_in": (*CAME_IN, Kind.RECOVERED),
    "paid": (Kind.PAID,),
    "administration": (Kind.ADMINISTRATION,),
    "returned": (Kind.RETURNED,),
    "other_out": (Kind.ADMINISTRATION, Kind.RETURNED),
    "bound": (Kind.COMMITTED, Kind.PAYABLE),
    "free": (Kind.UNCOMMITTED,),
    "held": HELD,
}
WHOLE_BARS = (Kind.PAID, *HELD)  # what a bar of a source comes to


def parts(board):
    """Each block of figures with the accounts that it is about."""
    yield board.sums, {}
    yield board.state, {"source__is_state": True}
    yield from ((line.sums, {"source": line.source}) for line in board.sources)
    yield from ((line.sums, {"year": line.year}) for line in board.years)


def test_every_sum_of_the_board_is_what_the_postings_come_to(book):
    for sums, where in parts(board_of(book)):
        for name, kinds in SUMS.items():
            assert getattr(sums, name) == sums_of(book, *kinds, **where), (name, where)
        for kind in KINDS:
            assert sums.of(kind) == sums_of(book, kind, **where)


def test_the_whole_adds_up(book):
    board = board_of(book)
    assert board.sums.all_in - board.sums.paid - board.sums.other_out == board.sums.held
    assert board.sums.held == board.sums.bound + board.sums.free
    assert sum(line.sums.held for line in board.sources) == board.sums.held
    assert 0 < board.state.held < board.sums.held
    year = board.years[0]
    assert year.left == 50 * OKU - year.used
    assert sum(amount for _name, amount in board.bars[0]["parts"]) == 50 * OKU
    assert [amount for _label, amount, _state, is_total in flows(board) if is_total] == [board.sums.held]


def figures_ahead(book) -> set[int]:
    """No plan expects anything here: at a year's end there is what is there now, less what is set aside."""
    held, bound, free = (sums_of(book, *SUMS[name]) for name in ("held", "bound", "free"))
    return {held, bound, free, held - bound}


@pytest.mark.parametrize("page", ["books", "book", "fund_sources", "investments"])
def test_every_figure_that_a_page_shows_is_such_a_sum(client, book, page):
    kept(book, 3 * OKU)
    sign_in(client, "nibn_officer")
    found = client.get(reverse(page, args=[] if page == "books" else [book.fund_id])).content.decode()
    board = board_of(book)
    found = found.replace("1円未満", "")  # a rule's words, no figure
    known = {0, 3 * OKU, 50 * OKU, board.years[0].left, board.years[0].used}
    known |= {sums_of(book, *kinds, **where) for _sums, where in parts(board) for kinds in SUMS.values()}
    known |= {sums_of(book, kind, **where) for _sums, where in parts(board) for kind in KINDS}
    known |= figures_ahead(book)
    known |= {sums_of(book, *WHOLE_BARS, source=source) for source in book.sources.all()}
    known |= {source.ceiling for source in Source.objects.filter(book=book, ceiling__gt=0)}
    shown = {int(each.replace(",", "")) for each in YEN.findall(found)}
    assert shown
    assert shown <= known


def test_the_states_part_stands_beside_the_balance(client, book):
    sign_in(client, "auditor")
    board = board_of(book)
    for url in (reverse("books"), reverse("book", args=[book.fund_id])):
        found = client.get(url).content.decode()
        assert f"{board.sums.held:,}円" in found
        assert "うち国費相当額" in found
        assert f"{board.state.held:,}円" in found


@pytest.mark.parametrize("more", [1, 3])
def test_a_board_costs_the_same_however_much_is_posted(book, django_assert_num_queries, more):
    for _ in range(more):
        commit(grant=grant(book), amount=OKU)
    with django_assert_num_queries(4):
        board_of(book)
