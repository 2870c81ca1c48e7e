"""In whose name letters leave, and who holds that office."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class Issuer(models.Model):
    """In whose name documents leave. The kind of decision names its issuer, which alone picks the key."""

    code = models.SlugField(primary_key=True, max_length=20)
    title = models.CharField(_("官職"), max_length=100)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="issuers")
    document_series = models.CharField(_("文書番号の形式"), max_length=60)
    seals = models.JSONField(_("公印の扱い"), default=dict, blank=True)  # kind of letter → Seal

    def __str__(self) -> str:
        return self.title


class OfficeHolder(models.Model):
    """Who held the office from when to when; a letter names who holds it on its date."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(_("氏名"), max_length=100)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_holder_now", fields=["issuer"], condition=Q(valid_until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name
