"""An amount on its way to being fixed, made through the services; the caller sets the clock."""

from typing import Any

from common import clock
from common.actor import actor_of
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import draft_fixing
from decisions.services.issuing import issue_decision
from grants.models import Grant
from tests.cast import membership
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.worlds import kept

FINDING = "支払の一覧を請求書及び振込の記録と照合し、設備が据え付けられていることを現地で確かめた。"


def reported(grant: Grant, **boxes: str) -> Grant:
    """Completion told and checked, every line as told."""
    r.accepted(r.filed(grant, **boxes))
    return g.again(grant)


def draft(grant: Grant, who: str = "nibn_officer", **said: Any) -> Decision:
    words = {"finding": FINDING, "dated_on": clock.today()}
    return draft_fixing(grant=grant, membership=membership(who), **(words | said))


def approved(grant: Grant, **boxes: str) -> Decision:
    return g.whole(_sealed(grant, **boxes))


@kept
def _sealed(grant: Grant, **boxes: str) -> Decision:
    decision = approve_decision(
        decision=draft(reported(grant, **boxes)), membership=membership("nibn_decider")
    )
    do_jobs("seal")
    return decision


def fixed(grant: Grant, **boxes: str) -> Grant:
    issue_decision(decision=approved(grant, **boxes), actor=actor_of(membership("nibn_officer")))
    return g.again(grant)
