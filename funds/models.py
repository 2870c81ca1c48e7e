"""The money's frame: funds, schemes and their published versions."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from law.lifecycle import SchemeKind

KINDS = [
    (SchemeKind.CERTIFICATION.value, _("認定（基金）")),
    (SchemeKind.ADOPTION.value, _("採択（補助金）")),
    (SchemeKind.COMMISSION.value, _("委託")),
]


class Fund(models.Model):
    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100)
    law_fund = models.CharField(max_length=40)  # the key in law.parameters.SUNSETS

    def __str__(self) -> str:
        return self.name


class Scheme(models.Model):
    code = models.SlugField(primary_key=True, max_length=40)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, blank=True, related_name="schemes")
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scheme_kind_known", condition=models.Q(kind__in=[value for value, _label in KINDS])
            ),
            models.CheckConstraint(
                name="certification_has_a_fund",
                condition=~models.Q(kind=SchemeKind.CERTIFICATION.value) | models.Q(fund__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchemeVersion(models.Model):
    """One checked document, immutable once published, published by a second person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_number_per_scheme_version"),
            models.CheckConstraint(
                name="scheme_published_by_another",
                condition=~models.Q(drafted_by=models.F("published_by")),
            ),
        ]
        ordering = ["scheme_id", "number"]

    def __str__(self) -> str:
        return f"{self.scheme_id} v{self.number}"


class Call(models.Model):
    """When a scheme takes in applications: a round with an end, or for 認定 a standing intake.

    Arrival decides: an application belongs to the call in whose window it arrived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="calls")
    round = models.PositiveIntegerField(_("回"))
    name = models.CharField(_("名称"), max_length=200)
    opens_at = models.DateTimeField(_("受付開始"))
    closes_at = models.DateTimeField(_("受付終了"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "round"], name="one_call_per_round"),
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
            ),
        ]
        ordering = ["scheme_id", "round"]

    def __str__(self) -> str:
        return self.name


from .schemes.models import SchemeDraft, SchemeDraftEdit  # noqa: E402  (they point to the models above)

__all__ = ["KINDS", "Call", "Fund", "Scheme", "SchemeDraft", "SchemeDraftEdit", "SchemeVersion"]
