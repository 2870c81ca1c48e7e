from celery import shared_task

from . import sweeping


@shared_task(name="common.files.tasks.sweep")
def sweep() -> None:
    sweeping.sweep()
