from celery import shared_task

from .services import exporting


@shared_task
def sweep_exports() -> int:
    return exporting.sweep_exports()
