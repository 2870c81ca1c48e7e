"""A case is what rights of access hang on: one plan, one grant, from draft to disposal."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.clock import now

from .people import Organisation, User


class Case(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    created_at = models.DateTimeField(default=now, editable=False)
    # Null while it is a draft, which the office may not see.
    filed_at = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        # A list of the office asks of each of its rows whether it is among these.
        indexes = [models.Index(fields=["id"], name="case_filed", condition=Q(filed_at__isnull=False))]

    def __str__(self) -> str:
        return str(self.id)


PARTIES = ("lead", "party")
HELD_BY_ORGANISATION = (*PARTIES, "consultee")
HELD_BY_PERSON = ("office", "reviewer")


class Access(models.Model):
    """Access is a row: who may see the case, in what capacity, from when, until when."""

    class Capacity(models.TextChoices):
        LEAD = "lead", _("代表申請者")
        PARTY = "party", _("共同申請者")
        CONSULTEE = "consultee", _("協議先")
        OFFICE = "office", _("審査する側")
        REVIEWER = "reviewer", _("審査委員")

    case = models.ForeignKey(Case, models.CASCADE, related_name="accesses")
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, db_index=False)
    capacity = models.CharField(max_length=20, choices=Capacity)
    # Instants, not days: a recused reviewer is out at once.
    valid_from = models.DateTimeField(default=now)
    valid_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # With the period, so that the index alone answers who may see what.
            models.Index(
                fields=["organisation", "capacity", "case", "valid_from", "valid_until"],
                name="access_organisation_period",
            ),
            models.Index(
                fields=["user", "capacity", "case", "valid_from", "valid_until"], name="access_user_period"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="access_one_holder",
                condition=Q(user=None, organisation__isnull=False, capacity__in=HELD_BY_ORGANISATION)
                | Q(organisation=None, user__isnull=False, capacity__in=HELD_BY_PERSON),
            ),
            models.CheckConstraint(
                name="access_period",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="access_open_once_organisation",
                fields=["case", "organisation", "capacity"],
                condition=Q(valid_until=None),
            ),
            models.UniqueConstraint(
                name="access_open_once_user",
                fields=["case", "user", "capacity"],
                condition=Q(valid_until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.organisation or self.user}"
