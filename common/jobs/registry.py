"""Which function does which kind of work. Each app names its own in its jobs.py."""

from collections.abc import Callable

from .models import Job

Finish = Callable[[], object]
Handler = Callable[[Job], Finish | None]
_handlers: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register `work(job)`.

    It runs outside any transaction and may take its time. What it returns is called in the one
    transaction that also says "done", and only while the job is still ours.
    """

    def register(work: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"two handlers for jobs of kind {kind}")
        _handlers[kind] = work
        return work

    return register


def handler_of(kind: str) -> Handler:
    return _handlers[kind]
