"""Work that follows an act: a row in the act's transaction, done once, whatever dies on the way."""

from .queue import enqueue
from .registry import handler
from .running import run_pending

__all__ = ["enqueue", "handler", "run_pending"]
