"""A fund's book: many who post at once against raw SQL, the whole decision, a long book read, a year closed.

Throughput is of eight processes in turns of one run, so that what else the machine does weighs on all alike.
"""

import json
import subprocess
import sys
from contextlib import ExitStack
from statistics import median
from typing import Any

from ._ground import ground, machine
from ._turns import Asked

GOALS = {"post_of_raw": 0.70, "act_of_raw": 0.20, "act_spread": 1.2, "growth": 1.2}
SIZES, SMALL_SIZES = (1_000, 1_000_000), (1_000, 5_000)
ROUNDS, SMALL_ROUNDS = 15, 5  # of each page
TURNS, SMALL_TURNS = 5, 2  # of each way to post
TENTHS, SMALL_TENTHS = 30, 5  # of a second a turn takes
ACTS, SMALL_ACTS = 12, 2  # decisions of each process
GRANTS, SMALL_GRANTS = 10_000, 200  # in the year that is closed


def run(*, small: bool = False, sizes: tuple[int, ...] = ()) -> dict[str, Any]:
    sizes = sizes or (SMALL_SIZES if small else SIZES)
    turns, tenths, acts = (SMALL_TURNS, SMALL_TENTHS, SMALL_ACTS) if small else (TURNS, TENTHS, ACTS)
    facts = machine()
    posting = _measured("_posting", turns, tenths)
    deciding = _measured("_approving", acts)
    lists = _in_turn(sizes, SMALL_ROUNDS if small else ROUNDS)
    closing = _measured("_closing", SMALL_GRANTS if small else GRANTS)
    shares = _shares(posting, deciding)
    missed = [name for name, share in shares.items() if share < GOALS[name]]
    missed += [f"growth of {page}" for page, ratio in lists["growth"].items() if ratio > GOALS["growth"]]
    return {
        "machine": facts,
        "goals": GOALS,
        "shares": shares,
        "posting": posting,
        "deciding": deciding,
        "long_book": lists,
        "closing": closing,
        "missed": missed,
        "met": not missed,
    }


def _shares(posting: dict[str, Any], deciding: dict[str, Any]) -> dict[str, float]:
    raw = posting["per_second"]["raw"]
    return {
        "post_of_raw": round(posting["per_second"]["post"] / raw, 2),
        "act_of_raw": round(deciding["per_second"]["one_book"] / raw, 3),
        "act_spread": round(deciding["per_second"]["eight_books"] / deciding["per_second"]["one_book"], 2),
    }


def _measured(module: str, *numbers: int) -> dict[str, Any]:
    with ground() as environment:
        process = subprocess.run(  # noqa: S603  (our own module)
            [sys.executable, "-m", "bench._process", module, *map(str, numbers)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    found: dict[str, Any] = json.loads(process.stdout)
    return found


def _in_turn(sizes: tuple[int, ...], rounds: int) -> dict[str, Any]:
    """What a reader asks for, of a short book and of a long one."""
    with ExitStack() as stack:
        processes = {}
        for size in sizes:
            processes[size] = Asked(stack.enter_context(ground()), "_reading", size)
            stack.callback(processes[size].end)
        told = {size: process.hear() for size, process in processes.items()}
        asked: dict[str, dict[int, list[float]]] = {}
        for _ in range(rounds):
            for page in told[sizes[0]]["pages"]:
                for size, process in processes.items():
                    heard = process.ask(page)["wall"]
                    asked.setdefault(page, {}).setdefault(size, []).append(heard)
    middle = {page: {size: median(all_) for size, all_ in by_size.items()} for page, by_size in asked.items()}
    return {
        "postings": {size: told[size]["postings"] for size in sizes},
        "seconds_to_seed": {size: told[size]["seconds_to_seed"] for size in sizes},
        "milliseconds": {
            page: {size: round(each * 1000, 2) for size, each in by_size.items()}
            for page, by_size in middle.items()
        },
        "growth": {
            page: round(by_size[sizes[-1]] / by_size[sizes[0]], 2) for page, by_size in middle.items()
        },
    }
