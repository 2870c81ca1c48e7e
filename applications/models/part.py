from django.db import models

from accounts.models import Membership

from .plan import Plan, PlanParty


class PlanPart(models.Model):
    """One section of a plan, a joint one or one party's own.

    `data` holds what was typed, as typed, under stable field names (field -> text). Forms turn it
    into checked values; nothing else reads it. `version` rises with every saved change.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parts")
    key = models.CharField(max_length=30)
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, null=True, related_name="parts")
    confidential = models.BooleanField(default=False)
    form_version = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key", "party"],
                name="one_part_per_party",
                condition=models.Q(party__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["plan", "key"], name="one_joint_part", condition=models.Q(party__isnull=True)
            ),
            models.CheckConstraint(
                name="confidential_part_has_an_owner",
                condition=models.Q(confidential=False) | models.Q(party__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class PartChange(models.Model):
    """Who changed which field, when; what was typed stays in the part, only its name here."""

    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=120)
    version = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["part", "field", "-version"], name="part_change_field")]

    def __str__(self) -> str:
        return self.field


class PartOpening(models.Model):
    """A part that was filed and may be changed again, because of `reason` (a sheet or an own wish)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="openings")
    key = models.CharField(max_length=30)
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, null=True, related_name="openings")
    sheet = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["plan", "closed_at"], name="opening_plan")]

    def __str__(self) -> str:
        return self.key
