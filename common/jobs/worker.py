"""What a worker process checks and does when it starts."""

from typing import Any

from celery.concurrency import get_implementation
from celery.signals import worker_init, worker_ready

from .tasks import sweep


@worker_init.connect
def refuse_other_pools(sender: Any, **kwargs: Any) -> None:
    """The embedded broker acknowledges between polls: any pool but solo starves on it."""
    embedded = str(sender.app.conf.broker_url).startswith("django:")
    if embedded and get_implementation(sender.pool_cls).__module__ != "celery.concurrency.solo":
        raise SystemExit(
            "django:// のブローカーで使えるのは solo だけです。--pool=solo を付けて起動するか、"
            "CELERY_BROKER_URL に Redis を指定してください。"
        )


@worker_ready.connect
def sweep_once(sender: Any, **kwargs: Any) -> None:
    sweep.delay()
