from django.db import models
from django.utils.translation import gettext_lazy as _


class Scan(models.TextChoices):
    PENDING = "pending", _("未検査")
    CLEAN = "clean", _("検査済み")
    INFECTED = "infected", _("ウイルス検出")
    TOO_BIG = "too_big", _("検査対象外（大きすぎるため）")


class StoredFile(models.Model):
    """One content, once; who may see it is told by the rows that point here."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    scan = models.CharField(max_length=10, choices=Scan.choices, default=Scan.PENDING)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(condition=models.Q(scan__in=Scan.values), name="stored_file_scan_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.kind} {self.size}"
