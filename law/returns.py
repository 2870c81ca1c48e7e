"""返還 (適正化法18条): how much of what was paid goes back, under which paragraph, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .acts import practice
from .money import ReturnUnder
from .rules import rule
from .text import ja

# 18条 leaves the day to whoever orders; a scheme that is silent gives as long as claims of the state do.
DEFAULT_DAYS = 20
DAYS_OF_PRACTICE = practice("納期限の日数（法令に定めがなく、制度の定めによる。定めのないときは20日）")

PARAGRAPH = {
    ReturnUnder.CANCELLED: ja("適正化法18条1項"),
    ReturnUnder.OVERPAID: ja("適正化法18条2項"),
}
LABELS = {
    ReturnUnder.CANCELLED: ja("交付の決定の取消しによる返還（18条1項）"),
    ReturnUnder.OVERPAID: ja("確定額を超える交付の返還（18条2項）"),
}


@dataclass(frozen=True)
class Sums:
    """Yen of one decision to grant. `fixed` is None before 額の確定; what was cancelled before it lowered what
    could be fixed, what is cancelled after it lowers what was. `ordered` is what was ordered back so far.
    """

    decided: int
    fixed: int | None
    paid: int
    cancelled_before: int = 0
    cancelled_after: int = 0
    ordered: Mapping[ReturnUnder, int] = field(default_factory=dict)

    @property
    def stands(self) -> int:
        """What the company may keep as things are decided now."""
        if self.fixed is None:
            return self.ceiling
        return self.fixed - self.cancelled_after

    @property
    def ceiling(self) -> int:
        """What could be fixed at the most."""
        return self.decided - self.cancelled_before

    @property
    def cancelled(self) -> int:
        return self.cancelled_before + self.cancelled_after


@rule("S18")
def to_order(sums: Sums) -> dict[ReturnUnder, int]:
    """What is paid above what stands and not ordered back yet, by the paragraph it is ordered under.

    Of the cancelled part under 18条1項, which is why a surcharge accrues on it alone; the rest under 18条2項.
    """
    left = max(0, _over(sums.paid, sums.stands) - sum(sums.ordered.values()))
    after = 0 if sums.fixed is None else _over(sums.paid, sums.stands) - _over(sums.paid, sums.fixed)
    of_cancelled = _over(sums.paid, sums.ceiling) + after - sums.ordered.get(ReturnUnder.CANCELLED, 0)
    cancelled = min(left, max(0, of_cancelled))
    found = {ReturnUnder.CANCELLED: cancelled, ReturnUnder.OVERPAID: left - cancelled}
    return {under: amount for under, amount in found.items() if amount}


def _over(paid: int, kept: int) -> int:
    return max(0, paid - kept)


@rule("S18")
def due_of(ordered_on: date, days: int | None) -> date:
    """納期限: so many days after the day of the letter."""
    return ordered_on + timedelta(days=DEFAULT_DAYS if days is None else days)
