"""A draft whose call is over goes on under the scheme's next one."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import perform
from funds.calls.selectors import call_at
from law.acts import Reason, Refused
from law.calls import Phase

from ..models import Plan
from ..selectors import lifecycle_of
from .telling import tell_parties


@transaction.atomic
def move_to_call(*, plan: Plan, membership: Membership) -> Plan:
    """Put the draft under the scheme's call that takes in now. What was typed stays.

    What the new call or the scheme's new version asks for otherwise is told on the draft's pages
    (scheme_changes), to each company until it has seen it.
    """
    rows = Plan.objects.select_for_update(of=("self",), no_key=True)
    plan = rows.select_related("scheme", "case").get(pk=plan.pk)
    if membership.organisation_id != plan.lead_id:
        text = _("下書きを次の公募に移せるのは、代表して申請する会社です。")
        raise Refused(Reason("not_the_lead", text))
    now = clock.now()
    call = call_at(plan.scheme, now)
    row = perform(
        lifecycle=lifecycle_of(plan),
        act="move_to_call",
        subject=plan,
        actor=actor_of(membership),
        facts={"call_over": is_over(plan), "next_open": call is not None},
        changes=lambda: {"call": call, "updated_at": now},
        audit=lambda: {"from_call": plan.call_id, "to_call": call.pk if call else None},
    )
    tell_parties(plan, row)
    return plan


def is_over(plan: Plan) -> bool:
    """No call, or one that takes in no more."""
    return plan.call is None or plan.call.phase(clock.now()) is Phase.CLOSED
