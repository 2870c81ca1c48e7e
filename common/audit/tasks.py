from celery import shared_task

from . import head, sealing


@shared_task(name="common.audit.tasks.seal")
def seal() -> None:
    sealing.seal()
    head.publish()
