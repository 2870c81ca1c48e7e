"""Keeps a job ours while its worker lives, so that a slow machine is not taken for a dead one.

A worker that is killed or stopped renews nothing, and its job passes to another when the lease ends.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connections

from common import clock

from .models import Job, Status

PER_LEASE = 3  # how often it is renewed before it would end
LONGEST = 30  # leases; what takes longer hangs, and another may try
logger = logging.getLogger(__name__)


def next_end() -> datetime:
    return clock.real_now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


@contextmanager
def held(job: Job) -> Iterator[None]:
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(job, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _keep(job: Job, done: threading.Event) -> None:
    try:
        for _ in range(LONGEST * PER_LEASE):
            if done.wait(settings.JOB_LEASE_SECONDS / PER_LEASE) or not _renew(job):
                return
    finally:
        connections.close_all()


def _renew(job: Job) -> bool:
    """Whether the job is still ours; a database that doesn't answer now is asked again."""
    until = next_end()
    ours = Job.objects.filter(pk=job.pk, token=job.token, status=Status.RUNNING)
    try:
        return bool(ours.update(lease_until=until, due_at=until))
    except DatabaseError:
        logger.warning("job %s: its lease could not be renewed", job.pk, exc_info=True)
        return True
