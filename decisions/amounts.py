"""What a decision on a grant comes to, year by year: given, fixed, and cancelled."""

from django.db import models
from django.db.models import F, Q


class DecidedAmount(models.Model):
    """What a decision to grant gives in a fiscal year; written once, with the money that it binds."""

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="amounts")
    fiscal_year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_amount_in_a_year", fields=["decision", "fiscal_year"]),
            models.CheckConstraint(name="decided_amount_is_positive", condition=Q(amount__gt=0)),
        ]
        ordering = ["fiscal_year"]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.amount}"


class FixedAmount(models.Model):
    """What a fixing comes to in a fiscal year, beside what was decided for it; written once, at the approval.

    The book moves when the letter is issued.
    """

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="fixed_amounts")
    fiscal_year = models.PositiveSmallIntegerField()
    decided = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_fixed_amount_in_a_year", fields=["decision", "fiscal_year"]),
            models.CheckConstraint(
                name="fixed_within_decided", condition=Q(amount__gte=0, amount__lte=F("decided"))
            ),
        ]
        ordering = ["fiscal_year"]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.amount}"


class CancelledAmount(models.Model):
    """What a cancellation takes of a fiscal year, beside what stood of it; written once, at the approval.

    The book moves when the letter is issued.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="cancelled_amounts"
    )
    fiscal_year = models.PositiveSmallIntegerField()
    stood = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_cancelled_amount_in_a_year", fields=["decision", "fiscal_year"]
            ),
            models.CheckConstraint(
                name="cancelled_within_what_stood", condition=Q(amount__gte=0, amount__lte=F("stood"))
            ),
        ]
        ordering = ["fiscal_year"]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.amount}"
