"""Where a draft's call stands on the clock, as its pages tell it."""

from dataclasses import dataclass

from common import clock
from funds.calls.selectors import call_at
from funds.calls.showing import CallRow
from funds.models import Call
from law.lifecycle import SchemeKind
from law.states import PlanState

from .models import Plan
from .services.moving import is_over


@dataclass(frozen=True)
class Intake:
    """`next_call` is where a draft whose call is over may go; None while none takes in."""

    row: CallRow | None
    over: bool
    next_call: Call | None = None


def intake_of(plan: Plan) -> Intake | None:
    """Of a draft; what is filed has arrived, and no closing touches it."""
    if plan.state != PlanState.DRAFT:
        return None
    now = clock.now()
    row = CallRow(plan.call, now) if plan.call else None
    if not is_over(plan):
        return Intake(row, over=False)
    competes = plan.kind is not SchemeKind.CERTIFICATION
    return Intake(row, over=True, next_call=call_at(plan.scheme, now) if competes else None)
