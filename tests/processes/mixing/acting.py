"""What the processes of these tests do: tests/processes/running.py. Each act is the one of its page."""

from common import clock
from decisions.about import DECISION_PARTS
from decisions.demo.acting import moment
from decisions.demo.office import ensure_office
from decisions.models import Decision
from decisions.services.approving import approve_decision
from funds.ledger.models import Account
from law.accounts import Kind
from law.acts import Refused
from payments.models import PaymentRun
from payments.services.results import record_paid
from tests.cast import membership
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.payments import paying as p

from ..racing import racing
from .sums import DRAFTED, FIXED, MONEY, PAID, VOIDED, WITHDRAWN


def prepare():
    """Of one plan's grants one waits for the bank's word, one may be given up, one is to be fixed, one is not
    issued yet; the two of another wait for their approval."""
    ensure_office()
    first = g.certified(FIXED, (WITHDRAWN, PAID, VOIDED))
    second = g.certified(DRAFTED[0], DRAFTED[1:])
    p.payer(g.book(MONEY))
    p.confirmed(PAID)
    p.released(p.claimed(g.granted(first, PAID), who=PAID))
    g.granted(first, WITHDRAWN)
    to_fix = g.granted(first, FIXED)
    g.approved(g.checked(first, VOIDED))
    for who in DRAFTED:
        g.draft(g.checked(second, who))
    with r.on(r.AFTER_ALL):
        f.approved(to_fix, eligible_0="36,000,000")


def race(*acts):
    racing(globals(), acts)


def _decision(who, state, **more):
    organisation = membership(who).organisation_id
    rows = Decision.objects.select_related(*DECISION_PARTS, "approval", "drafted_by")
    return rows.get(grant__party__organisation=organisation, state=state, **more)


def race_to_approve(start, who):
    decision, head = _decision(who, "drafted"), membership("nibn_decider")
    start.wait()
    return _tried(lambda: approve_decision(decision=decision, membership=head))


def race_to_pay(start):
    return _told(start, record_paid)


def _told(start, act):
    run, till = PaymentRun.objects.get(), membership("nibn_accountant")
    transfer, day = p.transfer(run), max(clock.today(), run.transfer_on)
    start.wait()
    with clock.at(moment(day, 18)):
        return _tried(lambda: act(transfer=transfer, on=day, membership=till))


def race_to_watch(start, times):
    """The lowest that any account was seen at while the others act."""
    accounts = Account.objects.filter(kind__in=[Kind.UNCOMMITTED, Kind.COMMITTED, Kind.PAYABLE])
    start.wait()
    return min(min(accounts.values_list("balance", flat=True)) for _ in range(times))


def _tried(act):
    try:
        act()
    except Refused as refused:
        return refused.reasons[0].code
    return "won"
