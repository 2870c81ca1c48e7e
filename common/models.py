"""Every table of this app, under one name."""

from django.db import models

from .audit.models import AuditEvent, AuditSeal
from .files.models import Scan, StoredFile
from .jobs.models import BrokerMessage, Heartbeat, Job

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "BrokerMessage",
    "Heartbeat",
    "Job",
    "NumberSeries",
    "Scan",
    "StoredFile",
]


class NumberSeries(models.Model):
    """The last number drawn of a gapless series."""

    code = models.CharField(primary_key=True, max_length=60)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code} {self.last}"
