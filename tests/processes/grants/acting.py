"""What the processes of these tests do: tests/processes/running.py."""

from decisions.about import DECISION_PARTS
from decisions.demo.office import ensure_office
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import void_decision
from grants.services.filing import withdraw_grant
from law.acts import Refused
from tests.cast import actor, membership
from tests.grants import granting as g

from ..racing import racing
from .sums import COMPANIES, EACH


def prepare():
    """Three companies of one plan ask for the same sum, and the fund holds it once; all are drafted."""
    ensure_office()
    plan = g.certified(COMPANIES[0], COMPANIES[1:])
    g.book(EACH)
    for who in COMPANIES:
        g.draft(g.checked(plan, who))


def race(*acts):
    racing(globals(), acts)


def _decision(who):
    organisation = membership(who).organisation_id
    rows = Decision.objects.select_related(*DECISION_PARTS, "drafted_by")
    return rows.get(grant__party__organisation=organisation)


def race_to_approve(start, who):
    decision, head = _decision(who), membership("nibn_decider")
    start.wait()
    return _tried(lambda: approve_decision(decision=decision, membership=head))


def race_to_withdraw(start, who):
    grant, company = _decision(who).grant, membership(who)
    start.wait()
    return _tried(lambda: withdraw_grant(grant=grant, membership=company))


def race_to_void(start, who):
    decision, desk = _decision(who), actor("nibn_officer")
    start.wait()
    return _tried(lambda: void_decision(decision=decision, note="競合の試験", actor=desk))


def _tried(act):
    try:
        act()
    except Refused as refused:
        return refused.reasons[0].code
    return "won"
