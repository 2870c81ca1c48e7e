"""What the API keeps of its own: whose tokens there are, and what was answered to which key."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership


class AccessToken(models.Model):
    """A program's way in, for one post. Only its hash is kept; `start` is for its owner to know it by."""

    class Scope(models.TextChoices):
        READ = "read", _("読み取りだけ")
        WRITE = "write", _("読み取りと書き込み")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("名前"), max_length=100)
    scope = models.CharField(_("できること"), max_length=5, choices=Scope)
    start = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("期限"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="token_scope_known", condition=Q(scope__in=["read", "write"])),
            models.CheckConstraint(name="token_expires", condition=Q(expires_at__gt=F("created_at"))),
        ]
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class AnsweredCall(models.Model):
    """A request with an Idempotency-Key and the answer it got. The row is the first write of the act."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key
