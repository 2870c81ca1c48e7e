"""財産 (適正化法22条): what a grant bought or improved, and each application to dispose of one."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import CostLine
from law.assets import AssetKind, DisposalKind, Gained
from law.states import AssetState, DisposalState

from .evidence import Evidence
from .grant import Grant

OPEN_DISPOSALS = ("filed", "correction")


class Asset(models.Model):
    """One asset in a grant's register (取得財産等管理台帳), counted from 1; its revisions say how it stood.

    `is_guarded`: it is of what the law or the scheme restricts, as the scheme stood when it was written.
    `years` is None while nobody has set the period, which then does not end. Sums are whole yen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="assets")
    number = models.PositiveIntegerField(editable=False)
    state = models.CharField(max_length=12, choices=AssetState.choices(), editable=False)
    name = models.CharField(_("財産の名称"), max_length=200)
    kind = models.CharField(_("財産の種類"), max_length=12, choices=AssetKind.choices())
    gained = models.CharField(_("取得・効用の増加の別"), max_length=8, choices=Gained.choices())
    place = models.CharField(_("所在地・設置場所"), max_length=300)
    quantity = models.PositiveIntegerField(_("数量"))
    acquired_on = models.DateField(_("取得年月日"))
    cost_with_tax = models.BigIntegerField(_("取得価額（税込）"))
    cost_without_tax = models.BigIntegerField(_("取得価額（税抜）"))
    cost_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    share = models.BigIntegerField(_("充てた補助金の額"))
    note = models.TextField(_("備考"), blank=True)
    is_guarded = models.BooleanField(editable=False)
    years = models.PositiveSmallIntegerField(null=True, editable=False)
    restricted_until = models.DateField(null=True, editable=False)
    edition = models.PositiveIntegerField(default=1, editable=False)
    registered_at = models.DateTimeField(editable=False)
    registered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_number_per_asset", fields=["grant", "number"]),
            models.CheckConstraint(
                name="asset_state_known", condition=Q(state__in=[state.value for state in AssetState])
            ),
            models.CheckConstraint(
                name="asset_kind_known", condition=Q(kind__in=[kind.value for kind in AssetKind])
            ),
            models.CheckConstraint(name="asset_has_a_quantity", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="asset_sums_in_order",
                condition=Q(
                    cost_without_tax__gte=1,
                    cost_with_tax__gte=F("cost_without_tax"),
                    share__gte=1,
                    share__lte=F("cost_with_tax"),
                ),
            ),
            models.CheckConstraint(
                name="asset_ends_with_its_years",
                condition=Q(years__isnull=True, restricted_until__isnull=True)
                | Q(years__gte=1, restricted_until__gt=F("acquired_on"), is_guarded=True),
            ),
        ]
        indexes = [models.Index(fields=["restricted_until", "id"], name="asset_restricted_until")]
        ordering = ["grant_id", "number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def status(self) -> AssetState:
        return AssetState.of(self.state)


class AssetRevision(models.Model):
    """How an asset was written from then on, by whom and why. Written once."""

    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    values = models.JSONField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_number_per_asset_revision", fields=["asset", "number"])
        ]
        ordering = ["asset_id", "number"]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.number}"


class Disposal(models.Model):
    """An application to dispose of one asset; what was filed is its versions. One is open at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="disposals")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="disposals")
    number = models.PositiveIntegerField(editable=False)
    state = models.CharField(max_length=12, choices=DisposalState.choices(), editable=False)
    arrived_at = models.DateTimeField(editable=False)
    filed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_number_per_disposal", fields=["grant", "number"]),
            models.CheckConstraint(
                name="disposal_state_known", condition=Q(state__in=[state.value for state in DisposalState])
            ),
            models.UniqueConstraint(
                name="one_open_disposal", fields=["asset"], condition=Q(state__in=OPEN_DISPOSALS)
            ),
        ]
        ordering = ["grant_id", "number"]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.number}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def status(self) -> DisposalState:
        return DisposalState.of(self.state)


class DisposalVersion(models.Model):
    """What was filed: canonical JSON (RFC 8785) and its hash, with the asset as it stood. Written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    arrived_at = models.DateTimeField()
    filed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    receipt_number = models.CharField(_("受付番号"), max_length=24, unique=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("処分の種類"), max_length=12, choices=DisposalKind.choices())
    counterpart = models.CharField(_("相手方"), max_length=200, blank=True)
    proceeds = models.BigIntegerField(_("処分の対価"))
    remaining = models.BigIntegerField(_("残存価額"))
    why = models.TextField(_("処分の理由"))
    planned_on = models.DateField(_("処分の予定日"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_number_per_disposal_version", fields=["disposal", "number"]),
            models.CheckConstraint(
                name="disposal_kind_known", condition=Q(kind__in=[kind.value for kind in DisposalKind])
            ),
            models.CheckConstraint(
                name="disposal_sums_not_negative", condition=Q(proceeds__gte=0, remaining__gte=0)
            ),
            models.CheckConstraint(name="disposal_says_why", condition=~Q(why="")),
        ]
        ordering = ["disposal_id", "number"]

    def __str__(self) -> str:
        return f"{self.disposal_id} v{self.number}"
