"""入金: what a company pays towards a receivable, as the bank tells it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from decisions.models import Receivable
from funds.ledger.models import Posting
from law.states import RemittanceState


def _post() -> "models.ForeignKey[Membership | None]":
    return models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")


class Remittance(models.Model):
    """One receipt: first towards the principal, what is above it towards the charges (施行令10条2項).

    Never changed: a mistaken one is reversed with its postings, and entered anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receivable = models.ForeignKey(Receivable, on_delete=models.PROTECT, related_name="remittances")
    place = models.PositiveIntegerField()
    on = models.DateField(_("入金の日"))
    principal = models.BigIntegerField(_("返還額に充てた額"))
    charges = models.BigIntegerField(_("加算金・延滞金に充てた額"))
    reference = models.CharField(_("銀行の照会番号"), max_length=60)
    state = models.CharField(max_length=10, choices=RemittanceState.choices(), editable=False)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    reversed_by = _post()
    reversed_at = models.DateTimeField(null=True)
    note = models.TextField(_("取消しの理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="remittance_state_known",
                condition=Q(state__in=[state.value for state in RemittanceState]),
            ),
            models.CheckConstraint(
                name="remittance_of_something",
                condition=Q(principal__gte=0, charges__gte=0)
                & (Q(principal__gt=0) | Q(charges__gt=0))
                & ~Q(reference=""),
            ),
            models.CheckConstraint(
                name="reversed_remittance_says_why",
                condition=Q(state="recorded", reversed_by=None, reversed_at=None, note="")
                | (
                    Q(state="reversed", reversed_by__isnull=False, reversed_at__gte=F("recorded_at"))
                    & ~Q(note="")
                ),
            ),
            models.UniqueConstraint(name="one_place_of_a_receivable", fields=["receivable", "place"]),
        ]
        ordering = ["receivable_id", "place"]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"

    @property
    def amount(self) -> int:
        return self.principal + self.charges

    @property
    def case_id(self) -> uuid.UUID:
        return self.receivable.grant_id

    @property
    def status(self) -> RemittanceState:
        return next(state for state in RemittanceState if state == self.state)


class RemittancePosting(models.Model):
    """Which postings a receipt made: those that its reversal mirrors. Append-only."""

    remittance = models.ForeignKey(Remittance, on_delete=models.PROTECT, related_name="postings")
    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.remittance_id} {self.posting_id}"
