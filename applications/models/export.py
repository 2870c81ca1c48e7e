import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.exported import Form
from accounts.models import Membership


class ListExport(models.Model):
    """A long list that somebody takes along as a file; a Job writes it, and it goes after some days.

    The list stays an address: what it holds is told when the Job reads it, and only as much as the
    post that asked may still see. `table` is its code in `accounts.exported`.
    """

    FORMS = [(Form.XLSX.value, "Excel"), (Form.CSV.value, "CSV"), (Form.PDF.value, "PDF")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="exports")
    table = models.CharField(max_length=20, default="worklist")
    form = models.CharField(max_length=4, choices=FORMS, default=Form.XLSX.value)
    query = models.CharField(max_length=1000, blank=True)
    total = models.PositiveIntegerField(_("件数"))
    written = models.PositiveIntegerField(_("書き出した件数"), default=0)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="export_asked")]
        constraints = [
            models.CheckConstraint(
                name="export_ends_once",
                condition=models.Q(finished_at__isnull=True) | models.Q(cancelled_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.asked_at:%Y-%m-%d %H:%M} {self.written}/{self.total}"

    @property
    def path(self) -> Path:
        return Path(settings.FILES_DIR) / "exports" / f"{self.pk}.{self.form}"

    @property
    def job_key(self) -> str:
        return f"export:{self.pk}"
