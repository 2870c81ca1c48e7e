import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    QUEUED = "queued", _("待機中")
    RUNNING = "running", _("実行中")
    DONE = "done", _("完了")
    DEAD = "dead", _("停止（要対応）")


class Job(models.Model):
    """The truth about a piece of work; a broker's message is only a doorbell."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    case_id = models.UUIDField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    rings = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    due_at = models.DateTimeField()  # when the sweeper rings (again)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="job_due", condition=models.Q(status__in=["queued", "running"])
            ),
            models.Index(fields=["created_at"], name="job_dead", condition=models.Q(status="dead")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="job_status_known"),
            models.CheckConstraint(
                condition=~models.Q(status="running")
                | models.Q(token__isnull=False, lease_until__isnull=False),
                name="job_running_is_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.status}"


class BrokerMessage(models.Model):
    """A doorbell of the embedded broker. One of a key in a queue: ringing again adds nothing."""

    queue = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    body = models.TextField()
    visible_at = models.DateTimeField()
    reads = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["queue", "key"], name="one_doorbell_of_a_key")]
        indexes = [models.Index(fields=["queue", "visible_at"], name="doorbell_visible")]

    def __str__(self) -> str:
        return f"{self.queue} {self.key}"


class Heartbeat(models.Model):
    """When a worker last ran a periodic task: beat, broker and worker are then all alive."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
