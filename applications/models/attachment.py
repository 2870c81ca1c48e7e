import uuid

from django.db import models

from accounts.models import Membership
from common.models import StoredFile

from ..documents import PAPER_SCAN
from .plan import Plan, PlanParty


class Attachment(models.Model):
    """A file in the working copy of a plan. What was filed is a VersionFile."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="attachments")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, null=True, related_name="attachments")
    document = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    confidential = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="confidential_attachment_has_an_owner",
                condition=models.Q(confidential=False)
                | models.Q(party__isnull=False)
                | models.Q(document=PAPER_SCAN),
            )
        ]

    def __str__(self) -> str:
        return self.name
