"""Which line may be which item: the same sum within some days. Nothing is matched but by a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from law.bank import WINDOW

from ..models import BankLine
from .items import Item


@dataclass(frozen=True)
class Proposal:
    """One line, and what of the book it may be: one item, or all payments of one run."""

    line: BankLine
    items: Sequence[Item]

    @property
    def codes(self) -> str:
        return ",".join(each.code for each in self.items)


def proposals(lines: Iterable[BankLine], items: Sequence[Item]) -> list[Proposal]:
    """Each line with the nearest, each item in one proposal only."""
    candidates = [[each] for each in items] + _runs(items)
    by_sum: dict[int, list[list[Item]]] = defaultdict(list)
    for group in candidates:
        by_sum[sum(each.amount for each in group)].append(group)
    taken: set[str] = set()
    found = []
    for line in lines:
        near = [
            group
            for group in by_sum[line.amount]
            if not taken & {each.code for each in group} and _days(line, group) <= WINDOW.days
        ]
        if near:
            best = min(near, key=lambda group: (_days(line, group), group[0].on, group[0].code))
            taken |= {each.code for each in best}
            found.append(Proposal(line, best))
    return found


def _days(line: BankLine, group: Sequence[Item]) -> int:
    return max(abs((line.on - each.on).days) for each in group)


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """A bank may take a whole run as one sum."""
    runs: dict[UUID, list[Item]] = defaultdict(list)
    for each in items:
        if each.run:
            runs[each.run].append(each)
    return [group for group in runs.values() if len(group) > 1]
