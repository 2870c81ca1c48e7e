"""Items of the book that must show at the bank: a payment, a receipt, what is taken back, what is invested.

One item is what a person knows as one: a payment that was taken from three sources has three postings.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from common.canonical import sha256_hex
from funds.ledger.models import Entry, Investment, Posting
from law.accounts import REVERSE
from law.bank import Leg

from ..models import (
    BankAccount,
    BankMatch,
    MatchedItem,
    Remittance,
    RemittancePosting,
    Transfer,
    TransferPosting,
)
from .sums import cash_moves, open_legs, open_postings

Owner = tuple[str, str]  # what kind of thing posted it, and which


@dataclass(frozen=True)
class Item:
    """`code` names it in a form; `amount` has the sign that the bank will show; `run`: of a payment."""

    code: str
    on: date
    amount: int
    label: str
    postings: tuple[int, ...] = ()
    investment: UUID | None = None
    leg: str = ""
    run: UUID | None = None
    paid_from: tuple[str, str, str, str] | None = None


def open_items(main: BankAccount, *, month: date | None = None, until: date | None = None) -> list[Item]:
    """Not matched by the end of `month`, of days until `until`; the oldest first."""
    postings = open_postings(main, month)
    if until is not None:
        postings = postings.filter(effective_on__lte=until)
    rows = postings.select_related("reverses").order_by("pk")
    legs = (each for each in open_legs(main, month) if until is None or each[2] <= until)
    found = [*_of_postings(list(rows)), *map(_of_leg, legs)]
    return sorted(found, key=lambda each: (each.on, each.code))


def items_of(matches: Iterable[BankMatch], main: BankAccount) -> dict[UUID, list[Item]]:
    """Those of each match, asked once for all of them."""
    held = list(MatchedItem.objects.filter(match__in=list(matches)).select_related("investment"))
    of_posting = {each.posting_id: each.match_id for each in held if each.posting_id}
    rows = cash_moves(main.book).filter(pk__in=of_posting).select_related("reverses").order_by("pk")
    found: dict[UUID, list[Item]] = defaultdict(list)
    for item in _of_postings(list(rows)):
        found[of_posting[item.postings[0]]].append(item)
    for each in held:
        if each.investment:
            found[each.match_id].append(_of_leg(_leg(each.investment, Leg(each.leg))))
    return found


def _leg(each: Investment, leg: Leg) -> tuple[Investment, Leg, date, int]:
    if leg == Leg.PLACED:
        return each, leg, each.since, -each.amount
    return each, leg, each.redeemed_on or each.since, each.amount


def placed_at(item: Item, accounts: Iterable[BankAccount], main: BankAccount) -> BankAccount:
    """Where it will show: a payment at the account it is sent from, all else at the main one."""
    return next((each for each in accounts if each.figures == item.paid_from), main)


def _of_postings(rows: list[Posting]) -> Iterator[Item]:
    owners = _owners(rows)
    groups: dict[tuple[Owner, bool, date], list[Posting]] = defaultdict(list)
    for row in rows:
        groups[owners[row.pk], row.act == REVERSE, row.effective_on].append(row)
    known = _Known([owner for owner, _back, _on in groups])
    for (owner, back, on), group in groups.items():
        yield known.item(owner, back=back, on=on, group=group)


def _owners(rows: list[Posting]) -> dict[int, Owner]:
    """A reversal without an entry of its own belongs to whatever posted what it reverses."""
    asked = {row.pk: row.reverses_id if row.reverses_id and not row.entry_id else row.pk for row in rows}
    found: dict[int, Owner] = {}
    for kind, model in (("transfer", TransferPosting), ("remittance", RemittancePosting)):
        pairs = model.objects.filter(posting__in=asked.values()).values_list("posting", f"{kind}_id")
        found |= {posting: (kind, str(owner)) for posting, owner in pairs}
    entries = {row.pk: ("entry", str(row.entry_id)) for row in rows if row.entry_id}
    return {
        row.pk: entries.get(row.pk) or found.get(asked[row.pk] or 0) or ("posting", str(row.pk))
        for row in rows
    }


def _code(kind: str, *words: str) -> str:
    """Always the same for one item; it tells no id to those who may not know the thing."""
    return f"{kind}-{sha256_hex('-'.join(words).encode())[:20]}"


class _Known:
    """The things that posted, read once for all."""

    def __init__(self, owners: list[Owner]) -> None:
        ids = defaultdict(set)
        for kind, key in owners:
            ids[kind].add(key)
        company = "grant__party__organisation"
        transfers = Transfer.objects.filter(pk__in=ids["transfer"])
        self.transfers = {
            str(each.pk): each for each in transfers.select_related("run__payer", f"claim__{company}")
        }
        remittances = Remittance.objects.filter(pk__in=ids["remittance"])
        self.remittances = {
            str(each.pk): each for each in remittances.select_related(f"receivable__{company}")
        }
        entries = Entry.objects.filter(pk__in=ids["entry"]).select_related("source")
        self.entries = {str(each.pk): each for each in entries}

    def item(self, owner: Owner, *, back: bool, on: date, group: list[Posting]) -> Item:
        kind, key = owner
        transfer = self.transfers.get(key) if kind == "transfer" else None
        at = transfer.run.payer if transfer else None
        return Item(
            code=_code(kind, key, "back" if back else "done", on.isoformat()),
            on=on,
            amount=sum(row.signed for row in group),
            label=self._label(owner, back, group[0]),
            postings=tuple(row.pk for row in group),
            run=transfer.run_id if transfer and not back else None,
            paid_from=(at.bank_code, at.branch_code, at.kind, at.number) if at else None,
        )

    def _label(self, owner: Owner, back: bool, first: Posting) -> str:
        kind, key = owner
        if kind == "transfer":
            claim = self.transfers[key].claim
            words = {"number": claim.number, "company": claim.grant.party.organisation.name}
            return (
                _("組戻し　%(company)s　%(number)s") if back else _("支払　%(company)s　%(number)s")
            ) % words
        if kind == "remittance":
            company = self.remittances[key].receivable.grant.party.organisation.name
            text = _("返還の入金の取消し　%(company)s") if back else _("返還の入金　%(company)s")
            return text % {"company": company}
        act = _(first.get_act_display())
        if kind == "entry":
            entry = self.entries[key]
            return "　".join(
                word for word in (act, entry.note or (entry.source and entry.source.name)) if word
            )
        return act


def _of_leg(leg: tuple[Investment, Leg, date, int]) -> Item:
    each, which, on, amount = leg
    text = _("運用に回す　%(with)s") if which is Leg.PLACED else _("運用から戻る　%(with)s")
    return Item(
        code=_code("investment", str(each.pk), which.value),
        on=on,
        amount=amount,
        label=text % {"with": each.held_with},
        investment=each.pk,
        leg=which.value,
    )
