from celery import shared_task

from .services import issuing, rankings


@shared_task
def issue_due() -> int:
    return issuing.issue_due() + rankings.issue_rankings_due()
