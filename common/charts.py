"""Where the parts of a stacked bar stand, in thousandths of its width: money never meets a float."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 1000
TONES = 5


@dataclass(frozen=True)
class Part:
    name: str
    amount: int
    tone: int
    x: int
    width: int


@dataclass(frozen=True)
class Bar:
    label: str
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]

    @property
    def legend(self) -> tuple[Part, ...]:
        """The parts by name: every bar has the same ones, in the same order."""
        return self.bars[0].parts if self.bars else ()


def stacked(bars: Sequence[dict[str, Any]]) -> Chart:
    """Bars of {"label", "parts": [(name, amount), …]}; the longest fills the width."""
    longest = max((_total(bar) for bar in bars), default=0) or 1
    return Chart(tuple(_bar(bar, longest) for bar in bars))


def _total(bar: dict[str, Any]) -> int:
    return sum(amount for _name, amount in bar["parts"])


def _bar(bar: dict[str, Any], longest: int) -> Bar:
    parts, start = [], 0
    for place, (name, amount) in enumerate(bar["parts"]):
        left, right = start * WIDTH // longest, (start + amount) * WIDTH // longest
        parts.append(Part(name, amount, place % TONES, left, right - left))
        start += amount
    return Bar(bar["label"], start, tuple(parts))
