"""Eight processes that begin together: forks of one warm parent, as a server's workers are."""

from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from django.db import connections

PROCESSES = 8
PATIENCE = 120  # seconds until a race that hangs is given up


def racing(act: Callable[..., Any], each: list[tuple[Any, ...]]) -> list[Any]:
    """What `act(barrier, *arguments)` says in each process; the barrier lets them begin together."""
    connections.close_all()
    context = get_context("fork")
    barrier = context.Barrier(len(each), timeout=PATIENCE)
    pipes = []
    for arguments in each:
        ours, theirs = context.Pipe(duplex=False)
        context.Process(target=_answer, args=(theirs, act, barrier, arguments)).start()
        theirs.close()
        pipes.append(ours)
    return [pipe.recv() for pipe in pipes]


def _answer(pipe: Any, act: Callable[..., Any], barrier: Any, arguments: tuple[Any, ...]) -> None:
    pipe.send(act(barrier, *arguments))
