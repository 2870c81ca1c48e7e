import uuid

from django.db import models

from accounts.models import Membership
from common.models import StoredFile

from .plan import Plan


class PaperLetter(models.Model):
    """A letter that came on paper after the application: which act it is, its scan, its stamp.

    Written once and never changed (triggers). `about` is the sheet it answers, if any.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="letters")
    act = models.CharField(max_length=40)
    about = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    stamped_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["stamped_at", "entered_at"]

    def __str__(self) -> str:
        return self.name
