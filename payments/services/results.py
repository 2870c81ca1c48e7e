"""What the bank confirms: paid, and posted in the same transaction; or 組戻し, and the claim is open again.

Order of locks: the grant, its transfer and claim, the book's accounts.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import perform
from funds.ledger.grants import pay_advance, pay_fixed
from funds.ledger.models import Posting
from funds.ledger.reversing import reverse_postings
from law.acts import Reason, Refused
from law.lifecycle import PAYMENT_CLAIM, PAYMENT_RUN, TRANSFER
from law.payments import PaymentKind
from law.states import RunState, TransferState
from law.zengin import PAID, RESULTS, Outcome, read_results

from ..models import PaymentRun, Transfer, TransferPosting
from ..money import bound
from ..selectors import result_facts, transfers_of
from .claims import tell_company
from .runs import hold

PAYS = {PaymentKind.ADVANCE: pay_advance, PaymentKind.FIXED: pay_fixed}


@transaction.atomic
def record_paid(*, transfer: Transfer, on: date, membership: Membership) -> Transfer:
    """The bank has paid: the book says so from the same moment on."""
    transfer, actor = _held(transfer), actor_of(membership)
    claim = transfer.claim
    _refuse_unreleased(transfer)
    perform(
        lifecycle=TRANSFER,
        act="record_paid",
        subject=transfer,
        actor=actor,
        facts=lambda: result_facts(transfer) | {"day": on},
        changes=lambda: {"result_on": on, "told_by": membership, "told_at": clock.now()},
        audit={"on": on.isoformat(), "amount": transfer.amount},
    )
    _post(transfer, on, membership)
    row = perform(
        lifecycle=PAYMENT_CLAIM,
        act="settle_claim",
        subject=claim,
        actor=actor,
        facts={},
        changes={"paid_on": on},
    )
    _finish(transfer.run, membership)
    tell_company(row, claim)
    return transfer


def _post(transfer: Transfer, on: date, membership: Membership) -> None:
    """Nobody else pays of a decision while its grant is locked."""
    claim = transfer.claim
    pay = PAYS[PaymentKind(claim.kind)]
    rows = Posting.objects.filter(decision=claim.decision_id, act=pay.__name__)
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    pay(grant=bound(claim, on, membership), amount=transfer.amount)
    TransferPosting.objects.bulk_create(
        TransferPosting(transfer=transfer, posting_id=pk)
        for pk in rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def record_failed(*, transfer: Transfer, on: date, reason: str, membership: Membership) -> Transfer:
    """組戻し: it did not arrive, or came back. What was posted of it is mirrored; the claim is open again."""
    transfer, actor = _held(transfer), actor_of(membership)
    claim = transfer.claim
    _refuse_unreleased(transfer)
    perform(
        lifecycle=TRANSFER,
        act="record_failed",
        subject=transfer,
        actor=actor,
        facts=lambda: result_facts(transfer) | {"day": on},
        changes=lambda: {
            "result_on": on,
            "reason": reason,
            "told_by": membership,
            "told_at": clock.now(),
        },
        audit={"on": on.isoformat(), "amount": transfer.amount},
    )
    row = perform(
        lifecycle=PAYMENT_CLAIM,
        act="reopen_claim",
        subject=claim,
        actor=actor,
        facts={},
        changes={"paid_on": None},
    )
    posted = list(transfer.postings.values_list("posting", flat=True))
    reverse_postings(grant=bound(claim, on, membership), postings=posted)
    _finish(transfer.run, membership)
    tell_company(row, claim, reason)
    return transfer


def _held(transfer: Transfer) -> Transfer:
    """Its grant locked, all of it read anew."""
    hold([transfer.claim.grant_id])
    return next(each for each in transfers_of(transfer.run) if each.pk == transfer.pk)


def _refuse_unreleased(transfer: Transfer) -> None:
    transfer.run.refresh_from_db()
    if transfer.run.state not in (RunState.RELEASED, RunState.DONE):
        text = _("振込をまだ依頼していません。結果は、依頼した後に入れます。")
        raise Refused(Reason("not_released", text))


def _finish(run: PaymentRun, membership: Membership) -> None:
    """With the last result the run is done; a 組戻し that comes later changes its transfer only."""
    waits = run.transfers.filter(state=TransferState.WAITING).exists()
    if run.state == RunState.RELEASED and not waits:
        perform(lifecycle=PAYMENT_RUN, act="finish_run", subject=run, actor=actor_of(membership), facts={})


@transaction.atomic
def take_results(*, run: PaymentRun, content: bytes, on: date, membership: Membership) -> int:
    """All results of a file that the bank sent back, or none; how many were recorded.

    Each must be one of this run's by its number, account and sum. What is recorded already stays.
    """
    hold(run.transfers.values_list("claim__grant", flat=True))
    known = {each.place: each for each in transfers_of(run)}
    told = read_results(content)
    pairs = [(outcome, _of_run(outcome, known)) for outcome in told]
    waiting = [(outcome, each) for outcome, each in pairs if each.state == TransferState.WAITING]
    for outcome, transfer in waiting:
        if outcome.code == PAID:
            record_paid(transfer=transfer, on=on, membership=membership)
        else:
            reason = _(RESULTS[outcome.code])
            record_failed(transfer=transfer, on=on, reason=reason, membership=membership)
    if not waiting:
        raise Refused(Reason("nothing_new", _("このファイルの結果は、すべて入力済みです。")))
    run.refresh_from_db()
    return len(waiting)


def _of_run(outcome: Outcome, known: dict[int, Transfer]) -> Transfer:
    found = known.get(outcome.reference)
    if found is not None and (outcome.amount, outcome.account) == (found.amount, _account(found)):
        return found
    text = _("%(place)s番の振込が、この束と一致しません。ファイルを確かめてください。何も記録していません。")
    raise Refused(Reason("other_file", text % {"place": outcome.reference}))


def _account(transfer: Transfer) -> str:
    at = transfer.account
    return f"{at.bank_code}{at.branch_code}{at.kind}{at.number}"
