"""The trace of a computation: every figure with the inputs, the rule and the rounding it came from."""

from dataclasses import asdict, dataclass, field

from ..acts import Source

Terms = tuple[tuple[str, int], ...]
Inputs = tuple[tuple[str, int | str], ...]


@dataclass(frozen=True)
class TraceLine:
    label: str
    rule: str
    article: str
    inputs: Inputs
    rounding: str
    value: int


Trace = tuple[TraceLine, ...]


def trace_json(trace: Trace) -> list[dict[str, object]]:
    """The trace as canonical JSON takes it: strings, ints and lists; inputs keep their order."""
    return [
        asdict(line) | {"inputs": [{"label": label, "value": value} for label, value in line.inputs]}
        for line in trace
    ]


def total(terms: Terms) -> int:
    return sum(amount for _label, amount in terms)


@dataclass
class Tracer:
    """Writes one line per step, under the rule of `source`, and hands its value on."""

    source: Source
    prefix: str = ""
    lines: list[TraceLine] = field(default_factory=list)

    def step(self, label: str, value: int, inputs: Inputs, rounding: str = "") -> int:
        (rule,) = self.source.rules
        self.lines.append(TraceLine(self.prefix + label, rule, self.source.text, inputs, rounding, value))
        return value

    def sum(self, label: str, terms: Terms) -> int:
        return self.step(label, total(terms), terms)
