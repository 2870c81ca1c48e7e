import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from common.models import StoredFile
from law.grant_conditions import CONDITIONS
from law.states import ConditionState

from .grant import Grant

KINDS = [(row.kind.value, row.label) for row in CONDITIONS.values()]


class Condition(models.Model):
    """One condition of a decision to grant (適正化法7条): what it asks, by when, how it was met, what if not.

    `decision` is the id of the decision that set it, which stands in an app above. Its words never change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="conditions")
    decision = models.UUIDField(editable=False)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("種類"), max_length=20, choices=KINDS)
    text = models.TextField(_("条件"))
    due_on = models.DateField(_("期限"), null=True)
    missed = models.TextField(_("違反したとき"))
    state = models.CharField(max_length=12, choices=ConditionState.choices(), editable=False)
    report = models.TextField(_("履行の報告"), blank=True)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    evidence_name = models.CharField(max_length=200, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("差戻しの理由"), blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="condition_state_known", condition=Q(state__in=[state.value for state in ConditionState])
            ),
            models.CheckConstraint(
                name="condition_kind_known", condition=Q(kind__in=[kind for kind, _label in KINDS])
            ),
            models.CheckConstraint(name="condition_says_something", condition=~Q(text="") & ~Q(missed="")),
            models.CheckConstraint(
                name="met_condition_was_reported",
                condition=~Q(state__in=["reported", "met"]) | (~Q(report="") & Q(reported_at__isnull=False)),
            ),
            models.UniqueConstraint(fields=["decision", "order"], name="one_place_per_condition"),
        ]
        ordering = ["order"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id
