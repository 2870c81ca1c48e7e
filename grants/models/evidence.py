"""証憑: each payment on a cost line of a grant, and the files that show it."""

import uuid
from collections.abc import Iterator
from datetime import date

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import CostLine
from common.models import StoredFile
from law.evidence import PaperKind, Payment, PayMethod, Step

from .grant import Grant
from .version import GrantVersion

SUMS = (*(f"{step}_sum" for step in Step), "rival_sum", "eligible_sum")
DAYS = (*(f"{step}_on" for step in Step), "rival_on")


NO_DIGITS = Func(F("supplier_number"), Value("0123456789"), function="LTRIM", output_field=models.TextField())


def _not_negative() -> Q:
    whole = Q()
    for name in SUMS:
        whole &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})
    return whole


class Rows(models.QuerySet["Evidence"]):
    def live(self) -> "Rows":
        """What the company keeps now: neither taken out nor replaced by a mended row."""
        return self.filter(removed_at=None)


class Evidence(models.Model):
    """One payment, under the number that the company gave it. What is not known yet is empty.

    Once a report is filed with it (`filed_at`) a row never changes: what is mended afterwards is a new row
    that `replaces` it, and what is taken out stays with `removed_at`. `invoice_key` is supplier and invoice
    number in one form, by which the office sees the same invoice elsewhere. Sums are whole yen.
    """

    objects = Rows.as_manager()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="evidence")
    cost_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("証憑番号"), max_length=40)
    item = models.CharField(_("品目・内容"), max_length=200, blank=True)
    supplier = models.CharField(_("取引先"), max_length=200, blank=True)
    supplier_number = models.CharField(_("取引先の法人番号"), max_length=13, blank=True)
    is_related = models.BooleanField(_("関係会社"), default=False)
    quoted_on = models.DateField(null=True)
    quoted_sum = models.BigIntegerField(null=True)
    rival_on = models.DateField(null=True)
    rival_sum = models.BigIntegerField(null=True)
    choice_reason = models.TextField(_("選定理由"), blank=True)
    ordered_on = models.DateField(null=True)
    ordered_sum = models.BigIntegerField(null=True)
    contracted_on = models.DateField(null=True)
    contracted_sum = models.BigIntegerField(null=True)
    delivered_on = models.DateField(null=True)
    delivered_sum = models.BigIntegerField(null=True)
    inspected_on = models.DateField(null=True)
    inspected_sum = models.BigIntegerField(null=True)
    invoiced_on = models.DateField(null=True)
    invoiced_sum = models.BigIntegerField(null=True)
    invoice_number = models.CharField(_("請求書番号"), max_length=60, blank=True)
    paid_on = models.DateField(null=True)
    paid_sum = models.BigIntegerField(null=True)
    paid_by = models.CharField(_("支払方法"), max_length=10, choices=PayMethod.choices(), blank=True)
    eligible_sum = models.BigIntegerField(null=True)
    note = models.TextField(_("備考"), blank=True)
    invoice_key = models.CharField(max_length=280, blank=True, editable=False)
    edition = models.PositiveIntegerField(default=1, editable=False)
    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", editable=False
    )
    filed_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_evidence_per_number", fields=["grant", "number"], condition=Q(removed_at=None)
            ),
            models.CheckConstraint(name="evidence_has_a_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="evidence_corporate_number",
                condition=Q(supplier_number="")
                | Q(Exact(Length("supplier_number"), 13), Exact(NO_DIGITS, Value(""))),
            ),
            models.CheckConstraint(name="evidence_not_negative", condition=_not_negative()),
            models.CheckConstraint(
                name="evidence_eligible_within_paid",
                condition=Q(eligible_sum__isnull=True)
                | Q(paid_sum__isnull=False, eligible_sum__lte=F("paid_sum")),
            ),
            models.CheckConstraint(
                name="evidence_pay_method_known",
                condition=Q(paid_by="") | Q(paid_by__in=[each.value for each in PayMethod]),
            ),
        ]
        indexes = [
            models.Index(fields=["grant", "cost_line"], name="evidence_of_line"),
            models.Index(fields=["invoice_key"], name="evidence_invoice", condition=~Q(invoice_key="")),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id

    @property
    def steps(self) -> Iterator[tuple[Step, date | None, int | None]]:
        """Each step with its day and its sum, either of which may be None."""
        for step in Step:
            yield step, getattr(self, f"{step}_on"), getattr(self, f"{step}_sum")

    def as_payment(self) -> Payment:
        """As the law reads it."""
        return Payment(
            days={step: day for step, day, _sum in self.steps if day is not None},
            sums={step: paid for step, _day, paid in self.steps if paid is not None},
            rival_on=self.rival_on,
            has_rival=self.rival_on is not None or self.rival_sum is not None,
            reason=self.choice_reason,
            is_related=self.is_related,
        )


class EvidenceFile(models.Model):
    """A file on a row, and what it shows. The same file may hang on several rows and show several things."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    shows = models.CharField(_("書類の種類"), max_length=12, choices=PaperKind.choices())
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    is_filed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_file_shows_one_thing_once", fields=["evidence", "file", "shows"]
            ),
            models.CheckConstraint(
                name="evidence_paper_known", condition=Q(shows__in=[each.value for each in PaperKind])
            ),
        ]
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name


class FiledEvidence(models.Model):
    """A version of a report rests on this row. Written with the version and never changed."""

    version = models.ForeignKey(GrantVersion, on_delete=models.PROTECT, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="filings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "evidence"], name="one_filing_of_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.evidence_id}"


class Marks(models.QuerySet["EvidenceCheck"]):
    def standing(self) -> "Marks":
        """The latest of each row: what the office holds now."""
        later = EvidenceCheck.objects.filter(evidence=OuterRef("evidence"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))


class EvidenceCheck(models.Model):
    """NIBN saw a filed row; with `asks` it has something to ask, which rides on its line's remark.

    A row never changes once it is filed, so a mark stands for every version that names the row.
    """

    objects = Marks.as_manager()

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="checks")
    asks = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["evidence", "id"], name="evidence_check_standing")]

    def __str__(self) -> str:
        return self.asks[:40]


class EvidenceUpload(models.Model):
    """A table and its papers as taken in, looked at before they are kept: one at a time for a person.

    `cells`: the rows as read, [place in the sheet, {column: text}]; `refused`: papers not taken, [name, why].
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="evidence_uploads")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    cells = models.JSONField()
    refused = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "by"], name="one_upload_at_a_time")]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.at}"

    @property
    def case_id(self) -> uuid.UUID:
        return self.grant_id


class UploadedPaper(models.Model):
    """A file out of the ZIP; `number`: the 証憑番号 that its name begins with, "" where there is none."""

    upload = models.ForeignKey(EvidenceUpload, on_delete=models.CASCADE, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)
    shows = models.JSONField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
