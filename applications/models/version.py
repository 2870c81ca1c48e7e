"""What was filed. Rows here are written once and never changed (triggers, both databases)."""

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from common.models import StoredFile
from funds.models import SchemeVersion

from ..documents import document_name
from .plan import Plan, PlanParty

AMENDMENT = _("修正")
OCCASIONS = {
    "answer_correction": _("補正"),
    "file_paper_correction": _("補正"),
    "answer_inquiry": _("照会への回答"),
    "file_paper_answer": _("照会への回答"),
}


class JftcRequired(models.TextChoices):
    YES = "yes", _("必要")
    NO = "no", _("不要")
    OPEN = "open", _("判定できない")


class PlanVersion(models.Model):
    """A frozen plan: canonical JSON (RFC 8785), and a manifest whose hash is the plan's hash.

    `manifest` is {part: SHA-256(salt + canonical part)}, so that a party can prove its own part
    without seeing another's; `salts` are told to the part's owner and the office only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    filed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    manifest = models.JSONField()
    salts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    subsidy = models.JSONField()
    # Whether the JFTC must be asked, as it was filed: what the database's own guard on a certification reads.
    # Null only of what was filed before this was kept.
    jftc_required = models.CharField(max_length=4, choices=JftcRequired, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_number_per_plan_version")]
        ordering = ["plan_id", "number"]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"

    @property
    def occasion(self) -> str:
        """What this version was filed as."""
        return gettext("申請書") if self.number == 1 else str(OCCASIONS.get(self.act, AMENDMENT))


class VersionFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="files")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    confidential = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """What the scheme calls this document."""
        return document_name(self.version.scheme_version.document, self.document)


class Receipt(models.Model):
    """The receipt is this record; its PDF follows. Shown at once, written with the version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=24, unique=True)
    arrived_at = models.DateTimeField()
    files = models.JSONField()
    warnings = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.number


class CostLine(models.Model):
    """A cost cell: fiscal year × cost category × participant within a menu; whole yen."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="cost_lines")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, related_name="+")
    menu = models.CharField(max_length=40)
    fiscal_year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=40)
    total_cost = models.BigIntegerField()
    eligible_cost = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party", "menu", "fiscal_year", "category"], name="one_cost_cell"
            ),
            models.CheckConstraint(
                name="cost_not_negative", condition=models.Q(total_cost__gte=0, eligible_cost__gte=0)
            ),
        ]


class UnitLine(models.Model):
    """What belongs to a decision unit (participant × year × menu): income, standard amount, subsidy."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="unit_lines")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, related_name="+")
    menu = models.CharField(max_length=40)
    fiscal_year = models.PositiveSmallIntegerField()
    income = models.BigIntegerField()
    standard_amount = models.BigIntegerField(null=True)
    expected_subsidy = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party", "menu", "fiscal_year"], name="one_decision_unit"
            ),
            models.CheckConstraint(
                name="unit_not_negative", condition=models.Q(income__gte=0, expected_subsidy__gte=0)
            ),
        ]


class ProductLine(models.Model):
    """One item (品目) that moves or is newly made, as filed."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="product_lines")
    order = models.PositiveSmallIntegerField()
    row = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    ingredient = models.CharField(max_length=200)
    strength = models.CharField(max_length=200)
    approval_number = models.CharField(max_length=40)
    yj_code = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    pattern = models.CharField(max_length=20)
    from_maker = models.CharField(max_length=200)
    to_maker = models.CharField(max_length=200)
    from_site = models.CharField(max_length=200)
    to_site = models.CharField(max_length=200)
    stopped_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "row"], name="one_product_row")]
        ordering = ["order"]


class FacilityLine(models.Model):
    """A facility that is built and shared, and on what terms; `size` in whole square metres."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="facility_lines")
    row = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=300)
    size = models.PositiveIntegerField(null=True)
    rooms = models.PositiveIntegerField(null=True)
    equipment = models.TextField()
    users = models.TextField()
    terms = models.TextField()
    fee = models.TextField()
    programme = models.TextField()
    opens_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "row"], name="one_facility_row")]
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class VolumeLine(models.Model):
    """A party's own volumes of a product row: confidential to it and the ministry."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="volume_lines")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, related_name="+")
    row = models.CharField(max_length=20)
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    unit = models.CharField(max_length=20)
    fiscal_year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "party", "row"], name="one_volume_per_party"),
            models.CheckConstraint(
                name="volume_not_negative", condition=models.Q(before__gte=0, after__gte=0)
            ),
        ]


class FundingLine(models.Model):
    """How a party raises the money of a year; whole yen."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="funding_lines")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party", "fiscal_year", "source"], name="one_funding_cell"
            ),
            models.CheckConstraint(name="funding_not_negative", condition=models.Q(amount__gte=0)),
        ]


class Goal(models.Model):
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="goals")
    fiscal_year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "fiscal_year", "order"], name="one_goal_row")
        ]
        ordering = ["fiscal_year", "order"]
