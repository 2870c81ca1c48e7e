import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import Plan, PlanParty, PlanVersion
from law.states import SheetState


class Sheet(models.Model):
    """One of the two sheets: 補正 (行政手続法7条) or 照会・修正の依頼 (行政指導, 32〜35条)."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("補正")
        INQUIRY = "inquiry", _("照会・修正の依頼")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=SheetState.choices(), editable=False)
    purpose = models.TextField(_("趣旨"))
    responsible = models.CharField(_("責任者"), max_length=100)
    due_on = models.DateField(_("期限"), null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("回答"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_with = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    cleared_note = models.TextField(_("不備がなくなった経緯"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sheet_state_known", condition=Q(state__in=[state.value for state in SheetState])
            ),
            models.CheckConstraint(
                name="correction_has_a_date", condition=Q(kind="inquiry") | Q(due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="cleared_correction_says_how",
                condition=Q(state="cleared", kind="correction", cleared_at__isnull=False)
                & Q(cleared_by__isnull=False)
                & ~Q(cleared_note="")
                | ~Q(state="cleared") & Q(cleared_at__isnull=True, cleared_by__isnull=True, cleared_note=""),
            ),
            models.UniqueConstraint(
                name="one_open_correction",
                fields=["plan"],
                condition=Q(kind="correction", state=SheetState.OPEN.value),
            ),
        ]
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def case_id(self) -> uuid.UUID:
        return self.plan_id


class SheetItem(models.Model):
    """One thing to mend: which part of whom, what, and (for 補正) under which provision."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=30)
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("内容"))
    provision = models.CharField(_("根拠"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
