"""Every table of this app, under one name."""

from django.db import models

from .audit.models import AuditEvent, AuditSeal
from .files.models import Scan, StoredFile
from .jobs.models import BrokerMessage, Heartbeat, Job

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "BrokerMessage",
    "DocumentNumber",
    "Heartbeat",
    "Job",
    "NumberSeries",
    "Scan",
    "StoredFile",
]


class DocumentNumber(models.Model):
    """A 文書番号 and the one letter that has it, of whatever kind; the copies of one decision share it.

    Append-only (both databases): a number once given is never given again, gaps are allowed.
    """

    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)  # decision, nibn_notice, consultation
    subject_id = models.UUIDField()  # the decision's, the consultation's

    def __str__(self) -> str:
        return self.number


class NumberSeries(models.Model):
    """The last number drawn of a gapless series."""

    code = models.CharField(primary_key=True, max_length=60)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code} {self.last}"
