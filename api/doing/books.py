"""A fund's book: its rules, sources and years, its entries, and where the money is kept."""

from typing import Any

from django.utils.translation import gettext as _

from funds.appropriations import services as appropriations
from funds.appropriations.models import Appropriation
from funds.ledger import books, entries, investments, years
from funds.ledger.models import Book, Entry, Investment, Posting, Source, Year
from funds.models import Fund, Scheme
from law.accounts import Attribution, Draw

from ..problems import invalid
from .asked import Asked


def open_book(asked: Asked) -> Book:
    fund = Fund.objects.filter(pk=asked.said["fund"]).first()
    if fund is None:
        raise invalid(fund=_("このコードの基金はありません。"))
    return books.open_book(fund=fund, membership=asked.membership, **_rules(asked))


def set_book_rules(asked: Asked) -> Book:
    return books.set_book_rules(book=asked.on, membership=asked.membership, **_rules(asked))


def _rules(asked: Asked) -> dict[str, Any]:
    return {"attribution": Attribution(asked.said["attribution"]), "draw": Draw(asked.said["draw"])}


def register_state_grant(asked: Asked) -> Book:
    return books.register_state_grant(book=asked.on, membership=asked.membership, **asked.said).book


def register_donation(asked: Asked) -> Book:
    return books.register_donation(book=asked.on, membership=asked.membership, **asked.said).book


def enter_appropriation(asked: Asked) -> Appropriation:
    said = dict(asked.said)
    scheme = Scheme.objects.filter(pk=said.pop("scheme")).first()
    if scheme is None:
        raise invalid(scheme=_("このコードの制度はありません。"))
    return appropriations.enter_appropriation(scheme=scheme, membership=asked.membership, **said)


def confirm_appropriation(asked: Asked) -> Appropriation:
    return appropriations.confirm_appropriation(appropriation=asked.on, membership=asked.membership)


def drop_appropriation(asked: Asked) -> Appropriation:
    return appropriations.drop_appropriation(appropriation=asked.on, membership=asked.membership)


def open_year(asked: Asked) -> Book:
    return years.open_year(book=asked.on, membership=asked.membership, **asked.said).book


def set_year_line(asked: Asked) -> Book:
    years.set_year_line(year=_year(asked), line=asked.said["line"], membership=asked.membership)
    return _fresh(asked)


def close_year(asked: Asked) -> Book:
    years.close_year(year=_year(asked), membership=asked.membership)
    return _fresh(asked)


def _fresh(asked: Asked) -> Book:
    return Book.objects.get(pk=asked.on.pk)


def _year(asked: Asked) -> Year:
    rows = Year.objects.select_related("book__fund")
    found = rows.filter(book=asked.on, fiscal_year=asked.said["fiscal_year"]).first()
    if found is None:
        raise invalid(fiscal_year=_("この年度の帳簿は開かれていません。"))
    return found


def draft_entry(asked: Asked) -> Entry:
    said = asked.said | {"source": _source(asked)}
    return entries.draft_entry(book=asked.on, membership=asked.membership, **said)


def _source(asked: Asked) -> Source | None:
    wanted = asked.said["source"]
    found = Source.objects.filter(book=asked.on, pk=wanted).first() if wanted else None
    if wanted and found is None:
        raise invalid(source=_("この ID のものはありません。"))
    return found


def draft_reversal(asked: Asked) -> Entry:
    rows = Posting.objects.select_related("book__fund", "debit__source", "credit", "year")
    posting = rows.filter(book=asked.on, pk=asked.said["posting"]).first()
    if posting is None:
        raise invalid(posting=_("この番号の記帳は、この帳簿にありません。"))
    return entries.draft_reversal(posting=posting, note=asked.said["note"], membership=asked.membership)


def confirm_entry(asked: Asked) -> Entry:
    return entries.confirm_entry(entry=asked.on, membership=asked.membership)


def drop_entry(asked: Asked) -> Entry:
    return entries.drop_entry(entry=asked.on, membership=asked.membership)


def register_investment(asked: Asked) -> Investment:
    return investments.register_investment(book=asked.on, membership=asked.membership, **asked.said)


def redeem_investment(asked: Asked) -> Investment:
    return investments.redeem_investment(
        investment=asked.on, on=asked.said["on"], membership=asked.membership
    )
