"""What NIBN finds: line by line, and what it asks to be mended."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Membership
from applications.models import CostLine

from .asset import Disposal
from .change import GrantChange
from .grant import Grant
from .report import PerformanceReport
from .version import GrantLine


class Checks(models.QuerySet["LineCheck"]):
    def standing(self) -> "Checks":
        """The latest of each line: what the office holds now."""
        later = LineCheck.objects.filter(line=OuterRef("line"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))


class LineCheck(models.Model):
    """査定: how much of a line's eligible cost is found good. Written once; a later one takes its place."""

    objects = Checks.as_manager()

    line = models.ForeignKey(GrantLine, on_delete=models.PROTECT, related_name="checks")
    asked = models.BigIntegerField()
    assessed = models.BigIntegerField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assessed_within_what_is_asked", condition=Q(assessed__gte=0, assessed__lte=F("asked"))
            ),
            models.CheckConstraint(
                name="reduced_line_has_a_reason", condition=Q(assessed=F("asked")) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["line", "id"], name="line_check_standing")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.assessed}"

    @property
    def is_reduced(self) -> bool:
        return self.assessed < self.asked


class Remark(models.Model):
    """One thing that the company is asked to mend: of one cost line, or of the rest of the application.

    `report`, `change`: of the report on the grant, or of its change, and then of its lines.
    `disposal`: of the application to dispose of an asset.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="remarks")
    report = models.ForeignKey(PerformanceReport, on_delete=models.PROTECT, null=True, related_name="remarks")
    change = models.ForeignKey(GrantChange, on_delete=models.PROTECT, null=True, related_name="remarks")
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, null=True, related_name="remarks")
    cost_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="remark_says_something", condition=~Q(text=""))]
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return self.text[:40]
