"""実績報告: what a company tells of what it spent, and the papers that show it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from common.models import StoredFile
from law.reports import ReportKind
from law.states import ReportState

from .grant import Grant


class PerformanceReport(models.Model):
    """One report of a grant (適正化法14条): on completion, or of the fiscal year that ended.

    Written and filed as the application was: `typed` is the draft as typed, `edition` rises with every
    saved change, what was filed is a GrantVersion of this report with its lines, units and receipt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("種類"), max_length=12, choices=ReportKind.choices(), editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"), null=True, editable=False)
    state = models.CharField(max_length=12, choices=ReportState.choices(), editable=False)
    typed = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(editable=False)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_state_known", condition=Q(state__in=[state.value for state in ReportState])
            ),
            models.CheckConstraint(
                name="year_end_report_has_its_year",
                condition=Q(kind="year_end", fiscal_year__isnull=False)
                | Q(kind="completion", fiscal_year__isnull=True),
            ),
            models.CheckConstraint(
                name="filed_report_has_arrived", condition=Q(state="draft") | Q(arrived_at__isnull=False)
            ),
            models.CheckConstraint(
                name="accepted_report_says_by_whom",
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_completion_report", fields=["grant"], condition=Q(kind="completion")
            ),
            models.UniqueConstraint(name="one_report_of_a_year", fields=["grant", "fiscal_year"]),
        ]
        ordering = ["grant_id", "fiscal_year", "started_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.fiscal_year or ''}".strip()

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def status(self) -> ReportState:
        return next(state for state in ReportState if state == self.state)


class ReportPaper(models.Model):
    """A paper of a report. It may be taken out until a version is filed with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(PerformanceReport, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    is_filed = models.BooleanField(default=False)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name
