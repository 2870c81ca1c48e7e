"""The money's frame: funds, schemes and their published versions; calls/ and ledger/ have their own."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from law.lifecycle import SchemeKind

from .appropriations.models import Appropriation
from .calls.models import Call, CallDocument, CallDocumentVersion, ClosingChange
from .ledger.models import Account, Book, Entry, Investment, Posting, Source, Year
from .schemes.models import SchemeDraft, SchemeDraftEdit

__all__ = [
    "Account",
    "Appropriation",
    "Book",
    "Call",
    "CallDocument",
    "CallDocumentVersion",
    "ClosingChange",
    "Entry",
    "Fund",
    "Investment",
    "Posting",
    "Scheme",
    "SchemeDraft",
    "SchemeDraftEdit",
    "SchemeVersion",
    "Source",
    "Year",
]
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
