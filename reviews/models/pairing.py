import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import Plan, PlanVersion
from law.states import PairingState


class Pairing(models.Model):
    """One reviewer and one case: assignment, declaration, opinion. Advice, never a vote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="pairings")
    # Who has the post: nobody is heard twice. Null only on a second pairing older than this rule.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="pairings")
    state = models.CharField(max_length=12, choices=PairingState.choices(), editable=False)
    assigned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_on = models.DateField(_("期限"), null=True)
    declared_at = models.DateTimeField(null=True)
    recused_because = models.TextField(_("辞退の理由"), blank=True)
    opinion = models.TextField(_("意見"), blank=True)
    opinion_on = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_pairing_per_reviewer", fields=["plan", "reviewer"]),
            models.UniqueConstraint(name="one_pairing_per_person", fields=["plan", "user"]),
            models.CheckConstraint(
                name="pairing_state_known", condition=Q(state__in=[state.value for state in PairingState])
            ),
            models.CheckConstraint(
                name="opinion_after_declaration",
                condition=~Q(state=PairingState.SUBMITTED.value) | Q(declared_at__isnull=False),
            ),
        ]
        ordering = ["assigned_at"]

    def __str__(self) -> str:
        return str(self.reviewer)

    @property
    def case_id(self) -> uuid.UUID:
        return self.plan_id

    @property
    def status(self) -> PairingState:
        return next(state for state in PairingState if state == self.state)


class Score(models.Model):
    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="scores")
    item = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_score_per_item", fields=["pairing", "item"])]

    def __str__(self) -> str:
        return f"{self.item}: {self.points}"
