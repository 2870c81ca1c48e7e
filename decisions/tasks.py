from celery import shared_task

from .services import issuing


@shared_task
def issue_due() -> int:
    return issuing.issue_due()
