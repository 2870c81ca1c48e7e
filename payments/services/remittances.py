"""What comes in towards a receivable: posted when it is entered, reversed when mistaken; and the urging.

Order of locks: the grant, its receivable, the book's accounts.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from accounts.access import Capacity
from accounts.models import Membership
from accounts.notices import notify, people_with_access
from common import clock
from common.actor import actor_of
from common.transitions import begin, lock, perform
from decisions.models import Receivable, Urging
from decisions.selectors import decision_that_grants
from funds.ledger.grants import Grant as Bound
from funds.ledger.grants import recover
from funds.ledger.models import Posting
from funds.ledger.recovering import receive_charges
from funds.ledger.reversing import reverse_postings
from law.acts import Act, Facts
from law.deadlines import era
from law.lifecycle import RECEIVABLE, REMITTANCE
from law.money import yen
from law.rules import rule
from law.states import ReceivableState, RemittanceState

from ..models import Remittance, RemittancePosting
from ..money import book_of
from ..owing import Owing, owing_of
from ..selectors import recording_facts


@rule("S18", "R1")
@transaction.atomic
def record_remittance(
    *, receivable: Receivable, on: date, amount: int, reference: str, membership: Membership
) -> Remittance:
    """What came in on a day, principal first. Raises Refused for more than is owed until that day."""
    _hold(receivable)
    actor, owing = actor_of(membership), owing_of(receivable, on)
    principal = min(amount, owing.principal_left)
    last = receivable.remittances.aggregate(last=Max("place"))["last"] or 0
    found = Remittance(
        receivable=receivable,
        place=last + 1,
        on=on,
        principal=principal,
        charges=amount - principal,
        reference=reference.strip(),
        recorded_by=membership,
        recorder_id=membership.user_id,
        recorded_at=clock.now(),
    )
    row = begin(
        lifecycle=receivable.grant.under(REMITTANCE),
        act="record_remittance",
        subject=found,
        actor=actor,
        facts=lambda: (
            recording_facts(receivable, membership) | {"day": on, "amount": amount, "owed": owing.left}
        ),
        audit={"on": on.isoformat(), "principal": principal, "charges": found.charges},
    )
    _post(found, membership)
    _settle(receivable, membership)
    _tell(row, receivable, yen(amount))
    return found


def _post(found: Remittance, membership: Membership) -> None:
    """Nobody else posts of this decision while its grant is locked."""
    bound = _bound(found.receivable, found.on, membership)
    rows = Posting.objects.filter(decision=bound.decision)
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    if found.principal:
        recover(grant=bound, amount=found.principal)
    if found.charges:
        receive_charges(grant=bound, amount=found.charges)
    RemittancePosting.objects.bulk_create(
        RemittancePosting(remittance=found, posting_id=pk)
        for pk in rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
    )


def _settle(receivable: Receivable, membership: Membership) -> None:
    """With the last yen of principal and charges it is done."""
    owing = owing_of(receivable)
    if owing.left:
        return
    perform(
        lifecycle=receivable.grant.under(RECEIVABLE),
        act="settle_receivable",
        subject=receivable,
        actor=actor_of(membership),
        facts={"owed": owing.left},
        changes=_final(owing),
        audit={"surcharge": owing.charges.surcharge, "late_charge": owing.charges.late_charge},
    )


def _final(owing: Owing) -> Facts:
    return {
        "met_on": owing.met_on,
        "surcharge": owing.charges.surcharge,
        "late_charge": owing.charges.late_charge,
    }


@transaction.atomic
def reverse_remittance(*, remittance: Remittance, note: str, membership: Membership) -> Remittance:
    """A mistaken receipt: its postings are mirrored, and the receivable is open again."""
    receivable, actor = remittance.receivable, actor_of(membership)
    _hold(receivable)
    remittance.refresh_from_db()
    remittance.receivable = receivable
    if receivable.state == ReceivableState.PAID:
        perform(
            lifecycle=receivable.grant.under(RECEIVABLE),
            act="reopen_receivable",
            subject=receivable,
            actor=actor,
            facts={},
            changes={"met_on": None, "surcharge": None, "late_charge": None},
        )
    at = max(clock.now(), remittance.recorded_at)  # a clock that was set back forbids no mending
    row = perform(
        lifecycle=receivable.grant.under(REMITTANCE),
        act="reverse_remittance",
        subject=remittance,
        actor=actor,
        facts=lambda: reversing_facts(remittance, membership) | {"why": note},
        changes={"reversed_by": membership, "reversed_at": at, "note": note.strip()},
    )
    posted = list(remittance.postings.values_list("posting", flat=True))
    reverse_postings(grant=_bound(receivable, clock.today(), membership), postings=posted)
    _tell(row, receivable, yen(remittance.amount))
    return remittance


def reversing_facts(remittance: Remittance, membership: Membership) -> Facts:
    later = remittance.receivable.remittances.filter(
        place__gt=remittance.place, state=RemittanceState.RECORDED
    )
    return recording_facts(remittance.receivable, membership) | {"is_last": not later.exists()}


@transaction.atomic
def urge_payment(*, receivable: Receivable, pay_by: date, membership: Membership) -> Urging:
    """督促: the company is asked again to pay by a day; what accrues goes on from the due date as ordered."""
    _hold(receivable)
    owing = owing_of(receivable)
    row = perform(
        lifecycle=receivable.grant.under(RECEIVABLE),
        act="urge_payment",
        subject=receivable,
        actor=actor_of(membership),
        facts={"today": clock.today(), "due_on": receivable.due_on, "pay_by": pay_by},
        audit={"owed": owing.left, "pay_by": pay_by.isoformat()},
    )
    urging = Urging.objects.create(
        receivable=receivable,
        made_on=clock.today(),
        pay_by=pay_by,
        owed=owing.left,
        made_by=membership,
        made_at=clock.now(),
    )
    _tell(row, receivable, f"{yen(owing.left)}　{era(pay_by)}")
    return urging


def _hold(receivable: Receivable) -> None:
    """Its grant locked, the receivable read anew."""
    lock(receivable.grant)
    lock(receivable)
    receivable.refresh_from_db(fields=["state", "met_on", "surcharge", "late_charge"])


def _bound(receivable: Receivable, on: date, membership: Membership) -> Bound:
    """The ledger's word for whose money it is."""
    given = decision_that_grants(receivable.grant)
    if given is None:
        raise LookupError(receivable.grant_id)
    return Bound(
        book=book_of(receivable.grant),
        scheme=receivable.grant.scheme,
        fiscal_year=receivable.grant.fiscal_year or 0,
        decision=given.pk,
        effective_on=on,
        made_by=membership,
    )


def _tell(row: Act, receivable: Receivable, text: str) -> None:
    people = people_with_access(receivable.grant.case, Capacity.LEAD)
    link = reverse("receivable", args=[receivable.pk])
    context = {"number": receivable.order.number, "text": text, "link": link}
    notify(act=row, case=receivable.grant.case, to=people, context=context)
