"""What the authority says: decisions, approvals, and the documents that leave the house."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from applications.models import Plan, PlanVersion, Receipt
from common.models import StoredFile
from funds.models import Scheme
from grants.models import DisposalVersion, Grant, GrantVersion
from law.acts import Lifecycle
from law.states import DecisionState
from reviews.models import Ranking

from .amounts import CancelledAmount, DecidedAmount, FixedAmount
from .issuers import Issuer, OfficeHolder
from .kinds import (
    CHANGES,
    DECIDED_ALONE,
    DISPOSALS,
    FIXING,
    GRANT_OUTCOMES,
    OF_GRANT,
    REASONED,
    RECOVERS,
)
from .outcomes import OUTCOMES, PUBLIC_KINDS, DocumentKind, Outcome, Terms
from .receivables import Receivable, Urging

__all__ = [
    "Approval",
    "CancelledAmount",
    "DecidedAmount",
    "Decision",
    "Delivery",
    "Document",
    "FixedAmount",
    "Issuer",
    "OfficeHolder",
    "PublicEntry",
    "Receivable",
    "Urging",
    "WorkingPaper",
]


class Decision(models.Model):
    """What becomes of one version of one plan, of one application for a grant, of the report on a grant's
    completion, of a change of it, or of the disposal of an asset. Its snapshot is fixed when it is approved;
    decisions/about knows what differs between them.

    Where a call decides, `ranking` is what it was approved with, and will be issued with.
    """

    Outcome = Outcome

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="decisions")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, related_name="decisions")
    grant_version = models.ForeignKey(GrantVersion, on_delete=models.PROTECT, null=True, related_name="+")
    disposal_version = models.ForeignKey(
        DisposalVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, null=True, related_name="decisions")
    outcome = models.CharField(max_length=14, choices=Outcome)
    state = models.CharField(max_length=10, choices=DecisionState.choices(), editable=False)
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    conditions = models.JSONField(default=list)
    reasons = models.TextField(_("理由"), blank=True)
    weighing = models.JSONField(default=dict)
    particulars = models.JSONField(default=dict)  # of 取消し and of 財産処分: what else was set
    dated_on = models.DateField(_("施行日"))
    issue_at = models.DateTimeField(_("施行の日時"), null=True)
    number = models.CharField(_("管理番号"), max_length=24, null=True, unique=True)
    document_number = models.CharField(_("文書番号"), max_length=60, null=True, unique=True)
    approved_at = models.DateTimeField(null=True)
    snapshot = models.TextField(blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(null=True)
    note = models.TextField(_("差戻し・廃案の理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_state_known", condition=Q(state__in=[state.value for state in DecisionState])
            ),
            models.CheckConstraint(
                name="decision_of_plan_or_grant",
                condition=Q(
                    plan__isnull=False, version__isnull=False, grant__isnull=True, grant_version__isnull=True
                )
                & ~Q(outcome__in=OF_GRANT)
                | Q(
                    plan__isnull=True,
                    version__isnull=True,
                    grant__isnull=False,
                    grant_version__isnull=False,
                    outcome__in=OF_GRANT,
                ),
            ),
            models.UniqueConstraint(
                name="one_live_decision",
                fields=["plan"],
                condition=~Q(state=DecisionState.VOIDED.value),
            ),
            models.UniqueConstraint(
                name="one_live_grant_decision",
                fields=["grant"],
                condition=~Q(state=DecisionState.VOIDED.value) & Q(outcome__in=GRANT_OUTCOMES),
            ),
            models.UniqueConstraint(
                name="one_live_change_decision",
                fields=["grant_version"],
                condition=~Q(state=DecisionState.VOIDED.value) & Q(outcome__in=CHANGES),
            ),
            models.UniqueConstraint(
                name="one_live_disposal_decision",
                fields=["disposal_version"],
                condition=~Q(state=DecisionState.VOIDED.value) & Q(outcome__in=DISPOSALS),
            ),
            models.CheckConstraint(
                name="disposal_decision_of_its_version",
                condition=Q(outcome__in=DISPOSALS, disposal_version__isnull=False)
                | (~Q(outcome__in=DISPOSALS) & Q(disposal_version__isnull=True)),
            ),
            models.UniqueConstraint(
                name="one_live_fixing",
                fields=["grant"],
                condition=~Q(state=DecisionState.VOIDED.value) & Q(outcome=FIXING),
            ),
            models.UniqueConstraint(
                name="one_recovery_under_way",
                fields=["grant"],
                condition=~Q(state__in=["voided", "issued"]) & Q(outcome__in=RECOVERS),
            ),
            models.CheckConstraint(
                name="approved_decision_is_fixed",
                condition=Q(state__in=["drafted", "returned", "voided"])
                | (Q(number__isnull=False) & ~Q(snapshot_sha256="")),
            ),
            models.CheckConstraint(
                name="refusal_has_reasons",
                condition=~Q(outcome__in=REASONED) | ~Q(reasons=""),
            ),
            models.CheckConstraint(
                name="issued_decision_has_its_instant",
                condition=Q(state="issued", issued_at__isnull=False)
                | ~Q(state="issued") & Q(issued_at__isnull=True),
            ),
            models.CheckConstraint(
                name="call_decides_by_ranking",
                condition=Q(outcome__in=DECIDED_ALONE, ranking__isnull=True)
                | (~Q(outcome__in=DECIDED_ALONE) & Q(ranking__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["state", "issue_at"], name="decision_due")]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def case_id(self) -> uuid.UUID:
        return self.plan_id or self.grant_id

    @property
    def terms(self) -> Terms:
        return OUTCOMES[self.outcome]

    @property
    def lifecycle(self) -> Lifecycle:
        """Its rows; of a grant those of its authority."""
        own = self.terms.lifecycle
        return own if self.grant is None else self.grant.under(own)


class Approval(models.Model):
    """決裁: taken here by another person, or recorded from the office's own system."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="approval")
    at = models.DateTimeField()
    snapshot_sha256 = models.CharField(max_length=64)
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    external_number = models.CharField(_("決裁番号"), max_length=60, blank=True)
    external_on = models.DateField(_("決裁日"), null=True)
    external_approver = models.CharField(_("決裁者"), max_length=100, blank=True)
    external_scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approver_is_not_drafter",
                condition=Q(approver__isnull=True) | ~Q(approver=F("drafter")),
            ),
            models.CheckConstraint(
                name="approved_here_or_recorded",
                condition=Q(approver__isnull=False, external_number="")
                | (
                    Q(approver__isnull=True, external_on__isnull=False)
                    & ~Q(external_approver="")
                    & ~Q(external_number="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision)


def public_id() -> str:
    """128 random bits: what a QR code carries, and nobody can guess."""
    return secrets.token_hex(16)


class Document(models.Model):
    """A sealed PDF for one addressee. Once sealed only its status and its delivery move on."""

    Kind = DocumentKind

    class Status(models.TextChoices):
        VALID = "valid", _("有効")
        SUPERSEDED = "superseded", _("差替え済み")
        CANCELLED = "cancelled", _("取消し")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="documents")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="documents")
    addressee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="documents")
    number = models.CharField(_("管理番号"), max_length=30, unique=True)
    document_number = models.CharField(_("文書番号"), max_length=60, blank=True)
    dated_on = models.DateField()
    content = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="documents")
    sealed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.VALID)
    status_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_of_decision_or_receipt",
                condition=Q(decision__isnull=False, receipt__isnull=True)
                | Q(decision__isnull=True, receipt__isnull=False),
            ),
            models.UniqueConstraint(name="one_receipt_copy_each", fields=["receipt", "addressee"]),
            models.CheckConstraint(
                name="issued_document_is_sealed",
                condition=Q(issued_at__isnull=True) | Q(file__isnull=False, sealed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="document_falls_on_a_day",
                condition=Q(status="valid", status_on__isnull=True)
                | Q(status__in=["superseded", "cancelled"], status_on__isnull=False),
            ),
        ]
        ordering = ["number"]
        indexes = [
            # Nearly all stand, so only those that no longer do are worth an index.
            models.Index(name="document_fallen", fields=["status"], condition=~Q(status="valid")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def case_id(self) -> uuid.UUID:
        return self.decision.case_id if self.decision else self.receipt.version.plan_id


class PublicEntry(models.Model):
    """公表一覧の1行: one 認定 or 採択, as its first letter tells it to anyone who asks.

    Written at its issue from what the letter says and the public may read; whether it still stands, the
    letter's status says. A decision without an entry is told to nobody (docs/adr/0017).
    """

    Kind = DocumentKind

    kind = models.CharField(max_length=20, choices=Kind)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="public_entry")
    letter = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="public_entry")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(_("管理番号"), max_length=30, unique=True)
    dated_on = models.DateField()
    parties = models.JSONField()  # names, the representative's first
    title = models.TextField()
    search = models.TextField(editable=False)  # bigrams of the names and the title

    class Meta:
        constraints = [
            models.CheckConstraint(name="entry_of_public_kind", condition=Q(kind__in=PUBLIC_KINDS)),
        ]
        indexes = [
            models.Index(fields=["kind", "number", "id"], name="entry_number"),
            models.Index(fields=["kind", "dated_on", "id"], name="entry_day"),
            models.Index(fields=["kind", "scheme", "number", "id"], name="entry_scheme_number"),
            models.Index(fields=["kind", "scheme", "dated_on", "id"], name="entry_scheme_day"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def names(self) -> str:
        return "、".join(self.parties)


class WorkingPaper(models.Model):
    """A paper of the office's own, drawn on request: 審査調書, 順位表, or a draft of a letter (案).

    It leaves no house and binds nobody; a later one stands beside it.
    """

    class Kind(models.TextChoices):
        FINDINGS = "findings", _("審査調書")
        CERTIFICATE = "certificate", _("認定通知書（案）")
        REFUSAL = "refusal", _("不認定通知書（案）")
        RANKING = "ranking", _("順位表")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="papers")
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, null=True, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind)
    contents = models.JSONField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="paper_of_plan_or_ranking",
                condition=Q(plan__isnull=False, ranking__isnull=True)
                | Q(plan__isnull=True, ranking__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def case_id(self) -> uuid.UUID | None:
        return self.plan_id


class Delivery(models.Model):
    """How a document reached its addressee. Electronic only to who chose it (情報通信技術活用法7条)."""

    class Channel(models.TextChoices):
        ELECTRONIC = "electronic", _("電子")
        PAPER = "paper", _("紙")

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="delivery")
    channel = models.CharField(max_length=10, choices=Channel)
    made_available_at = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)
    first_opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    dispatched_on = models.DateField(_("発送日"), null=True)
    dispatched_by = models.CharField(_("発送の方法"), max_length=60, blank=True)
    tracking = models.CharField(_("追跡番号"), max_length=40, blank=True)
    delivered_on = models.DateField(_("到達日"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delivered_after_dispatch",
                condition=Q(delivered_on__isnull=True)
                | Q(dispatched_on__isnull=False, delivered_on__gte=F("dispatched_on")),
            )
        ]
        indexes = [
            # Few letters are under way at any time, among all that ever arrived.
            models.Index(
                name="delivery_open",
                fields=["document"],
                condition=Q(channel="paper", delivered_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
