"""What the book says there is at the bank: postings that bring money in or out, less what is invested."""

from datetime import date

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from funds.ledger.models import Book, Investment, Posting
from law.accounts import HELD, REVERSE, SHOWN_AT_BANK
from law.bank import Leg

from ..models import BankAccount, BankLine, MatchedItem, MatchedLine

_HELD = [kind.value for kind in HELD]
SIGNED = Case(
    When(debit__kind__in=_HELD, then=F("amount")), default=-F("amount"), output_field=BigIntegerField()
)


def cash_moves(book: Book) -> QuerySet[Posting]:
    """Of the book, each with its sign in `signed`. A reversal shows when what it reverses did."""
    acts = Posting.objects.filter(book=book, act__in=[*SHOWN_AT_BANK, REVERSE])
    crosses = Q(debit__kind__in=_HELD) & ~Q(credit__kind__in=_HELD)
    crosses |= Q(credit__kind__in=_HELD) & ~Q(debit__kind__in=_HELD)
    return acts.filter(crosses).annotate(signed=SIGNED)


def at_the_bank(book: Book, day: date) -> int:
    """All money of the fund at the end of a day but what is invested."""
    moved = cash_moves(book).filter(effective_on__lte=day).aggregate(sum=Sum("signed"))["sum"] or 0
    kept = Investment.objects.filter(book=book, since__lte=day)
    kept = kept.filter(Q(redeemed_on=None) | Q(redeemed_on__gt=day))
    return moved - (kept.aggregate(sum=Sum("amount"))["sum"] or 0)


def main_account(book: Book) -> BankAccount | None:
    return BankAccount.objects.filter(book=book, is_main=True).first()


def matched_by(month: date | None) -> Q:
    """Standing, and counting by the end of a month; None is: at all."""
    return Q(standing=True) if month is None else Q(standing=True, match__month__lte=month)


def open_postings(main: BankAccount, month: date | None = None) -> QuerySet[Posting]:
    """What the book moved since the account was opened and no line of the bank stands for."""
    matched = MatchedItem.objects.filter(matched_by(month), posting=OuterRef("pk"))
    since = Q(effective_on__gte=main.opening_on) | Q(pk__gt=main.opening_posting)
    return cash_moves(main.book).filter(since).exclude(Exists(matched))


def open_legs(main: BankAccount, month: date | None = None) -> list[tuple[Investment, Leg, date, int]]:
    """Investments that left the account or came back to it, and no line stands for."""
    matched = MatchedItem.objects.filter(matched_by(month), investment__book=main.book)
    taken = set(matched.values_list("investment", "leg"))
    found: list[tuple[Investment, Leg, date, int]] = []
    for each in Investment.objects.filter(book=main.book).order_by("since", "pk"):
        is_new = each.since >= main.opening_on or each.registered_at > main.registered_at
        if is_new and (each.pk, Leg.PLACED) not in taken:
            found.append((each, Leg.PLACED, each.since, -each.amount))
        day = each.redeemed_on
        if day and day >= main.opening_on and (each.pk, Leg.RETURNED) not in taken:
            found.append((each, Leg.RETURNED, day, each.amount))
    return found


def open_lines(account: BankAccount, month: date | None = None) -> QuerySet[BankLine]:
    """What the bank tells and nothing of the book stands for."""
    matched = MatchedLine.objects.filter(matched_by(month), line=OuterRef("pk"))
    return account.lines.exclude(Exists(matched)).order_by("place")


def balance_on(account: BankAccount, day: date | None = None) -> int:
    """What the bank says there is, by its last line until a day."""
    lines = account.lines.all() if day is None else account.lines.filter(on__lte=day)
    last = lines.order_by("-place").values_list("balance", flat=True).first()
    return account.opening_balance if last is None else last


def sum_of(lines: QuerySet[BankLine]) -> int:
    found = lines.aggregate(came=Sum("came_in", default=Value(0)), went=Sum("went_out", default=Value(0)))
    return int(found["came"] - found["went"])
