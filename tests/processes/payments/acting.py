"""What the processes of these tests do: tests/processes/running.py."""

from common import clock
from decisions.demo.acting import moment
from decisions.demo.office import ensure_office
from law.acts import Refused
from payments.models import PaymentClaim, PaymentRun
from payments.services.results import record_failed, record_paid
from payments.services.runs import draft_run, drop_run, release_run
from tests.cast import membership
from tests.grants import granting as g
from tests.payments import paying as p

from ..racing import racing


def prepare():
    """Of two companies' grants one claim stands in a drafted run, the other is open."""
    ensure_office()
    plan = g.certified()
    book = g.book()
    p.payer(book)
    for who, number in (("lead", "1000001"), ("takasaki", "1000002")):
        p.confirmed(who, number=number)
    first, _second = (p.claimed(g.granted(plan, who), who=who) for who in ("lead", "takasaki"))
    p.drafted(first)


def release():
    """The run is with the bank before the race begins."""
    release_run(run=_run(), membership=membership("nibn_accountant"))


def race(*acts):
    racing(globals(), acts)


def _run():
    return PaymentRun.objects.select_related("book", "drafted_by__user").order_by("number").first()


def race_to_release(start):
    run, till = _run(), membership("nibn_accountant")
    start.wait()
    return _tried(lambda: release_run(run=run, membership=till))


def race_to_drop(start):
    run, till = _run(), membership("nibn_accountant")
    start.wait()
    return _tried(lambda: drop_run(run=run, note="競合の試験", membership=till))


def race_to_claim(start):
    """The same money once more, while its run is released."""
    grant = _run().transfers.get().claim.grant
    start.wait()
    return _tried(lambda: p.claimed(grant))


def race_to_draft(start):
    claim, officer = PaymentClaim.objects.get(state="open"), membership("nibn_officer")
    book = _run().book
    start.wait()
    draft = {"book": book, "claims": [claim.pk], "transfer_on": p.banking_day(), "membership": officer}
    return _tried(lambda: draft_run(**draft))


def race_to_tell_paid(start):
    return _told(start, lambda transfer, day, till: record_paid(transfer=transfer, on=day, membership=till))


def race_to_tell_failed(start):
    return _told(
        start,
        lambda transfer, day, till: record_failed(
            transfer=transfer, on=day, reason="競合の試験", membership=till
        ),
    )


def _told(start, act):
    run, till = _run(), membership("nibn_accountant")
    transfer = p.transfer(run)
    day = max(clock.today(), run.transfer_on)
    start.wait()
    with clock.at(moment(day, 18)):
        return _tried(lambda: act(transfer, day, till))


def _tried(act):
    try:
        act()
    except Refused as refused:
        return refused.reasons[0].code
    return "won"
