"""Rings again for what nobody answered, and buries what has died too often."""

import logging
from datetime import datetime, timedelta

from django.db.models import F

from common import clock

from .models import Heartbeat, Job, Status
from .queue import ring, wait
from .running import MAX_ATTEMPTS

ROUND = 100
OPEN = (Status.QUEUED, Status.RUNNING)
WORKER = "worker"
logger = logging.getLogger(__name__)


def sweep() -> int:
    """One round; how many bells were rung."""
    now = clock.real_now()
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": now})
    bury(now)
    due = list(Job.objects.filter(status__in=OPEN, due_at__lte=now).order_by("due_at")[:ROUND])
    return sum(_ring_once(job, now) for job in due)


def bury(now: datetime) -> int:
    """A job whose last allowed attempt took its worker along never comes back by itself."""
    lost = Job.objects.filter(status=Status.RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS)
    buried = lost.update(status=Status.DEAD, token=None, lease_until=None, error="worker lost")
    if buried:
        logger.error("%s job(s) are dead: each took its worker along %s times", buried, MAX_ATTEMPTS)
    return buried


def worker_age() -> timedelta | None:
    """Time since a worker last showed itself; None when none ever did."""
    beat = Heartbeat.objects.filter(name=WORKER).first()
    return clock.real_now() - beat.at if beat else None


def dead_jobs() -> int:
    return Job.objects.filter(status=Status.DEAD).count()


def _ring_once(job: Job, now: datetime) -> bool:
    """The conditional UPDATE lets one of several sweepers ring.

    `rings` counts those that nobody answered; a claim begins the count anew.
    """
    mine = Job.objects.filter(pk=job.pk, rings=job.rings, due_at=job.due_at, status__in=OPEN)
    if not mine.update(rings=F("rings") + 1, due_at=now + wait(job.rings + 1)):
        return False
    ring(str(job.pk))
    return True
