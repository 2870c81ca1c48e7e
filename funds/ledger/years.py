"""A book's fiscal years: opened and closed by an act, never by the date."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.transitions import Actor, begin, perform
from law.accounts import CARRIED, CARRIES, Kind
from law.acts import Facts, Reason, Refused
from law.deadlines import fiscal_year, fiscal_year_label
from law.lifecycle import YEAR
from law.roles import Role
from law.states import EntryState, YearState

from .accounts import Key, ids_of, year_closed
from .models import Account, Book, Posting, Year
from .posting import Move, Stamp, hold, post


def actor_of(membership: Membership) -> Actor:
    return Actor(membership.user_id, membership.pk, Role(membership.role))


def locked_year(book: Book, year: int) -> Year:
    """The open year, held until the transaction ends; taken before any account."""
    rows = Year.objects.select_for_update(of=("self",), no_key=True)
    return _open(book, rows.filter(book=book, fiscal_year=year).first(), year)


def year_to_write(book: Book, year: int) -> Year:
    """The open year, not held: its accounts, once held, say whether it was closed meanwhile."""
    return _open(book, Year.objects.filter(book=book, fiscal_year=year).first(), year)


def open_year_at(book: Book, day: date) -> Year:
    """Where an entry of `day` counts: its own year, or the first open one once that is closed."""
    wanted = fiscal_year(day)
    later = list(Year.objects.filter(book=book, fiscal_year__gte=wanted).order_by("fiscal_year"))
    known = bool(later) and later[0].fiscal_year == wanted
    still_open = [year for year in later if year.state == YearState.OPEN]
    return _open(book, still_open[0] if known and still_open else None, wanted)


def _open(book: Book, found: Year | None, year: int) -> Year:
    if found is None:
        text = (
            _("%(year)sの帳簿が開かれていません。基盤研の決裁者が「年度を開く」を行ってください。")
            if book.is_of_fund
            else _("%(year)sの予算が記入されていません。担当官が予算を記入し、決裁者が確認してください。")
        )
        raise Refused(Reason("year_not_open", text % {"year": fiscal_year_label(year)}))
    if found.state != YearState.OPEN:
        raise Refused(year_closed(found.fiscal_year))
    return found


def next_year(book: Book) -> int:
    """Which year is opened next: the one of today in a new book."""
    last = book.years.order_by("fiscal_year").last()
    return last.fiscal_year + 1 if last else fiscal_year(clock.today())


@transaction.atomic
def open_year(*, book: Book, fiscal_year: int, line: int | None, membership: Membership) -> Year:
    """Open a book's next fiscal year; `line` is what is planned to be granted in it, or None for no plan."""
    Book.objects.select_for_update(of=("self",), no_key=True).get(pk=book.pk)
    known = list(book.years.values_list("fiscal_year", flat=True))
    year = Year(book=book, fiscal_year=fiscal_year, line=line, opened_by=membership, opened_at=clock.now())
    begin(
        lifecycle=YEAR,
        act="open_year",
        subject=year,
        actor=actor_of(membership),
        facts={"known": fiscal_year in known, "fiscal_year": fiscal_year, "last": max(known, default=None)},
        audit={"fiscal_year": fiscal_year, "line": line},
    )
    return year


@transaction.atomic
def set_year_line(*, year: Year, line: int | None, membership: Membership) -> Year:
    """The year's plan, by the fund's decider alone: the only way past a line that is used up."""
    perform(
        lifecycle=YEAR,
        act="set_year_line",
        subject=year,
        actor=actor_of(membership),
        facts={},
        changes={"line": line},
        audit={"was": year.line, "line": line},
    )
    return year


@transaction.atomic
def close_year(*, year: Year, membership: Membership) -> Year:
    """Close the year's accounts. What is committed or fixed and unpaid goes over, decision by decision."""
    perform(
        lifecycle=YEAR,
        act="close_year",
        subject=year,
        actor=actor_of(membership),
        facts=lambda: closing_facts(year),
        changes=lambda: {"closed_by": membership, "closed_at": clock.now()},
        audit={"fiscal_year": year.fiscal_year},
    )
    _carry(year, year.book.years.get(fiscal_year=year.fiscal_year + 1), membership)
    year.accounts.update(closed_at=clock.now())
    return year


def closing_facts(year: Year) -> Facts:
    earlier = year.book.years.filter(state=YearState.OPEN, fiscal_year__lt=year.fiscal_year)
    later = year.book.years.filter(state=YearState.OPEN, fiscal_year=year.fiscal_year + 1)
    return {
        "fiscal_year": year.fiscal_year,
        "today": clock.today(),
        "earlier_open": list(earlier.values_list("fiscal_year", flat=True)),
        "next_open": later.exists(),
        "waiting": year.entries.filter(state=EntryState.DRAFTED).count(),
    }


def _carry(year: Year, to: Year, membership: Membership) -> None:
    """Whoever commits waits for the year; whoever pays, for the accounts, which are all held here."""
    accounts = list(year.accounts.order_by("pk"))
    to = locked_year(year.book, to.fiscal_year)
    going = [each for each in accounts if Kind(each.kind) in CARRIED]
    keys = {each.pk: _next_key(each, to) for each in going}
    ids = ids_of(year.book, list(keys.values()))
    held = hold([*(each.pk for each in accounts), *ids.values()]) if accounts else {}
    carried = 0
    for kind in CARRIED:
        of_kind = [each for each in going if Kind(each.kind) is kind]
        moves = [move for each in of_kind for move in _leaving(each, ids[keys[each.pk]], to)]
        carried += sum(move.amount for move in moves)
        stamp = Stamp(CARRIES[kind], year.book_id, membership.pk, clock.today(), concerns=year.pk)
        post(moves, stamp=stamp, held=held)
    Year.objects.filter(pk=to.pk).update(carried_in=to.carried_in + carried)


def _next_key(account: Account, to: Year) -> Key:
    return Key(account.source_id, Kind(account.kind), account.scheme_id, to.pk)


def _leaving(account: Account, to: int, year: Year) -> list[Move]:
    """One posting for each decision that still holds something in the account."""
    left: dict[UUID | None, int] = defaultdict(int)
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Posting.objects.filter(**{side: account}).values_list("decision")
        for decision, amount in rows.annotate(amount=Sum("amount")).order_by():
            left[decision] += sign * amount
    return [
        Move(to, account.pk, amount, year.pk, decision) for decision, amount in left.items() if amount > 0
    ]
