"""What a machine must have to serve, and what its operator should know."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from .jobs.sweeping import dead_jobs, worker_age

# One job of the embedded worker may take as long as its lease before the next sign of life.
WORKER_GRACE_SECONDS = 60


@dataclass
class _Known:
    migrated: bool = False


_known = _Known()


def readiness() -> tuple[bool, dict[str, Any]]:
    """Pages can be served and acts recorded; a filing must arrive while letters wait.

    So a stopped worker or a dead job is told and does not take this machine out of service.
    """
    needed = {"database": _works(_database), "migrations": _works(_migrated), "files": _writable()}
    ready = all(needed.values())
    notes = _notes() if needed["database"] and needed["migrations"] else {}
    return ready, {"ready": ready, **needed, **notes}


def _notes() -> dict[str, Any]:
    age = worker_age()
    seconds = None if age is None else int(age.total_seconds())
    limit = settings.JOB_LEASE_SECONDS + WORKER_GRACE_SECONDS
    alive = seconds is not None and seconds <= limit
    return {"worker": {"alive": alive, "seconds": seconds}, "dead_jobs": dead_jobs()}


def _works(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except DatabaseError:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrated() -> bool:
    """Once true it stays true for this code, so the plan is made until then only."""
    if not _known.migrated:
        executor = MigrationExecutor(connection)
        _known.migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known.migrated


def _writable() -> bool:
    directory = Path(settings.FILES_DIR)
    return all(os.access(place, os.W_OK) for place in (directory, directory / "incoming"))
