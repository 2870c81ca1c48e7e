"""What ends with a case: open parts here, and what each app above names in its own endings.py."""

from collections.abc import Callable

from common import clock
from common.actor import Actor

from ..models import Plan

End = Callable[[Plan, Actor], object]
_ends: list[End] = []


def ends_with_the_case(end: End) -> End:
    """Register what must not outlive a case that is withdrawn or decided."""
    _ends.append(end)
    return end


def end_case(plan: Plan, actor: Actor) -> None:
    """Call it in the transaction of the act that ends the case."""
    plan.openings.filter(closed_at=None).update(closed_at=clock.now())
    for end in _ends:
        end(plan, actor)
