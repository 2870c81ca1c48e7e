"""What the processes of these tests do: `python -m tests.processes.grants.acting <what> <arguments>`."""

import json
import sys
from multiprocessing import get_context

import django

django.setup()

from django.db import connections  # noqa: E402

from decisions.about import DECISION_PARTS  # noqa: E402
from decisions.demo.office import ensure_office  # noqa: E402
from decisions.models import Decision  # noqa: E402
from decisions.services.approving import approve_decision  # noqa: E402
from decisions.services.drafting import void_decision  # noqa: E402
from grants.services.filing import withdraw_grant  # noqa: E402
from law.acts import Refused  # noqa: E402
from tests.cast import actor, membership  # noqa: E402
from tests.grants import granting as g  # noqa: E402

from .sums import COMPANIES, EACH  # noqa: E402

PATIENCE = 60


def say(word):
    sys.stdout.write(json.dumps(word, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def prepare():
    """Three companies of one plan ask for the same sum, and the fund holds it once; all are drafted."""
    ensure_office()
    plan = g.certified(COMPANIES[0], COMPANIES[1:])
    g.book(EACH)
    for who in COMPANIES:
        g.draft(g.checked(plan, who))


def race(*acts):
    """Forks of this warm process load everything, wait for each other and begin at once."""
    connections.close_all()
    context = get_context("fork")
    start = context.Barrier(len(acts), timeout=PATIENCE)
    racing = [_fork(context, start, *json.loads(act)) for act in acts]
    say([told() for told in racing])


def _fork(context, start, name, *arguments):
    ours, theirs = context.Pipe(duplex=False)
    context.Process(target=lambda: theirs.send(globals()[f"race_to_{name}"](start, *arguments))).start()
    theirs.close()
    return ours.recv


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


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
