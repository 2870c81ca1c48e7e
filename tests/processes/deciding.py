"""A case with its draft, and a decider at the door: `python -m tests.processes.deciding <what> …`."""

import sys

import django

django.setup()

from accounts.models import Membership  # noqa: E402
from decisions.models import Decision  # noqa: E402
from decisions.services.approving import approve_decision  # noqa: E402
from law.acts import Refused  # noqa: E402
from tests.cast import membership  # noqa: E402
from tests.decisions.deciding import anew, another_decider, draft, examined  # noqa: E402

from .acting import say  # noqa: E402


def prepare():
    decision = draft(examined())
    say([str(decision.pk), membership("decider").pk, another_decider().pk])


def approve(decision, post):
    """Read the draft while it waits, and approve it at the word."""
    waiting = anew(Decision(pk=decision))
    decider = Membership.objects.select_related("user", "organisation").get(pk=post)
    say("ready")
    sys.stdin.readline()
    try:
        say(approve_decision(decision=waiting, membership=decider).number)
    except Refused as refused:
        say(refused.reasons[0].code)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
