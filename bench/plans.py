"""The lists and pages at two sizes: against the floor P, and against themselves with few plans.

Each size has a database and a process of its own. The processes are asked in turn, page by page, so that
what else the machine does weighs on all of them alike; a figure is the median.
"""

from contextlib import ExitStack
from statistics import median
from typing import Any

from ._ground import ground, machine
from ._turns import Asked

SHARE, GROWTH = 0.40, 1.3  # the goals: of the floor's throughput; of the time with few plans
SIZES = (1_000, 100_000, 1_000_000)
SMALL_SIZES = (200, 1_000)
ROUNDS, SMALL_ROUNDS = 5, 3
AGAINST = {page: f"P {page}" for page in ("work list", "portal", "plan", "api")}


def run(*, small: bool = False, sizes: tuple[int, ...] = ()) -> dict[str, Any]:
    """`./run bench plans=1000,1000000` says other sizes; the first is what the others are held against."""
    sizes = sizes or (SMALL_SIZES if small else SIZES)
    rounds = SMALL_ROUNDS if small else ROUNDS
    with ExitStack() as stack:
        processes = {}
        for size in sizes:
            processes[size] = Asked(stack.enter_context(ground()), "_asking", size)
            stack.callback(processes[size].end)
        told = {size: process.hear() for size, process in processes.items()}
        facts = machine()
        asked = _ask(processes, told, rounds)
    figures = _figures(asked, sizes)
    return {
        "machine": facts,
        "sizes": {size: told[size]["seconds_to_seed"] for size in sizes},
        "rounds": rounds,
        "first_page_for_the_middle": {
            size: [page for page in told[max(told)]["pages"] if page not in told[size]["pages"]]
            for size in sizes
        },
        "goals": {"share_of_P": SHARE, "growth": GROWTH},
        **figures,
        "met": not figures["missed"],
    }


Times = dict[str, dict[int, dict[str, list[float]]]]


def _ask(processes: dict[int, Asked], told: dict[int, dict[str, Any]], rounds: int) -> Times:
    """Every page of the largest size, each asked of every size before the next."""
    pages = told[max(told)]["pages"]
    asked: Times = {page: {size: {"cpu": [], "wall": []} for size in processes} for page in pages}
    for _ in range(rounds):
        for page in pages:
            for size, process in processes.items():
                for name, seconds in process.ask(_own(page, told[size])).items():
                    asked[page][size][name].append(seconds)
    return asked


def _own(page: str, told: dict[str, Any]) -> str:
    """Where a list of few plans is one page only, that page stands for the middle of the long one."""
    return page if page in told["pages"] else page.removesuffix(", middle")


def _figures(asked: Times, sizes: tuple[int, ...]) -> dict[str, Any]:
    middle = {
        page: {size: {name: median(each) for name, each in times.items()} for size, times in by_size.items()}
        for page, by_size in asked.items()
    }
    shares = {
        page: {size: round(middle[floor][size]["cpu"] / middle[page][size]["cpu"], 2) for size in sizes}
        for page, floor in AGAINST.items()
    }
    growth = {
        page: round(by_size[sizes[-1]]["wall"] / by_size[sizes[0]]["wall"], 2)
        for page, by_size in middle.items()
    }
    slow = [page for page, by_size in shares.items() if min(by_size.values()) < SHARE]
    grown = [page for page, ratio in growth.items() if ratio > GROWTH and not page.startswith("P ")]
    return {
        "milliseconds": {page: _in_ms(by_size) for page, by_size in middle.items()},
        "share_of_P_by_cpu": shares,
        "growth_of_p50": growth,
        "missed": {"share": slow, "growth": grown} if slow or grown else {},
    }


def _in_ms(by_size: dict[int, dict[str, float]]) -> dict[int, dict[str, float]]:
    return {
        size: {name: round(each * 1000, 1) for name, each in times.items()} for size, times in by_size.items()
    }
