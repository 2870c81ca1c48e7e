"""振込の束: drafted by an officer from open claims, released by the accountant, another person.

Grants are locked first, in the order of their ids; then the run, the claims and the transfers.
"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from accounts.models import Membership
from accounts.notices import notify, people_holding
from common import clock, numbers
from common.actor import actor_of
from common.transitions import begin, lock, perform
from funds.ledger.models import Book
from grants.models import Grant
from law.acts import Act
from law.deadlines import fiscal_year
from law.lifecycle import PAYMENT_CLAIM, PAYMENT_RUN, TRANSFER
from law.roles import Role
from law.states import TransferState

from ..models import PayeeAccount, PaymentClaim, PaymentRun, Transfer
from ..selectors import (
    CLAIM_PARTS,
    account_to_pay,
    payer_on,
    paying_facts,
    releasing_facts,
    standing_facts_of,
    transfers_of,
)


@transaction.atomic
def draft_run(
    *, book: Book, claims: Collection[UUID], transfer_on: date, membership: Membership
) -> PaymentRun:
    """Put open claims on one fund into a run. Raises Refused for one that is open no more or unpayable."""
    rows = PaymentClaim.objects.filter(pk__in=claims, grant__plan__scheme__fund=book.fund_id)
    hold(rows.values_list("grant", flat=True))
    found = list(rows.select_related(*CLAIM_PARTS).order_by("number"))
    year = fiscal_year(clock.today())
    run = PaymentRun(
        number=numbers.draw(series=f"payment_run:{year}", form=f"FK{year}-{{:05d}}"),
        book=book,
        transfer_on=transfer_on,
        drafted_by=membership,
        drafter_id=membership.user_id,
        drafted_at=clock.now(),
    )
    row = begin(
        lifecycle=PAYMENT_RUN,
        act="draft_run",
        subject=run,
        actor=actor_of(membership),
        facts=paying_facts(book, found, transfer_on),
        audit={"claims": len(found), "amount": sum(claim.amount for claim in found)},
    )
    for place, claim in enumerate(found, start=1):
        _place(run, claim, place, membership)
    _tell_till(row, run)
    return run


def hold(grants: Iterable[UUID]) -> None:
    """Nothing of them moves until the transaction ends; always in one order."""
    for pk in sorted(set(grants)):
        lock(Grant(pk=pk))


def _place(run: PaymentRun, claim: PaymentClaim, place: int, membership: Membership) -> None:
    actor = actor_of(membership)
    perform(
        lifecycle=PAYMENT_CLAIM,
        act="take_into_run",
        subject=claim,
        actor=actor,
        facts=standing_facts_of(claim.grant),
        audit={"run": run.pk},
    )
    transfer = Transfer(run=run, claim=claim, account=_account(claim), place=place, amount=claim.amount)
    begin(lifecycle=TRANSFER, act="place_transfer", subject=transfer, actor=actor, facts={})


def _account(claim: PaymentClaim) -> PayeeAccount:
    found = account_to_pay(claim.grant.party.organisation)
    if found is None:
        raise LookupError(claim.pk)  # asked by the guard of the run
    return found


@transaction.atomic
def drop_run(*, run: PaymentRun, note: str, membership: Membership) -> PaymentRun:
    """Before it is released: its claims are open again."""
    transfers = _held(run)
    actor = actor_of(membership)
    row = perform(
        lifecycle=PAYMENT_RUN, act="drop_run", subject=run, actor=actor, facts={}, changes={"note": note}
    )
    for transfer in transfers:
        perform(lifecycle=TRANSFER, act="drop_transfer", subject=transfer, actor=actor, facts={})
        perform(lifecycle=PAYMENT_CLAIM, act="take_out_of_run", subject=transfer.claim, actor=actor, facts={})
    link = reverse("payment_run", args=[run.pk])
    people = [run.drafted_by.user] if run.drafter_id != membership.user_id else []
    notify(act=row, case=None, to=people, context={"number": run.number, "text": note, "link": link})
    return run


@transaction.atomic
def release_run(*, run: PaymentRun, membership: Membership) -> PaymentRun:
    """The accountant asks the bank. The book moves only when the bank has confirmed (results.py)."""
    transfers = _held(run)
    actor = actor_of(membership)
    perform(
        lifecycle=PAYMENT_RUN,
        act="release_run",
        subject=run,
        actor=actor,
        facts=lambda: releasing_facts(run, membership),
        changes=lambda: {
            "released_by": membership,
            "releaser_id": membership.user_id,
            "released_at": clock.now(),
            "payer": payer_on(run.book, run.transfer_on),
        },
        audit={"transfers": len(transfers), "amount": sum(each.amount for each in transfers)},
    )
    for transfer in transfers:
        perform(
            lifecycle=PAYMENT_CLAIM,
            act="order_payment",
            subject=transfer.claim,
            actor=actor,
            facts=standing_facts_of(transfer.claim.grant),
        )
    return run


def _held(run: PaymentRun) -> list[Transfer]:
    """The transfers that wait, their grants locked, all read anew."""
    hold(run.transfers.values_list("claim__grant", flat=True))
    return [each for each in transfers_of(run) if each.state == TransferState.WAITING]


def _tell_till(row: Act, run: PaymentRun) -> None:
    context = {"number": run.number, "link": reverse("payment_run", args=[run.pk])}
    notify(act=row, case=None, to=people_holding(Role.NIBN_ACCOUNTANT), context=context)
