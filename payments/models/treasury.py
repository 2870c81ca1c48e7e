"""A payment that the ministry made in its own system, as its officer records it here."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from funds.ledger.models import Posting
from law.states import TreasuryPaymentState

from .claim import PaymentClaim


class TreasuryPayment(models.Model):
    """Of one claim, its whole sum; posted in the same transaction, and mirrored where it was a mistake."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(PaymentClaim, on_delete=models.PROTECT, related_name="treasury_payments")
    paid_on = models.DateField(_("支払の日"))
    amount = models.BigIntegerField(_("支払額"))
    reference = models.CharField(_("支払の番号"), max_length=60)
    state = models.CharField(max_length=10, choices=TreasuryPaymentState.choices(), editable=False)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    reversed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reversed_at = models.DateTimeField(null=True)
    note = models.TextField(_("取消しの理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="treasury_payment_state_known",
                condition=Q(state__in=[state.value for state in TreasuryPaymentState]),
            ),
            models.CheckConstraint(
                name="treasury_payment_says_what", condition=Q(amount__gt=0) & ~Q(reference="")
            ),
            models.CheckConstraint(
                name="treasury_payment_reversed_by_someone",
                condition=Q(state="recorded", reversed_by__isnull=True, reversed_at__isnull=True)
                | (
                    Q(state="reversed", reversed_by__isnull=False, reversed_at__gte=F("recorded_at"))
                    & ~Q(note="")
                ),
            ),
            models.UniqueConstraint(
                name="one_treasury_payment_of_a_claim", fields=["claim"], condition=Q(state="recorded")
            ),
        ]
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.claim.grant_id

    @property
    def status(self) -> TreasuryPaymentState:
        return TreasuryPaymentState.of(self.state)


class TreasuryPosting(models.Model):
    """Which postings it made; written once, with them."""

    payment = models.ForeignKey(TreasuryPayment, on_delete=models.PROTECT, related_name="postings")
    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.payment_id} {self.posting_id}"
