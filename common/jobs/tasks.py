"""What the worker runs. Messages carry a job's id or nothing at all."""

import logging

from celery import shared_task

from . import running, sweeping

logger = logging.getLogger(__name__)


@shared_task(name="common.jobs.tasks.run")
def run(job_id: str) -> None:
    try:
        running.attempt(job_id)
    except Exception:
        # The row knows of the failure and when to try again; the message has done its duty.
        logger.exception("job %s failed", job_id)


@shared_task(name="common.jobs.tasks.sweep")
def sweep() -> None:
    sweeping.sweep()
