"""The draft of a scheme's terms, and every hand that was laid on it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from law.states import SchemeDraftState as State

OPEN = [State.EDITING.value, State.PROPOSED.value, State.RETURNED.value]


class SchemeDraft(models.Model):
    """One open draft a scheme, or a scheme that is to be; `document` may still miss anything.

    `revision` rises with every save. `sha256` is what was put forward, and what is published.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40)
    scheme = models.ForeignKey("funds.Scheme", on_delete=models.PROTECT, null=True, related_name="drafts")
    based_on = models.ForeignKey(
        "funds.SchemeVersion", on_delete=models.PROTECT, null=True, related_name="drafts"
    )
    document = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=20, choices=State.choices(), editable=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.OneToOneField(
        "funds.SchemeVersion", on_delete=models.PROTECT, null=True, related_name="draft"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scheme_draft_state_known",
                condition=Q(state__in=[value for value, _label in State.choices()]),
            ),
            models.UniqueConstraint(
                name="one_open_draft_per_scheme", fields=["code"], condition=Q(state__in=OPEN)
            ),
            models.CheckConstraint(
                name="scheme_draft_put_forward_whole",
                condition=~Q(state__in=[State.PROPOSED.value, State.PUBLISHED.value])
                | (Q(proposed_by__isnull=False, proposed_at__isnull=False) & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="scheme_draft_published_as_a_version",
                condition=Q(state=State.PUBLISHED.value, version__isnull=False, published_by__isnull=False)
                | (~Q(state=State.PUBLISHED.value) & Q(version__isnull=True, published_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="scheme_draft_published_by_another",
                condition=Q(published_by__isnull=True)
                | (~Q(published_by=F("started_by")) & ~Q(published_by=F("proposed_by"))),
            ),
        ]
        indexes = [models.Index(fields=["-saved_at", "-id"], name="scheme_draft_saved")]

    def __str__(self) -> str:
        return str(self.document.get("name") or self.code)


class SchemeDraftEdit(models.Model):
    """Who saved what: append-only, so that whoever had a hand in a draft can never publish it.

    `changes` maps a place's label to [was, now], as both read.
    """

    draft = models.ForeignKey(SchemeDraft, on_delete=models.PROTECT, related_name="edits")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    keys = models.JSONField()
    changes = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "revision"], name="one_edit_per_revision"),
        ]
        ordering = ["draft_id", "revision"]

    def __str__(self) -> str:
        return f"{self.draft_id} r{self.revision}"
