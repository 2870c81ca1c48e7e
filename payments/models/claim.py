"""請求: what a company asks to be paid of its grant, of one fiscal year."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from decisions.models import Decision
from grants.models import Grant
from law.payments import KIND_LABELS
from law.states import ClaimState
from law.zengin import MOST_AMOUNT

KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items()]
LIVE_CLAIMS = ("open", "drafted", "released")


class PaymentClaim(models.Model):
    """概算払 or 精算払. `decision` is what the money stands on; what is claimed counts as taken until it is
    paid (then the book says so) or no longer claimed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("請求の番号"), max_length=24, unique=True, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="payment_claims")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="payment_claims")
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("支払の種類"), max_length=10, choices=KINDS)
    amount = models.BigIntegerField(_("請求額"))
    reason = models.TextField(_("概算払を必要とする理由"), blank=True)
    state = models.CharField(max_length=10, choices=ClaimState.choices(), editable=False)
    claimed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    note = models.TextField(_("差戻しの理由"), blank=True)
    paid_on = models.DateField(_("支払の日"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claim_state_known", condition=Q(state__in=[state.value for state in ClaimState])
            ),
            models.CheckConstraint(
                name="claim_kind_known", condition=Q(kind__in=[kind for kind, _label in KINDS])
            ),
            models.CheckConstraint(
                name="claim_fits_a_transfer", condition=Q(amount__gt=0, amount__lte=MOST_AMOUNT)
            ),
            models.CheckConstraint(name="advance_says_why", condition=~Q(kind="advance") | ~Q(reason="")),
            models.CheckConstraint(
                name="returned_claim_says_why", condition=~Q(state="returned") | ~Q(note="")
            ),
            models.CheckConstraint(
                name="paid_claim_has_its_day",
                condition=Q(state="paid", paid_on__isnull=False)
                | (~Q(state="paid") & Q(paid_on__isnull=True)),
            ),
            models.UniqueConstraint(
                name="one_live_claim",
                fields=["decision", "fiscal_year", "kind"],
                condition=Q(state__in=LIVE_CLAIMS),
            ),
        ]
        indexes = [models.Index(fields=["state", "claimed_at", "id"], name="claim_waiting")]
        ordering = ["-claimed_at", "id"]

    def __str__(self) -> str:
        return f"{self.number} {self.amount}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def status(self) -> ClaimState:
        return next(state for state in ClaimState if state == self.state)
