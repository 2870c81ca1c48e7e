import uuid

from django.db import models
from django.db.models import Q

from common.clock import now

from .cases import Case
from .people import User


class Notice(models.Model):
    """What a person was told, in the words they were told it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(User, models.PROTECT, related_name="notices", db_index=False)
    # Only a draft never filed is ever deleted; what was told of it stays told.
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="notices")
    act = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_newest_first"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title
