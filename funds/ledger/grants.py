"""What a grant does to its fund's book: commit, release, fix, pay, recover; the last step of its own act.

Each names the decision it stands on, by its id. Roles, letters and audit lines are that act's.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import Membership
from law.accounts import AGAINST_LINE, MOVEMENTS, Draw, Kind, Pool, drawn
from law.acts import Reason, Refused
from law.deadlines import fiscal_year_label
from law.ministry_guards import appropriation_is_of_its_year
from law.money import yen
from law.rules import rule

from ..models import Scheme
from .accounts import Key, ids_of
from .models import Account, Book, Posting, Source, Year
from .posting import Move, Stamp, hold, post
from .years import locked_year, open_year_at, year_to_write

TO_TREASURY = "recover_to_treasury"
Standing = Counter[tuple[Kind, int | None, UUID]]


@dataclass(frozen=True)
class Grant:
    """Which decision's money it is: of which fund, scheme and fiscal year, and who acts on which day."""

    book: Book
    scheme: Scheme
    fiscal_year: int
    decision: UUID
    effective_on: date
    made_by: Membership

    def stamp(self, act: str) -> Stamp:
        return Stamp(act, self.book.pk, self.made_by.pk, self.effective_on)

    def key(self, source: UUID, kind: Kind, year: Year) -> Key:
        return Key.of(source, kind, scheme=self.scheme.pk, year=year.pk)


def commit(*, grant: Grant, amount: int) -> None:
    """Set `amount` aside for a decision in its one year."""
    commit_by_year(grant=grant, amounts={grant.fiscal_year: amount})


@rule("F1")
@transaction.atomic
def commit_by_year(*, grant: Grant, amounts: Mapping[int, int]) -> None:
    """Set aside for a decision what each fiscal year needs, from the sources in the book's own order.

    Raises Refused when the fund holds less, or when a year's line would be passed. All years are locked
    before any account, and all accounts at once, so that no two decisions over several years deadlock.
    """
    for amount in amounts.values():
        _refuse_nothing(amount)
    years = {number: locked_year(grant.book, number) for number in sorted(amounts)}
    sources = [
        each
        for each in Source.objects.filter(book=grant.book)
        if each.fiscal_year is None or each.fiscal_year in years
    ]
    free = {each.pk: Key.of(each.pk, Kind.UNCOMMITTED, scheme=None, year=0) for each in sources}
    bound = {
        (number, each.pk): grant.key(each.pk, Kind.COMMITTED, year)
        for number, year in years.items()
        for each in sources
        if each.fiscal_year in (None, number)
    }
    ids = ids_of(grant.book, [*free.values(), *bound.values()])
    held = hold(ids.values())
    left = {each.pk: held[ids[free[each.pk]]].balance for each in sources}
    total, moves = sum(amounts.values()), []
    if grant.book.is_of_fund and total > sum(left.values()):
        raise Refused(_too_little(sum(left.values()), total))
    for number, year in years.items():
        refuse_above_line(year, amounts[number])
        of_year = [each for each in sources if each.fiscal_year in (None, number)]
        pools = [Pool(ids[free[each.pk]], each.is_state, left[each.pk]) for each in of_year]
        if not grant.book.is_of_fund:
            _refuse_above_appropriation(grant, number, amounts[number], sum(pool.balance for pool in pools))
        shares = drawn(amounts[number], pools, Draw(grant.book.draw))
        for source in (each.pk for each in of_year):
            if share := shares.get(ids[free[source]]):
                left[source] -= share
                debit, credit = ids[bound[number, source]], ids[free[source]]
                moves.append(Move(debit, credit, share, year.pk, grant.decision))
    post(moves, stamp=grant.stamp("commit"), held=held)


@transaction.atomic
def release_rest(*, grant: Grant) -> int:
    """Give back whatever a decision still binds, in whatever year it stands now (取下げ, 廃案); the sum."""
    years = years_held_for(grant.decision)
    bound = bound_in(standing(grant.decision))
    pairs = {
        (year, source): (
            grant.key(source, Kind.UNCOMMITTED, years[year]),
            grant.key(source, Kind.COMMITTED, years[year]),
        )
        for year, source in bound
    }
    ids = ids_of(grant.book, [key for pair in pairs.values() for key in pair])
    held = hold(ids.values())
    bound = bound_in(standing(grant.decision))
    moves = [
        Move(ids[to], ids[of], bound[place], place[0], grant.decision)
        for place, (to, of) in pairs.items()
        if place in bound
    ]
    post(moves, stamp=grant.stamp("release"), held=held)
    return sum(move.amount for move in moves)


def bound_in(now: Standing, of: Kind = Kind.COMMITTED) -> dict[tuple[int, UUID], int]:
    """Year (row) and source → what is committed there, or payable."""
    return {
        (year, source): amount
        for (kind, year, source), amount in now.items()
        if kind is of and year is not None and amount
    }


def years_held_for(decision: UUID, *kinds: Kind) -> dict[int, Year]:
    """The years in which something is bound, held against their closing, which carries it into the next."""
    held: dict[int, Year] = {}
    while missing := _years_of(standing(decision), kinds or (Kind.COMMITTED,)) - set(held):
        rows = Year.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=missing)
        held |= {year.pk: year for year in rows.order_by("fiscal_year")}
    return held


def _years_of(now: Standing, kinds: Iterable[Kind]) -> set[int]:
    return {year for kind in kinds for year, _source in bound_in(now, kind)}


def release(*, grant: Grant, amount: int) -> None:
    """Give back what a decision no longer binds (取下げ, 減額, 取消), each source its part."""
    _move("release", grant, amount)


def fix(*, grant: Grant, amount: int) -> None:
    """額の確定: `amount` is fixed and not yet paid. What stands above it is released by an act of its own."""
    _move("fix", grant, amount)


def pay_advance(*, grant: Grant, amount: int) -> None:
    """概算払, out of what is committed."""
    _move("pay_advance", grant, amount)


def pay_fixed(*, grant: Grant, amount: int) -> None:
    """精算払, out of what is fixed."""
    _move("pay_fixed", grant, amount)


@transaction.atomic
def recover(*, grant: Grant, amount: int) -> None:
    """Principal that comes back goes to the sources it was paid from, in the year that is open on the day.

    加算金 and 延滞金 are income of the fund (`record_income`), not this. What was paid of an appropriation
    is the treasury's: it makes no appropriation larger.
    """
    _refuse_nothing(amount)
    act = "recover" if grant.book.is_of_fund else TO_TREASURY
    year = year_of_return(grant)
    sources = {source for kind, _year, source in standing(grant.decision) if kind is Kind.PAID}
    pairs = {
        source: (grant.key(source, MOVEMENTS[act].debit, year), grant.key(source, Kind.RECOVERED, year))
        for source in sources
    }
    ids = ids_of(grant.book, [key for pair in pairs.values() for key in pair])
    held = hold(ids.values())
    now = standing(grant.decision)
    left = {source: _of(now, Kind.PAID, source) - _of(now, Kind.RECOVERED, source) for source in sources}
    shares = _shares(act, amount, left)
    moves = [
        Move(ids[pairs[source][0]], ids[pairs[source][1]], share, year.pk, grant.decision)
        for source, share in shares.items()
    ]
    post(moves, stamp=grant.stamp(act), held=held)


def year_of_return(grant: Grant) -> Year:
    """The year that is open on the day; of an appropriation its own, beside what was paid."""
    if grant.book.is_of_fund:
        return open_year_at(grant.book, grant.effective_on)
    return year_to_write(grant.book, grant.fiscal_year)


@transaction.atomic
def _move(act: str, grant: Grant, amount: int) -> None:
    """Move a decision's own money of one year, each source its part. What it holds is read under the lock."""
    _refuse_nothing(amount)
    row = MOVEMENTS[act]
    year = year_to_write(grant.book, grant.fiscal_year)
    sources = [source for kind, at, source in standing(grant.decision) if (kind, at) == (row.credit, year.pk)]
    pairs = {
        source: (grant.key(source, row.debit, year), grant.key(source, row.credit, year))
        for source in sources
    }
    ids = ids_of(grant.book, [key for pair in pairs.values() for key in pair])
    held = hold(ids.values())
    now = standing(grant.decision)
    shares = _shares(act, amount, {source: now[row.credit, year.pk, source] for source in sources})
    moves = [
        Move(ids[pairs[source][0]], ids[pairs[source][1]], share, year.pk, grant.decision)
        for source, share in shares.items()
    ]
    post(moves, stamp=grant.stamp(act), held=held)


def standing(decision: UUID) -> Standing:
    """What a decision holds now, by kind of account, year (row) and source; from its postings alone."""
    return standings([decision])[decision]


def standings(decisions: Collection[UUID]) -> dict[UUID, Standing]:
    """The same of many decisions, in two queries."""
    found: dict[UUID, Standing] = {decision: Counter() for decision in decisions}
    for end, sign in (("debit", 1), ("credit", -1)):
        rows = Posting.objects.filter(decision__in=decisions).values_list(
            "decision", f"{end}__kind", f"{end}__year", f"{end}__source", f"{end}__side"
        )
        for decision, kind, year, source, side, amount in rows.annotate(amount=Sum("amount")).order_by():
            found[decision][Kind(kind), year, source] += sign * side * amount
    return found


def _of(found: Standing, kind: Kind, source: UUID) -> int:
    return sum(amount for (each, _year, whose), amount in found.items() if (each, whose) == (kind, source))


def _shares(act: str, amount: int, left: dict[UUID, int]) -> dict[UUID, int]:
    order = sorted(left)
    pools = [Pool(place, True, left[source]) for place, source in enumerate(order)]
    shares = drawn(amount, pools, Draw.PROPORTIONAL)
    if not shares:
        raise Refused(_not_so_much(act, sum(left.values()), amount))
    return {order[place]: share for place, share in shares.items()}


def _refuse_nothing(amount: int) -> None:
    if amount <= 0:
        raise Refused(Reason("no_amount", _("1円以上の金額を指定してください。")))


def refuse_above_line(year: Year, amount: int) -> None:
    if year.line is None:
        return
    rows = Account.objects.filter(year=year, kind__in=[kind.value for kind in AGAINST_LINE])
    used = rows.aggregate(sum=Sum("balance"))["sum"] or 0
    left = year.line + year.carried_in - used
    if amount > left:
        text = _(
            "%(year)sの枠の残りは%(left)sで、%(amount)sを決定できません。"
            "基金の残高の範囲で枠を変えるには、基盤研の決裁者が「年度の枠を変える」を行ってください。"
        )
        words = {"year": year, "left": yen(left), "amount": yen(amount)}
        raise Refused(Reason("above_line", text % words, (("left", left),)))


def _too_little(free: int, amount: int) -> Reason:
    text = _(
        "基金の未決定の残高は%(free)sで、%(amount)sを決定できません。"
        "決定する額を減らすか、基金への受入れを先に行ってください。"
    )
    return Reason("fund_empty", text % {"free": yen(free), "amount": yen(amount)}, (("free", free),))


def _refuse_above_appropriation(grant: Grant, year: int, amount: int, left: int) -> None:
    """One year's sum, promised within that year; another year's is another's."""
    if reason := appropriation_is_of_its_year({"day": grant.effective_on, "fiscal_year": year}):
        raise Refused(reason)
    if amount > left:
        text = _(
            "%(year)sの予算の残りは%(left)sで、%(amount)sを決定できません。"
            "決定する額を減らすか、予算の追加の配賦を先に記入してください。"
        )
        words = {"year": fiscal_year_label(year), "left": yen(left), "amount": yen(amount)}
        raise Refused(Reason("appropriation_used_up", text % words, (("left", left),)))


def _not_so_much(act: str, left: int, amount: int) -> Reason:
    text = _("この決定について「%(act)s」ことができるのは%(left)sまでです（%(amount)sはできません）。")
    words = {"act": _(MOVEMENTS[act].label), "left": yen(left), "amount": yen(amount)}
    return Reason("not_so_much", text % words, (("left", left),))
