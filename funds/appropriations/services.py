"""予算の記入: an officer enters what was allotted, a decider confirms it, and then it may be granted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import begin, perform
from law.accounts import Attribution, Draw, Kind, Origin
from law.acts import Reason, Refused
from law.authorities import AUTHORITY_OF, Authority
from law.lifecycle import APPROPRIATION, APPROPRIATION_BOOK, APPROPRIATION_YEAR
from law.states import AppropriationState

from ..ledger.accounts import Key, ids_of
from ..ledger.models import Book, Source, Year
from ..ledger.posting import Move, Stamp, hold, post
from ..models import Scheme
from .models import Appropriation

POSTS = "receive_appropriation"


@transaction.atomic
def enter_appropriation(
    *,
    scheme: Scheme,
    fiscal_year: int,
    budget: str,
    number: str,
    dated_on: date,
    amount: int,
    membership: Membership,
) -> Appropriation:
    """What is allotted to a scheme in a year. It counts only once another person has confirmed it."""
    if AUTHORITY_OF.get(scheme.kind) is not Authority.MINISTRY:
        text = _("予算を記入できるのは、厚生労働省が補助金を交付する制度だけです。")
        raise Refused(Reason("other_kind", text))
    known = Appropriation.objects.filter(scheme=scheme, fiscal_year=fiscal_year, number=number)
    if known.exclude(state=AppropriationState.DROPPED).exists():
        text = _("配賦の番号「%(number)s」の予算は、すでに記入されています。")
        raise Refused(Reason("known", text % {"number": number}))
    found = Appropriation(
        scheme=scheme,
        fiscal_year=fiscal_year,
        budget=budget,
        number=number,
        dated_on=dated_on,
        amount=amount,
        drafted_by=membership,
        drafter_id=membership.user_id,
        drafted_at=clock.now(),
    )
    begin(
        lifecycle=APPROPRIATION,
        act="enter_appropriation",
        subject=found,
        actor=actor_of(membership),
        facts={},
        audit={"scheme": scheme.pk, "fiscal_year": fiscal_year, "amount": amount},
    )
    return found


@transaction.atomic
def confirm_appropriation(*, appropriation: Appropriation, membership: Membership) -> Appropriation:
    """By another person, a decider: it becomes a source of the scheme's book, for its one year."""
    scheme = Scheme.objects.select_for_update(of=("self",), no_key=True).get(pk=appropriation.scheme_id)
    made: list[Source] = []

    def booked() -> dict[str, object]:
        made.append(_source(appropriation, _book(scheme, membership), membership))
        return {
            "source": made[0],
            "confirmed_by": membership,
            "confirmer_id": membership.user_id,
            "confirmed_at": clock.now(),
        }

    perform(
        lifecycle=APPROPRIATION,
        act="confirm_appropriation",
        subject=appropriation,
        actor=actor_of(membership),
        facts={"drafter": appropriation.drafter_id, "confirmer": membership.user_id},
        changes=booked,
        audit={"amount": appropriation.amount},
    )
    _receive(made[0], _year(made[0], membership), membership)
    return appropriation


@transaction.atomic
def drop_appropriation(*, appropriation: Appropriation, membership: Membership) -> Appropriation:
    perform(
        lifecycle=APPROPRIATION,
        act="drop_appropriation",
        subject=appropriation,
        actor=actor_of(membership),
        facts={},
    )
    return appropriation


def _book(scheme: Scheme, membership: Membership) -> Book:
    """The scheme's own, opened with its first appropriation; the scheme is held by the caller."""
    found = Book.objects.filter(scheme=scheme).first()
    if found is not None:
        return found
    book = Book(
        scheme=scheme,
        attribution=Attribution.STATE,
        draw=Draw.PROPORTIONAL,
        opened_by=membership,
        opened_at=clock.now(),
    )
    actor = actor_of(membership)
    begin(lifecycle=APPROPRIATION_BOOK, act="open_appropriation_book", subject=book, actor=actor, facts={})
    return book


def _source(appropriation: Appropriation, book: Book, membership: Membership) -> Source:
    return Source.objects.create(
        book=book,
        origin=Origin.APPROPRIATION,
        is_state=True,
        name=f"{appropriation.budget}（{appropriation.number}）",
        budget=appropriation.budget,
        number=appropriation.number,
        dated_on=appropriation.dated_on,
        ceiling=appropriation.amount,
        fiscal_year=appropriation.fiscal_year,
        registered_by=membership,
        registered_at=clock.now(),
    )


def _year(source: Source, membership: Membership) -> Year:
    wanted = {"book": source.book, "fiscal_year": source.fiscal_year}
    found = Year.objects.filter(**wanted).first()
    if found is not None:
        return found
    year = Year(**wanted, opened_by=membership, opened_at=clock.now())
    actor = actor_of(membership)
    begin(lifecycle=APPROPRIATION_YEAR, act="open_appropriation_year", subject=year, actor=actor, facts={})
    return year


def _receive(source: Source, year: Year, membership: Membership) -> None:
    free, received = (
        Key.of(source.pk, kind, scheme=None, year=year.pk) for kind in (Kind.UNCOMMITTED, Kind.RECEIVED)
    )
    ids = ids_of(source.book, [free, received])
    stamp = Stamp(POSTS, source.book_id, membership.pk, clock.today())
    move = Move(ids[free], ids[received], source.ceiling or 0, year.pk)
    post([move], stamp=stamp, held=hold(ids.values()))
