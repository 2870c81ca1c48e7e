"""Claims one job, does it, and finishes it once.

The claim is one UPDATE that writes a lease, renewed while the worker lives, and a token. Effect and
"done" commit together, and only while the token stands: a worker that was thought dead and comes
back changes nothing.
"""

import logging
import traceback
import uuid
from pathlib import Path

from django.db import transaction
from django.db.models import F, Q

from common import clock
from law.acts import Refused

from .leases import held, next_end
from .models import Job, Status
from .queue import wait
from .registry import Finish, handler_of

MAX_ATTEMPTS = 5
logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the job over; its result counts, ours is dropped."""


def attempt(job_id: str) -> bool:
    """Do the job if it is free; whether it was done now. Failures are recorded, then raised."""
    job = _claim(job_id)
    if job is None:
        return False
    try:
        with held(job):
            finish = handler_of(job.kind)(job)
        _finish(job, finish)
    except LeaseLost:
        logger.warning("job %s: the lease passed to another worker", job.pk)
        return False
    except Exception as error:
        fail(job, error)
        raise
    return True


def run_pending() -> int:
    """Do every queued job in this process, those they add too; how many were done."""
    done = 0
    while waiting := list(Job.objects.filter(status=Status.QUEUED).order_by("created_at", "pk")[:100]):
        done += sum(attempt(str(job.pk)) for job in waiting)
    return done


def fail(job: Job, error: BaseException) -> None:
    """Give the job back for a later attempt, or up after the last one."""
    dead = job.attempts >= MAX_ATTEMPTS
    Job.objects.filter(pk=job.pk, token=job.token, status=Status.RUNNING).update(
        status=Status.DEAD if dead else Status.QUEUED,
        token=None,
        lease_until=None,
        due_at=clock.real_now() + wait(job.attempts - 1),
        error=_described(error),
    )
    if dead:
        logger.error("job %s (%s) is dead after %s attempts", job.pk, job.kind, job.attempts)


def _claim(job_id: str) -> Job | None:
    free = Q(status=Status.QUEUED) | Q(status=Status.RUNNING, lease_until__lt=clock.real_now())
    token, lease_until = uuid.uuid4(), next_end()
    claimed = Job.objects.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS).update(
        status=Status.RUNNING,
        token=token,
        lease_until=lease_until,
        due_at=lease_until,
        rings=0,  # somebody answered: what is rung for next waits as if for the first time
        attempts=F("attempts") + 1,
    )
    return Job.objects.get(pk=job_id, token=token) if claimed else None


def _finish(job: Job, finish: Finish | None) -> None:
    with transaction.atomic():
        ours = Job.objects.filter(pk=job.pk, token=job.token, status=Status.RUNNING)
        if not ours.update(
            status=Status.DONE, token=None, lease_until=None, done_at=clock.real_now(), error=""
        ):
            raise LeaseLost
        if finish is not None:
            finish()


def _described(error: BaseException) -> str:
    """Class and place. A message may quote a name or an address, so it stays out of the table."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" {Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else ""
    codes = f" ({', '.join(reason.code for reason in error.reasons)})" if isinstance(error, Refused) else ""
    return f"{type(error).__name__}{codes}{place}"[:200]
