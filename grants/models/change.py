"""What a company changes of its grant after the decision: told as a notice, or asked for."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from law.changes import ChangeKind
from law.states import ChangeState

from .grant import Grant

OPEN_CHANGES = ("draft", "filed", "correction")
STANDING_CHANGES = ("notified", "approved")


class GrantChange(models.Model):
    """One change of a granted grant (適正化法7条1項1号・3号): of its plan, 中止 or 廃止; counted from 1.

    Written and filed as the application was: `typed` is the draft as typed, `edition` rises with every
    saved change, what was filed is a GrantVersion of this change. One is open at a time, so the last that
    was begun among those that stand is what the grant stands on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(_("種類"), max_length=12, choices=ChangeKind.choices(), editable=False)
    state = models.CharField(max_length=12, choices=ChangeState.choices(), editable=False)
    typed = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(editable=False)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="change_state_known", condition=Q(state__in=[state.value for state in ChangeState])
            ),
            models.CheckConstraint(
                name="change_kind_known", condition=Q(kind__in=[kind.value for kind in ChangeKind])
            ),
            models.CheckConstraint(
                name="filed_change_has_arrived", condition=Q(state="draft") | Q(arrived_at__isnull=False)
            ),
            models.CheckConstraint(name="no_stop_by_notice", condition=~Q(state="notified") | Q(kind="plan")),
            models.UniqueConstraint(name="one_number_per_change", fields=["grant", "number"]),
            models.UniqueConstraint(
                name="one_open_change", fields=["grant"], condition=Q(state__in=OPEN_CHANGES)
            ),
        ]
        ordering = ["grant_id", "number"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def status(self) -> ChangeState:
        return next(state for state in ChangeState if state == self.state)

    @property
    def stops(self) -> bool:
        return self.kind != ChangeKind.PLAN
