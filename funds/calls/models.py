"""A call, its documents and their versions, and each change of its closing."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.models import StoredFile
from law.calls import Phase, phase_of
from law.states import CallState, ClosingState

DRAFT, PUBLISHED, WITHDRAWN = (state.value for state in CallState)


class Call(models.Model):
    """When a scheme takes in applications: a round with an end, or for 認定 a standing intake.

    `made_by` is whoever last touched the draft, so that a publisher never publishes words of its own;
    both are empty where the system itself gave a fund its standing intake. `revision` counts what was
    changed in the draft: the publisher names the one it has seen. `menus` and `fiscal_years` narrow the
    scheme's own; empty means all of them. Once published only the closing moves (triggers, both databases).
    """

    class Kind(models.TextChoices):
        ROUND = "round", _("公募")
        STANDING = "standing", _("随時の受付")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey("funds.Scheme", on_delete=models.PROTECT, related_name="calls")
    kind = models.CharField(_("受付のしかた"), max_length=10, choices=Kind.choices, default=Kind.ROUND)
    state = models.CharField(max_length=10, choices=CallState.choices(), default=DRAFT, editable=False)
    round = models.PositiveIntegerField(_("回"))
    name = models.CharField(_("名称"), max_length=200)
    summary = models.TextField(_("募集する事業の内容"), blank=True)
    opens_at = models.DateTimeField(_("受付開始"))
    closes_at = models.DateTimeField(_("受付終了"), null=True, blank=True)
    budget = models.BigIntegerField(_("予算額"), null=True, blank=True)
    budget_note = models.CharField(_("予算の説明"), max_length=200, blank=True)
    menus = models.JSONField(_("受け付ける支援メニュー"), default=list, blank=True)
    fiscal_years = models.JSONField(_("対象とする年度"), default=list, blank=True)
    contact = models.TextField(_("照会先"), blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "round"], name="one_call_per_round", condition=~Q(state=WITHDRAWN)
            ),
            models.UniqueConstraint(
                fields=["scheme"],
                name="one_standing_intake_per_scheme",
                condition=Q(kind="standing") & ~Q(state=WITHDRAWN),
            ),
            models.CheckConstraint(
                name="call_state_known", condition=Q(state__in=[state.value for state in CallState])
            ),
            models.CheckConstraint(
                name="only_a_standing_intake_has_no_end",
                condition=Q(kind="round", closes_at__isnull=False)
                | Q(kind="standing", closes_at__isnull=True),
            ),
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="call_published_by_another",
                condition=Q(made_by__isnull=True)
                | Q(published_by__isnull=True)
                | ~Q(made_by=F("published_by")),
            ),
            models.CheckConstraint(
                name="published_call_names_its_publisher",
                condition=~Q(state=PUBLISHED)
                | (Q(published_at__isnull=False) & (Q(published_by__isnull=False) | Q(made_by__isnull=True))),
            ),
            models.CheckConstraint(
                name="call_budget_not_negative", condition=Q(budget__isnull=True) | Q(budget__gte=0)
            ),
        ]
        indexes = [
            models.Index(fields=["opens_at", "id"], name="call_opens"),
            models.Index(fields=["closes_at", "id"], name="call_closes"),
        ]
        ordering = ["scheme_id", "round"]

    def __str__(self) -> str:
        return self.name

    @property
    def status(self) -> CallState:
        return next(state for state in CallState if state == self.state)

    @property
    def is_standing(self) -> bool:
        return self.kind == self.Kind.STANDING

    def phase(self, at: datetime) -> Phase:
        return phase_of(self.opens_at, self.closes_at, at)


class CallDocument(models.Model):
    """One paper of a call; what it says stands in its versions."""

    class Kind(models.TextChoices):
        GUIDELINES = "guidelines", _("公募要領")
        TERMS = "terms", _("交付要綱")
        FORM = "form", _("様式")
        FAQ = "faq", _("FAQ")
        OTHER = "other", _("その他")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("種類"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("書類の名称"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "kind", "title"], name="one_title_per_call_and_kind"),
            models.CheckConstraint(
                name="call_document_kind_known",
                condition=Q(kind__in=["guidelines", "terms", "form", "faq", "other"]),
            ),
        ]
        ordering = ["call", "kind", "title"]

    def __str__(self) -> str:
        return self.title


class CallDocumentVersion(models.Model):
    """A file as it was told; later ones stand beside it. Public from `published_at`, then for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(CallDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    changes = models.TextField(_("変えたところ"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_number_per_call_document"),
            models.CheckConstraint(
                name="later_version_tells_its_changes", condition=Q(number=1) | ~Q(changes="")
            ),
        ]
        ordering = ["document", "-number"]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class ClosingChange(models.Model):
    """受付終了の変更: from which minute to which, why, and the two people who answer for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="closings")
    state = models.CharField(max_length=10, choices=ClosingState.choices(), editable=False)
    was = models.DateTimeField()
    closes_at = models.DateTimeField(_("新しい受付終了"))
    reason = models.TextField(_("理由"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="closing_state_known", condition=Q(state__in=[state.value for state in ClosingState])
            ),
            models.UniqueConstraint(
                fields=["call"],
                name="one_proposed_closing_per_call",
                condition=Q(state=ClosingState.PROPOSED.value),
            ),
            models.CheckConstraint(
                name="closing_approved_by_another",
                condition=~Q(state=ClosingState.APPROVED.value)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
            models.CheckConstraint(name="closing_moves", condition=~Q(was=F("closes_at"))),
        ]
        ordering = ["call", "proposed_at"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.state}"

    @property
    def extends(self) -> bool:
        return self.closes_at > self.was
