"""A decision from claimed Job to stored against the floor R, and what a thousand letters leave in memory."""

import json
import subprocess
import sys
from typing import Any

from ._ground import ground, machine

RATIO, GROWTH = 1.15, 1.10  # the goals
ROUNDS, DOCUMENTS = 12, 1_050
SMALL_ROUNDS, SMALL_DOCUMENTS = 8, 80


def run(*, small: bool = False) -> dict[str, Any]:
    rounds, documents = (SMALL_ROUNDS, SMALL_DOCUMENTS) if small else (ROUNDS, DOCUMENTS)
    with ground() as environment:
        facts = machine()
        process = subprocess.run(  # noqa: S603  (our own module)
            [sys.executable, "-m", "bench._process", "_deciding", str(rounds), str(documents)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    figures = json.loads(process.stdout)
    return {"machine": facts, "goals": {"ratio": RATIO, "growth": GROWTH}, **figures, "met": _met(figures)}


def _met(figures: dict[str, Any]) -> bool:
    ratios = [figures[plan]["ratio"] for plan in ("one_company", "three_companies")]
    return max(ratios) <= RATIO and figures["memory"]["growth"] <= GROWTH
