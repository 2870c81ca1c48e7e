"""A book is opened for a fund, knows its rules, and where its money comes from."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation
from common import clock
from common.transitions import begin, perform
from law.accounts import Attribution, Draw, Origin
from law.acts import Reason, Refused
from law.deadlines import era
from law.lifecycle import BOOK

from ..models import Fund, Scheme
from .models import Book, Source
from .years import actor_of


def book_for(scheme: Scheme, path: str = "") -> Q:
    """The condition on books: of the scheme's fund, or its own where it has none."""
    if scheme.fund_id is None:
        return Q(**{f"{path}scheme": scheme.pk})
    return Q(**{f"{path}fund": scheme.fund_id})


@transaction.atomic
def open_book(*, fund: Fund, attribution: Attribution, draw: Draw, membership: Membership) -> Book:
    """特別の勘定 of a fund, one for each."""
    fund = Fund.objects.select_for_update(of=("self",), no_key=True).get(pk=fund.pk)
    if Book.objects.filter(fund=fund).exists():
        raise Refused(Reason("book_known", _("この基金の帳簿は、すでに開かれています。")))
    book = Book(fund=fund, attribution=attribution, draw=draw, opened_by=membership, opened_at=clock.now())
    begin(
        lifecycle=BOOK,
        act="open_book",
        subject=book,
        actor=actor_of(membership),
        facts={},
        audit={"fund": fund.pk, "attribution": attribution.value, "draw": draw.value},
    )
    return book


@transaction.atomic
def set_book_rules(*, book: Book, attribution: Attribution, draw: Draw, membership: Membership) -> Book:
    """For what comes from now on; nothing that is posted moves to another source."""
    perform(
        lifecycle=BOOK,
        act="set_book_rules",
        subject=book,
        actor=actor_of(membership),
        facts={},
        changes={"attribution": attribution, "draw": draw},
        audit={"attribution": attribution.value, "draw": draw.value},
    )
    return book


@transaction.atomic
def register_state_grant(
    *, book: Book, budget: str, number: str, dated_on: date, ceiling: int, membership: Membership
) -> Source:
    """The state's 交付決定 to the fund: receipts name it and never pass its sum."""
    source = Source(
        book=book,
        origin=Origin.STATE,
        is_state=True,
        name=f"{budget}（{number}）",
        budget=budget,
        number=number,
        dated_on=dated_on,
        ceiling=ceiling,
    )
    if Source.objects.filter(book=book, origin=Origin.STATE, number=number).exists():
        text = _("文書番号「%(number)s」の交付決定は、すでに登録されています。")
        raise Refused(Reason("source_known", text % {"number": number}))
    return _register("register_state_grant", source, membership)


@transaction.atomic
def register_donation(
    *,
    book: Book,
    donor: Organisation,
    dated_on: date,
    ceiling: int,
    condition: str,
    membership: Membership,
) -> Source:
    """出えん金 that somebody outside the government offers on condition that it goes into this fund."""
    name = _("%(donor)sの出えん金（%(day)s）") % {"donor": donor.name, "day": era(dated_on)}
    source = Source(
        book=book,
        origin=Origin.DONATION,
        is_state=False,
        name=name[:200],
        dated_on=dated_on,
        ceiling=ceiling,
        donor=donor,
        condition=condition,
    )
    return _register("register_donation", source, membership)


def _register(act: str, source: Source, membership: Membership) -> Source:
    book = source.book
    perform(
        lifecycle=BOOK,
        act=act,
        subject=book,
        actor=actor_of(membership),
        facts={"law_fund": book.law_fund},
        audit={"source": source.pk, "amount": source.ceiling},
    )
    source.registered_by = membership
    source.registered_at = clock.now()
    source.save(force_insert=True)
    return source


def yield_of(book: Book, *, is_state: bool) -> Source:
    """Where interest and other income stand: what counts as the state's, and what does not, apart."""
    name = _("運用益・その他の収入（国費相当）") if is_state else _("運用益・その他の収入（国費相当以外）")
    source, _created = Source.objects.get_or_create(
        book=book,
        origin=Origin.YIELD,
        is_state=is_state,
        defaults={"name": name, "registered_at": clock.now()},
    )
    return source
