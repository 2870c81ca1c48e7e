"""The demo's books of both funds: receipts in the size of the budgets reported, everything else invented.

What the grants of the generics fund commit is posted by their own decisions (grants.py).
"""

from datetime import date

from django.urls import reverse

from accounts.cast import ensure_organisation
from accounts.notices import mark_read
from common import clock
from funds.ledger.books import open_book, register_donation, register_state_grant
from funds.ledger.entries import confirm_entry, draft_entry
from funds.ledger.investments import redeem_investment, register_investment
from funds.ledger.models import Book, Source
from funds.ledger.years import close_year, open_year
from funds.models import Fund
from law.accounts import Attribution, Draw

from .acting import member, on

OKU = 100_000_000
# fund, sum of the 交付決定 (as reported, in its budget), the line of each of the first two years
FUNDS = (
    ("generic-base", 844 * OKU, 200 * OKU),
    ("innovative-drug", 241 * OKU, 60 * OKU),
)  # fmt: skip
# who gives, how much is offered, how much of it has come in, on which condition
DONORS = (
    ("mihon", 5 * OKU, 5 * OKU, ""),
    ("stranger", 3 * OKU, 3 * OKU, "治験薬製造施設の整備に充てることを希望する。"),
    ("minohon", 2 * OKU, 1 * OKU, ""),
)


def build_books() -> None:
    for code, budget, line in FUNDS:
        book = _opened(code, budget)
        if code == "innovative-drug":
            _donated(book)
        _invested(book)
        _first_year_closed(book, line)
        _second_year(book)


def _opened(code: str, budget: int) -> Book:
    head = member("nibn_decider")
    with on(date(2026, 1, 15)):
        book = open_book(
            fund=Fund.objects.get(code=code),
            attribution=Attribution.PROPORTIONAL,
            draw=Draw.PROPORTIONAL,
            membership=head,
        )
        open_year(book=book, fiscal_year=2025, line=None, membership=head)
    with on(date(2026, 2, 10)):
        source = register_state_grant(
            book=book,
            budget="令和7年度補正予算",
            number=f"見本発医政0210第{1 if code == 'generic-base' else 2}号",
            dated_on=clock.today(),
            ceiling=budget,
            membership=member("nibn_officer"),
        )
    with on(date(2026, 3, 6)):
        _entered(book, "receive_state_money", budget, source, note="国の補助金の全額")
    return book


def _entered(book: Book, act: str, amount: int, source: Source | None = None, *, note: str) -> None:
    entry = draft_entry(
        book=book,
        act=act,
        amount=amount,
        effective_on=clock.today(),
        source=source,
        note=note,
        membership=member("nibn_officer"),
    )
    till = member("nibn_accountant")
    for notice in till.user.notices.filter(link=reverse("entry", args=[entry.pk])):
        mark_read(notice)
    confirm_entry(entry=entry, membership=till)


def _donated(book: Book) -> None:
    for who, offered, received, condition in DONORS:
        with on(date(2026, 3, 16)):
            source = register_donation(
                book=book,
                donor=ensure_organisation(who),
                dated_on=clock.today(),
                ceiling=offered,
                condition=condition,
                membership=member("nibn_officer"),
            )
        with on(date(2026, 3, 25)):
            _entered(book, "receive_donation", received, source, note="振込による受入れ")


def _invested(book: Book) -> None:
    """Half on deposit until it is needed, part of the rest in national bonds."""
    till = member("nibn_accountant")
    with on(date(2026, 3, 27)):
        amount = sum(each.ceiling or 0 for each in book.sources.filter(origin="state")) // 4
        register_investment(
            book=book,
            means="bank_deposit",
            held_with="見本銀行 本店",
            amount=amount,
            terms="年0.35%、6か月",
            since=clock.today(),
            until=date(2026, 9, 28),
            membership=till,
        )
        register_investment(
            book=book,
            means="national_bond",
            held_with="利付国庫債券（2年）見本第1回",
            amount=amount,
            terms="年0.8%",
            since=clock.today(),
            until=date(2028, 3, 20),
            membership=till,
        )


def _first_year_closed(book: Book, line: int) -> None:
    head = member("nibn_decider")
    state = book.sources.filter(origin="state").get()
    with on(date(2026, 3, 31)):
        _entered(book, "record_administration", 8_640_000, state, note="システムの利用料、振込手数料など")
        open_year(book=book, fiscal_year=2026, line=line, membership=head)
    with on(date(2026, 5, 15)):
        close_year(year=book.years.get(fiscal_year=2025), membership=head)


def _second_year(book: Book) -> None:
    """One entry waits for the accountant."""
    state = book.sources.filter(origin="state").get()
    deposit = book.investments.get(means="bank_deposit")
    with on(date(2026, 9, 28)):
        redeem_investment(investment=deposit, on=clock.today(), membership=member("nibn_accountant"))
    with on(date(2026, 9, 30)):
        _entered(book, "record_interest", deposit.amount * 35 // 20_000, note="見本銀行の預金の利子")
        _entered(book, "record_administration", 21_300_000, state, note="審査の補助業務の委託料（上半期）")
    with on(date(2026, 11, 20)):
        draft_entry(
            book=book,
            act="record_interest",
            amount=deposit.amount * 4 // 1_000,
            effective_on=clock.today(),
            note="利付国庫債券の利子",
            membership=member("nibn_officer"),
        )
