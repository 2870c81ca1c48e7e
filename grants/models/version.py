"""What was filed. Rows here are written once and never changed (triggers, both databases)."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from applications.models import CostLine

from .change import GrantChange
from .grant import Grant
from .report import PerformanceReport


class GrantVersion(models.Model):
    """A frozen application: canonical JSON (RFC 8785), its hash, and the sum it asks for with the trace.

    Or a frozen report on it (`report`): what was spent, and the sum that comes of it by the scheme's rule.
    Or a frozen change of it (`change`): what the grant is to stand on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="versions")
    report = models.ForeignKey(
        PerformanceReport, on_delete=models.PROTECT, null=True, related_name="versions"
    )
    change = models.ForeignKey(GrantChange, on_delete=models.PROTECT, null=True, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    arrived_at = models.DateTimeField()
    filed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    amount = models.BigIntegerField()
    subsidy = models.JSONField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "number"],
                name="one_number_per_grant_version",
                condition=Q(report=None, change=None),
            ),
            models.UniqueConstraint(fields=["report", "number"], name="one_number_per_report_version"),
            models.UniqueConstraint(
                fields=["change", "number"],
                name="one_number_per_change_version",
                condition=Q(change__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_asks_for_something",
                condition=Q(amount__gt=0) | Q(report__isnull=False, amount__gte=0),
            ),
            models.CheckConstraint(
                name="grant_work_has_a_period", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
        ]
        ordering = ["grant_id", "number"]

    def __str__(self) -> str:
        return f"{self.grant_id} v{self.number}"


class GrantLine(models.Model):
    """What is asked for one cost line of the certified plan; whole yen."""

    version = models.ForeignKey(GrantVersion, on_delete=models.PROTECT, related_name="lines")
    cost_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="+")
    total_cost = models.BigIntegerField()
    eligible_cost = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "cost_line"], name="one_grant_line"),
            models.CheckConstraint(
                name="grant_line_not_negative", condition=Q(total_cost__gte=0, eligible_cost__gte=0)
            ),
        ]
        ordering = ["cost_line__fiscal_year", "cost_line_id"]

    def __str__(self) -> str:
        return f"{self.cost_line_id} {self.eligible_cost}"


class GrantUnit(models.Model):
    """What is asked per year and menu, where the sum is cut once: income, standard amount, the sum."""

    version = models.ForeignKey(GrantVersion, on_delete=models.PROTECT, related_name="units")
    fiscal_year = models.PositiveSmallIntegerField()
    menu = models.CharField(max_length=40)
    income = models.BigIntegerField()
    standard_amount = models.BigIntegerField(null=True)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "fiscal_year", "menu"], name="one_grant_unit"),
            models.CheckConstraint(name="grant_unit_not_negative", condition=Q(income__gte=0, amount__gte=0)),
        ]
        ordering = ["fiscal_year", "menu"]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.menu} {self.amount}"


class GrantReceipt(models.Model):
    """The receipt is this record, written with the version and shown at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(GrantVersion, on_delete=models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=24, unique=True)
    arrived_at = models.DateTimeField()
    warnings = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.number
