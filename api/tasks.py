from celery import shared_task

from . import idempotency


@shared_task
def forget_answers() -> int:
    return idempotency.forget_answers()
