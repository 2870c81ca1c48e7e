"""突合: lines of the bank and items of the book that are the same money, as the till confirms.

Order of locks: the book, then an account. Of one fund statements, matches and signatures follow each other.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import begin, perform
from funds.ledger.models import Book
from law.acts import Facts, Reason, Refused
from law.bank import month_of
from law.lifecycle import BANK_MATCH

from ..bank.items import Item, open_items
from ..bank.months import next_open_month
from ..bank.sums import cash_moves, main_account, open_lines
from ..models import BankAccount, BankLine, BankMatch, MatchedItem, MatchedLine


def hold_book(book: Book) -> None:
    Book.objects.select_for_update(of=("self",), no_key=True).get(pk=book.pk)


@transaction.atomic
def match_lines(
    *, book: Book, lines: Collection[UUID], items: Collection[str], membership: Membership
) -> BankMatch:
    """Lines with items whose sums agree; or lines alone, or items alone, that come to nothing.

    It counts from the latest of their months on, or from the first that is not signed.
    """
    hold_book(book)
    found, named = _lines(book, lines), _items(book, items)
    match = BankMatch(book=book, month=_month(book, found, named), made_by=membership, made_at=clock.now())
    actor = actor_of(membership)
    begin(lifecycle=BANK_MATCH, act="gather_match", subject=match, actor=actor, facts={})
    MatchedLine.objects.bulk_create(MatchedLine(match=match, line=each) for each in found)
    MatchedItem.objects.bulk_create(_rows(match, named))
    perform(
        lifecycle=BANK_MATCH,
        act="match_lines",
        subject=match,
        actor=actor,
        facts={
            "lines": len(found),
            "items": len(named),
            "of_lines": sum(each.amount for each in found),
            "of_items": sum(each.amount for each in named),
        },
        audit={"lines": len(found), "items": len(named), "month": match.month.isoformat()},
    )
    return match


def _lines(book: Book, wanted: Collection[UUID]) -> list[BankLine]:
    found: list[BankLine] = []
    for account in BankAccount.objects.filter(book=book):
        found += open_lines(account).filter(pk__in=wanted).select_related("account")
    if len(found) != len(set(wanted)):
        text = _("選んだ明細の中に、すでに対応付けたものか、この基金のものでないものがあります。")
        raise Refused(Reason("line_gone", text))
    return found


def _items(book: Book, wanted: Collection[str]) -> list[Item]:
    main = main_account(book)
    known = {each.code: each for each in open_items(main)} if main and wanted else {}
    if not set(wanted) <= set(known):
        text = _("選んだ帳簿の取引の中に、すでに対応付けたものか、この基金のものでないものがあります。")
        raise Refused(Reason("item_gone", text))
    return [known[code] for code in dict.fromkeys(wanted)]


def _month(book: Book, lines: Collection[BankLine], items: Collection[Item]) -> date:
    main = main_account(book)
    accounts = {each.account for each in lines} | ({main} if main and items else set())
    months = [month_of(each.on) for each in [*lines, *items]]
    return max([*months, *map(next_open_month, accounts)], default=month_of(clock.today()))


def _rows(match: BankMatch, items: Collection[Item]) -> list[MatchedItem]:
    signed = cash_moves(match.book).filter(pk__in=[pk for each in items for pk in each.postings])
    amounts = {row.pk: row.signed for row in signed}
    rows = [
        MatchedItem(match=match, posting_id=pk, amount=amounts[pk]) for each in items for pk in each.postings
    ]
    rows += [
        MatchedItem(match=match, investment_id=each.investment, leg=each.leg, amount=each.amount)
        for each in items
        if each.investment
    ]
    return rows


@transaction.atomic
def undo_match(*, match: BankMatch, note: str, membership: Membership) -> BankMatch:
    """Before its month is signed: what it held is open again, and the match stays to be seen."""
    hold_book(match.book)
    perform(
        lifecycle=BANK_MATCH,
        act="undo_match",
        subject=match,
        actor=actor_of(membership),
        facts=lambda: undoing_facts(match) | {"why": note},
        changes=lambda: {
            "undone_by": membership,
            "undone_at": max(clock.now(), match.made_at),
            "note": note.strip(),
        },
    )
    match.lines.update(standing=False)
    match.items.update(standing=False)
    return match


def undoing_facts(match: BankMatch) -> Facts:
    accounts = set(BankAccount.objects.filter(lines__matches__match=match))
    main = main_account(match.book)
    if main and match.items.exists():
        accounts.add(main)
    is_signed = any(next_open_month(each) > match.month for each in accounts)
    return {"is_signed": is_signed, "month": match.month}
