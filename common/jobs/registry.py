"""Which function does which kind of work. Each app names its own in its jobs.py."""

from collections.abc import Callable

from django.utils.functional import Promise

from .models import Job

Words = str | Promise
Finish = Callable[[], object]
Handler = Callable[[Job], Finish | None]
_handlers: dict[str, Handler] = {}
_labels: dict[str, Words] = {}


def handler(kind: str, label: Words = "") -> Callable[[Handler], Handler]:
    """Register `work(job)`; `label` is what people call this kind of work.

    It runs outside any transaction and may take its time. What it returns is called in the one
    transaction that also says "done", and only while the job is still ours.
    """

    def register(work: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"two handlers for jobs of kind {kind}")
        _handlers[kind] = work
        _labels[kind] = label
        return work

    return register


def handler_of(kind: str) -> Handler:
    return _handlers[kind]


def label_of(kind: str) -> Words:
    return _labels.get(kind) or kind
