"""What the processes of these tests do: tests/processes/running.py."""

import random
import uuid
from collections import Counter

from decisions.demo.office import ensure_office
from funds.ledger.grants import (
    commit,
    commit_by_year,
    fix,
    pay_advance,
    pay_fixed,
    recover,
    release,
    release_rest,
)
from funds.ledger.models import Account, Book, Posting
from funds.ledger.years import close_year, open_year
from law.accounts import Draw, Kind
from law.acts import Refused
from tests.cast import membership
from tests.funds.ledger.booking import filled, grant, this_year
from tests.funds.ledger.test_years import after_the_year

from ..racing import racing
from .sums import EACH, FREE, GIVEN, STATE, UNDER_WAY


def over_two_years(*, grant, amount):
    commit_by_year(grant=grant, amounts={this_year() + 1: amount, this_year(): 1})


def give_all_back(*, grant, amount):
    release_rest(grant=grant)


BEGIN = (commit, over_two_years)
GO_ON = (*BEGIN, release, fix, pay_advance, pay_fixed, recover, give_all_back)


def prepare():
    """Money for ten decisions is free in two sources; ten more are under way."""
    ensure_office()
    book = filled(STATE + UNDER_WAY * EACH, GIVEN, draw=Draw.PROPORTIONAL)
    open_year(book=book, fiscal_year=this_year() + 1, line=None, membership=membership("nibn_decider"))
    for _ in range(UNDER_WAY):
        commit(grant=grant(book, uuid.uuid4()), amount=EACH)
    assert FREE == STATE + GIVEN


def race(*acts):
    racing(globals(), acts)


def race_to_commit(start, amount):
    told = grant(Book.objects.select_related("fund").get())
    start.wait()
    return _tried(commit, told, amount)


def race_to_go_on(start, seed, steps):
    """Any act on any decision, in any order; what is refused is refused with its reason."""
    chance = random.Random(seed)
    book = Book.objects.select_related("fund").get()
    known = sorted(set(Posting.objects.exclude(decision=None).values_list("decision", flat=True)))
    start.wait()
    said = Counter()
    for _ in range(steps):
        act = chance.choice(GO_ON)
        decision = uuid.UUID(int=chance.getrandbits(128)) if act in BEGIN else chance.choice(known)
        said[_tried(act, grant(book, decision), chance.randint(1, EACH))] += 1
        if act in BEGIN:
            known.append(decision)
    return said


def race_to_settle(start, place):
    """Fix and pay one of the decisions that are under way, whole."""
    book = Book.objects.select_related("fund").get()
    known = sorted(set(Posting.objects.exclude(decision=None).values_list("decision", flat=True)))
    told = grant(book, known[place])
    start.wait()
    return [_tried(act, told, EACH) for act in (fix, pay_fixed)]


def race_to_close(start):
    year = Book.objects.get().years.get(fiscal_year=this_year())
    start.wait()
    with after_the_year(year.fiscal_year):
        close_year(year=year, membership=membership("nibn_decider"))
    return "won"


def race_to_watch(start, times):
    """The lowest that any account was seen at while the others act."""
    accounts = Account.objects.filter(kind__in=[Kind.UNCOMMITTED, Kind.COMMITTED, Kind.PAYABLE])
    start.wait()
    return min(min(accounts.values_list("balance", flat=True)) for _ in range(times))


def _tried(act, told, amount):
    try:
        act(grant=told, amount=amount)
    except Refused as refused:
        return refused.reasons[0].code
    return "won"
