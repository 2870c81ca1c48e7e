from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import Plan, PlanVersion


class Finding(models.Model):
    """One line of the 審査調書: a criterion, whether the plan fits it, the fact, the page."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="findings")
    criterion = models.CharField(max_length=10)
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    fits = models.BooleanField(_("適合"))
    fact = models.TextField(_("認めた事実"))
    page = models.CharField(_("申請書の箇所"), max_length=200)
    found_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_finding_per_criterion", fields=["plan", "criterion"]),
            models.CheckConstraint(name="finding_has_a_fact", condition=~Q(fact="")),
        ]
        ordering = ["criterion"]

    def __str__(self) -> str:
        return self.criterion

    @property
    def case_id(self):
        return self.plan_id
