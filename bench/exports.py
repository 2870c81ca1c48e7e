"""A list taken along as Excel: what is written into the answer, and what a Job writes, at what memory."""

import json
import subprocess
import sys
from typing import Any

from ._ground import ground, machine

SECONDS, GROWTH = 5.0, 1.10  # the goals: for what is written at once; of a Job's memory from a tenth on
PLANS, AT_ONCE = 107_700, 5_000  # of the plans the office sees 99,9xx
SMALL_PLANS, SMALL_AT_ONCE = 12_000, 500


def run(*, small: bool = False) -> dict[str, Any]:
    plans, at_once = (SMALL_PLANS, SMALL_AT_ONCE) if small else (PLANS, AT_ONCE)
    with ground() as environment:
        facts = machine()
        process = subprocess.run(  # noqa: S603  (our own module)
            [sys.executable, "-m", "bench._process", "_exporting", str(plans), str(at_once)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    figures = json.loads(process.stdout)
    goals = {"seconds": SECONDS, "growth": GROWTH}
    return {"machine": facts, "goals": goals, **figures, "met": _met(figures)}


def _met(figures: dict[str, Any]) -> bool:
    return figures["at_once"]["seconds"] <= SECONDS and figures["job"]["growth"] <= GROWTH
