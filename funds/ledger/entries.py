"""Entries (伝票): drafted by one person, and posted when another confirms them under the act's own name."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.notices import notify, people_holding
from common import clock
from common.transitions import begin, perform
from law.accounts import (
    CARRIES,
    HELD,
    MOVEMENTS,
    NAMES_ITS_ORDER,
    REVERSE,
    SOURCES_OF_ENTRY,
    Attribution,
    Kind,
    Origin,
    income_shares,
)
from law.acts import Facts, Reason, Refused
from law.deadlines import fiscal_year
from law.lifecycle import ENTRY
from law.money import yen
from law.roles import Role
from law.rules import rule
from law.states import EntryState, YearState

from .accounts import Key, ids_of
from .books import yield_of
from .models import Account, Book, Entry, Posting, Source, Year
from .posting import Move, Stamp, hold, post
from .years import actor_of, open_year_at


@transaction.atomic
def draft_entry(
    *,
    book: Book,
    act: str,
    amount: int,
    effective_on: date,
    source: Source | None = None,
    number: str = "",
    numbered_on: date | None = None,
    note: str = "",
    membership: Membership,
) -> Entry:
    """Write down what came in or went out; nothing moves until another person confirms it."""
    _refuse_wrong_source(act, book, source)
    if act in NAMES_ITS_ORDER and not (number and numbered_on):
        text = _("国庫納付を命じる文書の番号と日付を入力してください。")
        raise Refused(Reason("no_order", text))
    year = open_year_at(book, effective_on)
    own = fiscal_year(effective_on)
    entry = Entry(
        book=book,
        act=act,
        source=source,
        amount=amount,
        effective_on=effective_on,
        number=number,
        numbered_on=numbered_on,
        note=note,
        year=year,
        concerns=None if year.fiscal_year == own else book.years.get(fiscal_year=own),
    )
    return _draft(entry, membership)


@transaction.atomic
def draft_reversal(*, posting: Posting, note: str, membership: Membership) -> Entry:
    """A wrong posting is mended by its mirror; for a closed year, in the open one, which names it."""
    _refuse_irreversible(posting)
    day = clock.today()
    year = posting.year if posting.year.state == YearState.OPEN else open_year_at(posting.book, day)
    entry = Entry(
        book=posting.book,
        act=REVERSE,
        source=posting.debit.source,
        amount=posting.amount,
        effective_on=day,
        note=note,
        reverses=posting,
        year=year,
        concerns=posting.year if year != posting.year else None,
    )
    return _draft(entry, membership)


def _draft(entry: Entry, membership: Membership) -> Entry:
    entry.drafted_by = membership
    entry.drafter_id = membership.user_id
    entry.drafted_at = clock.now()
    row = begin(
        lifecycle=ENTRY,
        act="draft_entry",
        subject=entry,
        actor=actor_of(membership),
        facts={"day": entry.effective_on, "today": clock.today()},
        audit={"entry_act": entry.act, "amount": entry.amount, "source": entry.source_id},
    )
    text = _("「%(act)s」の伝票が起票されました。内容を確かめて、確認してください。")
    tell = {"text": text % {"act": _(entry.get_act_display())}, "link": reverse("entry", args=[entry.pk])}
    notify(act=row, case=None, to=people_holding(Role.NIBN_ACCOUNTANT), context=tell)
    return entry


@transaction.atomic
def confirm_entry(*, entry: Entry, membership: Membership) -> Entry:
    """Post it, under the name of what it records. Raises Refused for the one who drafted it."""
    perform(
        lifecycle=ENTRY,
        act=entry.act,
        subject=entry,
        actor=actor_of(membership),
        facts=lambda: confirming_facts(entry, membership),
        changes=lambda: {
            "confirmed_by": membership,
            "confirmer_id": membership.user_id,
            "confirmed_at": clock.now(),
        },
        audit={"amount": entry.amount, "source": entry.source_id, "drafted_by": entry.drafted_by_id},
    )
    _post(entry, membership)
    return entry


@transaction.atomic
def drop_entry(*, entry: Entry, membership: Membership) -> Entry:
    """An entry that was never posted is dropped, and stays to be seen."""
    perform(lifecycle=ENTRY, act="drop_entry", subject=entry, actor=actor_of(membership), facts={})
    return entry


def confirming_facts(entry: Entry, membership: Membership) -> Facts:
    return {
        "drafter": entry.drafter_id,
        "confirmer": membership.user_id,
        "day": entry.effective_on,
        "today": clock.today(),
        "is_state": entry.source.is_state if entry.source else None,
    }


def _post(entry: Entry, membership: Membership) -> None:
    if entry.act == REVERSE:
        _reverse(entry, membership)
        return
    row = MOVEMENTS[entry.act]
    parts = [(entry.source, entry.amount)] if entry.source else _income_parts(entry)
    keys = [
        (
            Key.of(source.pk, row.debit, scheme=None, year=entry.year_id),
            Key.of(source.pk, row.credit, scheme=None, year=entry.year_id),
            amount,
        )
        for source, amount in parts
    ]
    ids = ids_of(entry.book, [key for debit, credit, _amount in keys for key in (debit, credit)])
    held = hold([*ids.values(), *_receipts(entry)])
    if row.credit in (Kind.RECEIVED, Kind.DONATED):
        _refuse_above_ceiling(entry)
    moves = [Move(ids[debit], ids[credit], amount, entry.year_id) for debit, credit, amount in keys]
    post(moves, stamp=_stamp(entry, membership), held=held)


def _stamp(entry: Entry, membership: Membership) -> Stamp:
    return Stamp(
        act=entry.act,
        book=entry.book_id,
        made_by=membership.pk,
        effective_on=entry.effective_on,
        entry=entry.pk,
        reverses=entry.reverses_id,
        concerns=entry.concerns_id,
    )


@rule("N12")
def _income_parts(entry: Entry) -> list[tuple[Source, int]]:
    """Interest and other income go into the fund; whose they count as is the fund's rule."""
    state, others = state_and_others(entry.book)
    rule_ = Attribution(entry.book.attribution)
    shares = income_shares(entry.amount, rule_, state=state, others=others)
    return [
        (yield_of(entry.book, is_state=is_state), share)
        for is_state, share in zip((True, False), shares, strict=True)
        if share
    ]


def state_and_others(book: Book) -> tuple[int, int]:
    """What the fund holds now: the state's part, and the rest."""
    rows = Account.objects.filter(book=book, kind__in=[kind.value for kind in HELD])
    sums = dict(rows.values_list("source__is_state").annotate(sum=Sum("balance")).order_by())
    return sums.get(True, 0), sums.get(False, 0)


def _receipts(entry: Entry) -> list[int]:
    """Receipts of one source in any year: held together, so that their sum is certain."""
    if entry.act not in ("receive_state_money", "receive_donation"):
        return []
    kinds = [Kind.RECEIVED.value, Kind.DONATED.value]
    return list(Account.objects.filter(source=entry.source, kind__in=kinds).values_list("pk", flat=True))


def _refuse_above_ceiling(entry: Entry) -> None:
    """Asked under the lock of these accounts."""
    rows = Account.objects.filter(pk__in=_receipts(entry))
    received = rows.aggregate(sum=Sum("balance"))["sum"] or 0
    left = entry.source.ceiling - received
    if entry.amount > left:
        text = _("「%(source)s」で受け入れられる額の残りは%(left)sです。金額と財源を確かめてください。")
        raise Refused(Reason("above_ceiling", text % {"source": entry.source.name, "left": yen(left)}))


def _reverse(entry: Entry, membership: Membership) -> None:
    """The mirror: what was debited is credited. Accounts of a closed year give way to the open one's."""
    was = Posting.objects.select_related("debit", "credit", "year").get(pk=entry.reverses_id)
    _refuse_irreversible(was)
    debit, credit = (mirrored(each, entry.year) for each in (was.credit, was.debit))
    ids = ids_of(entry.book, [debit, credit])
    move = Move(ids[debit], ids[credit], was.amount, entry.year_id, was.decision)
    post([move], stamp=_stamp(entry, membership))


def mirrored(account: Account, year: Year) -> Key:
    open_now = account.year if account.year_id and account.closed_at is None else year
    return Key.of(account.source_id, Kind(account.kind), scheme=account.scheme_id, year=open_now.pk)


def _refuse_irreversible(posting: Posting) -> None:
    if posting.act == REVERSE or posting.act in CARRIES.values():
        text = _("「%(act)s」の記帳は取り消せません。正しい内容を、新しい伝票で起票してください。")
        raise Refused(Reason("irreversible", text % {"act": _(posting.get_act_display())}))
    if Posting.objects.filter(reverses=posting).exists():
        raise Refused(Reason("reversed_already", _("この記帳は、すでに取り消されています。")))


def _refuse_wrong_source(act: str, book: Book, source: Source | None) -> None:
    wanted = SOURCES_OF_ENTRY.get(act)
    if wanted is None and source is None:
        return
    if source is None or wanted is None or source.book_id != book.pk or Origin(source.origin) not in wanted:
        text = _("「%(act)s」の財源を選び直してください。財源がない場合は、先に登録してください。")
        raise Refused(Reason("wrong_source", text % {"act": _(MOVEMENTS[act].label)}))


def waiting(book: Book) -> list[Entry]:
    rows = Entry.objects.filter(book=book, state=EntryState.DRAFTED)
    return list(rows.select_related("source", "drafted_by__user", "year"))
