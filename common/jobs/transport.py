"""The embedded broker (django://): a doorbell for one machine, in the project's own database.

A message is a row that names a Job, or a periodic task; emptying the table loses nothing. Taking
one is a short UPDATE, so no transaction is open while a task runs. What a killed worker took
becomes visible again, by the sweeper's next ring or after the visibility timeout.
"""

import base64
import json
import logging
import uuid
from datetime import timedelta
from queue import Empty
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from django.db.models import F, QuerySet
from kombu.transport import virtual

from common import clock

from .models import BrokerMessage

MAX_READS = 5
VISIBILITY_SECONDS = 600
CANDIDATES = 5
logger = logging.getLogger(__name__)


class NotADoorbell(ValueError):
    """The message carries more than the id of a Job."""


def key_of(message: dict[str, Any]) -> str:
    task = message["headers"]["task"]
    args, kwargs, _embed = json.loads(base64.b64decode(message["body"]))
    if kwargs or len(args) > 1:
        raise NotADoorbell(task)
    try:
        return f"{task} {uuid.UUID(args[0])}" if args else str(task)
    except (ValueError, AttributeError, TypeError):
        raise NotADoorbell(task) from None


def _rows(message: Any) -> QuerySet[BrokerMessage]:
    return BrokerMessage.objects.filter(pk=message.delivery_info.get("row"))


class QoS(virtual.QoS):
    def ack(self, delivery_tag: str) -> None:
        if (message := self._delivered.get(delivery_tag)) is not None:
            _rows(message).delete()
        super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        message = self._delivered.get(delivery_tag)
        if message is not None and not requeue:
            _rows(message).delete()
        super().reject(delivery_tag, requeue=requeue)


class Channel(virtual.Channel):
    QoS = QoS
    supports_fanout = False

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        """Ringing again makes the bell that hangs there visible, also one a dead worker held."""
        row = BrokerMessage(
            queue=queue, key=key_of(message), body=json.dumps(message), visible_at=clock.real_now()
        )
        BrokerMessage.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["queue", "key"],
            update_fields=["body", "visible_at", "reads"],
        )

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        visible = BrokerMessage.objects.filter(queue=queue, visible_at__lte=clock.real_now())
        for row in visible.order_by("visible_at", "pk")[:CANDIDATES]:
            if row.reads >= MAX_READS:
                _bury(row)
            elif self._take(row):
                return _delivered(row)
        raise Empty

    def _take(self, row: BrokerMessage) -> bool:
        """Compare and set: of several readers one takes it, on every database."""
        keep = self.connection.client.transport_options.get("visibility_timeout", VISIBILITY_SECONDS)
        return bool(
            BrokerMessage.objects.filter(pk=row.pk, visible_at=row.visible_at, reads=row.reads).update(
                visible_at=clock.real_now() + timedelta(seconds=keep), reads=F("reads") + 1
            )
        )

    def _restore(self, message: Any) -> None:
        _rows(message).update(visible_at=clock.real_now())

    _restore_at_beginning = _restore

    def _size(self, queue: str) -> int:
        return BrokerMessage.objects.filter(queue=queue).count()

    def _purge(self, queue: str) -> int:
        return BrokerMessage.objects.filter(queue=queue).delete()[0]


def _delivered(row: BrokerMessage) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(row.body)
    message["properties"]["delivery_info"].update(row=row.pk, redelivered=row.reads > 0)
    return message


def _bury(row: BrokerMessage) -> None:
    """Read five times and never answered: it takes its workers along. The Job stays for the sweeper."""
    dead = f"{row.queue}.dead"
    BrokerMessage.objects.filter(queue=dead, key=row.key).delete()
    BrokerMessage.objects.filter(pk=row.pk, reads=row.reads).update(queue=dead)
    logger.error("doorbell %s was read %s times without an answer", row.key, row.reads)


class Transport(virtual.Transport):
    Channel = Channel
    polling_interval = 0.25
    default_port = 0  # type: ignore[assignment]
    driver_type = "sql"
    driver_name = "django"
    # A database that went away is a broker that went away: the worker connects anew.
    connection_errors = (  # type: ignore[assignment]
        *virtual.Transport.connection_errors,
        OperationalError,
        InterfaceError,
    )

    default_connection_params: dict[str, Any] = {}  # there is no host to speak of

    def establish_connection(self) -> Any:
        """Anew also to the database, unless a transaction of ours is on that connection."""
        for connection in connections.all(initialized_only=True):
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
        return super().establish_connection()

    def driver_version(self) -> str:
        return "1"
