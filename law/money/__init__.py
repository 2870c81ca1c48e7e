"""How much: yen and rates, the expected subsidy with its trace, questions about typed sums."""

from .caps import Cap, UnitSubsidy
from .questions import odd_sums, unpayable_years
from .subsidy import Cell, Subsidy, UnitFacts, expected_subsidy
from .trace import Trace, TraceLine, trace_json
from .yen import MOST_YEN, Rounding, parse_rate, rate_text, rounded, whole_yen, yen

__all__ = [
    "MOST_YEN",
    "Cap",
    "Cell",
    "Rounding",
    "Subsidy",
    "Trace",
    "TraceLine",
    "UnitFacts",
    "UnitSubsidy",
    "expected_subsidy",
    "odd_sums",
    "parse_rate",
    "rate_text",
    "rounded",
    "trace_json",
    "unpayable_years",
    "whole_yen",
    "yen",
]
