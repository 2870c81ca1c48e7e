from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership


class SavedView(models.Model):
    """A work list as somebody likes it: its filters and order, as the address carries them."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("名前"), max_length=40)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "name"], name="one_saved_view_per_name"),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
