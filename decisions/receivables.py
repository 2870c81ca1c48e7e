"""債権: what a company owes from the issue of an order on, and the urging to pay it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from grants.models import Grant
from law.money import ReturnUnder
from law.returns import LABELS
from law.states import ReceivableState

UNDER = [(under.value, LABELS[under]) for under in LABELS]


class Receivable(models.Model):
    """What one order (返還命令) wants back: bound when it is approved, owed when it is issued.

    What came in stands a floor above (`payments`), which says when it is met. `met_on` is the day on which
    the principal was; with it both charges are final. The legal due date never moves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.OneToOneField("decisions.Decision", on_delete=models.PROTECT, related_name="receivable")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="receivables")
    under = models.CharField(_("返還の根拠"), max_length=6, choices=UNDER)
    principal = models.BigIntegerField(_("返還額"))
    due_on = models.DateField(_("納期限"))
    state = models.CharField(max_length=10, choices=ReceivableState.choices(), editable=False)
    met_on = models.DateField(_("返還額を完納した日"), null=True)
    surcharge = models.BigIntegerField(_("加算金"), null=True)
    late_charge = models.BigIntegerField(_("延滞金"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="receivable_state_known",
                condition=Q(state__in=[state.value for state in ReceivableState]),
            ),
            models.CheckConstraint(
                name="receivable_under_known", condition=Q(under__in=[under for under, _label in UNDER])
            ),
            models.CheckConstraint(name="receivable_is_positive", condition=Q(principal__gt=0)),
            models.CheckConstraint(
                name="paid_receivable_is_final",
                condition=Q(state="paid", met_on__isnull=False, surcharge__gte=0, late_charge__gte=0)
                | ~Q(state="paid") & Q(met_on=None, surcharge=None, late_charge=None),
            ),
            models.CheckConstraint(
                name="surcharge_after_a_cancellation_alone",
                condition=Q(surcharge=None) | Q(surcharge=0) | Q(under=ReturnUnder.CANCELLED.value),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on", "id"], name="receivable_due")]

    def __str__(self) -> str:
        return f"{self.order} {self.principal}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def status(self) -> ReceivableState:
        return next(state for state in ReceivableState if state == self.state)


class Urging(models.Model):
    """督促: that the company was asked again, and by when it shall pay now; the due date stays as ordered."""

    receivable = models.ForeignKey(Receivable, on_delete=models.PROTECT, related_name="urgings")
    made_on = models.DateField()
    pay_by = models.DateField(_("指定する期限"))
    owed = models.BigIntegerField(_("その日の未納の額"))
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="urging_sets_a_later_day", condition=Q(pay_by__gt=F("made_on"), owed__gt=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.receivable} {self.made_on}"
