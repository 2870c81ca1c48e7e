"""年度の予算 of a scheme without a fund: entered by one, confirmed by another, then its book's money."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from law.deadlines import fiscal_year_label
from law.states import AppropriationState

from ..ledger.models import Source


class Appropriation(models.Model):
    """What is allotted of one budget to a scheme in one fiscal year; another budget's sum is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey("funds.Scheme", on_delete=models.PROTECT, related_name="appropriations")
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    budget = models.CharField(_("予算の科目"), max_length=100)
    number = models.CharField(_("配賦の番号"), max_length=60)
    dated_on = models.DateField(_("配賦の日"))
    amount = models.BigIntegerField(_("金額"))
    state = models.CharField(max_length=10, choices=AppropriationState.choices(), editable=False)
    source = models.OneToOneField(Source, on_delete=models.PROTECT, null=True, related_name="appropriation")
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="appropriation_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="appropriation_state_known",
                condition=Q(state__in=[state.value for state in AppropriationState]),
            ),
            models.CheckConstraint(
                name="appropriation_confirmed_by_another",
                condition=Q(confirmer__isnull=True) | ~Q(confirmer=F("drafter")),
            ),
            models.CheckConstraint(
                name="appropriation_confirmed_is_booked",
                condition=Q(
                    state="confirmed",
                    source__isnull=False,
                    confirmer__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                )
                | (~Q(state="confirmed") & Q(source__isnull=True, confirmer__isnull=True)),
            ),
            models.UniqueConstraint(
                name="one_appropriation_per_number",
                fields=["scheme", "fiscal_year", "number"],
                condition=~Q(state="dropped"),
            ),
        ]
        ordering = ["-fiscal_year", "scheme_id", "drafted_at", "id"]

    def __str__(self) -> str:
        return f"{fiscal_year_label(self.fiscal_year)} {self.budget}"

    @property
    def status(self) -> AppropriationState:
        return AppropriationState.of(self.state)
