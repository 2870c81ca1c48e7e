"""Puts work in the queue and rings for it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import transaction

from common import clock

from .models import Job

RUN = "common.jobs.tasks.run"


def enqueue(*, kind: str, key: str, payload: dict[str, Any], case_id: UUID | None = None) -> Job:
    """Call it inside the act's transaction. The same key gives the same job, once.

    `case_id` is the case it serves: who may see that may see what became of the job.
    """
    now = clock.real_now()
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": payload,
            "case_id": case_id,
            "created_at": now,
            "due_at": now + wait(0),
        },
    )
    if created:
        # Robust: the act stands even when no broker answers; then the sweeper rings.
        transaction.on_commit(lambda: ring(str(job.pk)), robust=True)
    return job


def ring(job_id: str) -> None:
    current_app.send_task(RUN, [job_id], retry=True, retry_policy={"max_retries": 1, "interval_start": 0})


def wait(times: int) -> timedelta:
    """How long before the sweeper rings again: twice as long each time, at most about an hour."""
    return timedelta(seconds=settings.JOB_RESEND_SECONDS * 2 ** min(times, 6))
