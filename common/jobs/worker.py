"""What a worker process checks and does when it starts."""

from typing import Any

from celery.concurrency import get_implementation
from celery.signals import worker_init, worker_ready
from django.utils.translation import gettext as _

from .tasks import sweep


@worker_init.connect
def refuse_other_pools(sender: Any, **kwargs: Any) -> None:
    """The embedded broker acknowledges between polls: any pool but solo starves on it."""
    embedded = str(sender.app.conf.broker_url).startswith("django:")
    if embedded and get_implementation(sender.pool_cls).__module__ != "celery.concurrency.solo":
        raise SystemExit(
            _(
                "django:// のブローカーで使えるのは solo だけです。--pool=solo を付けて起動するか、"
                "CELERY_BROKER_URL に Redis の場所を設定してください。"
            )
        )


@worker_ready.connect
def sweep_once(sender: Any, **kwargs: Any) -> None:
    sweep.delay()
