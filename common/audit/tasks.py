from celery import shared_task

from . import sealing


@shared_task(name="common.audit.tasks.seal")
def seal() -> None:
    sealing.seal()
