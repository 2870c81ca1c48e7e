from django.db import models


class AuditEvent(models.Model):
    """One act, as it happened. Ids and hashes only: rows outlive the people in them.

    Actor and membership are plain numbers, since no row above may ever pull one of these away.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=30)
    act = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    case_id = models.UUIDField(null=True, db_index=True)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.id} {self.act} {self.subject_type} {self.subject_id}"


class AuditSeal(models.Model):
    """One link of the chain; `seq` has no gap, so a missing link shows."""

    seq = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=1), name="seal_from_one")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"
