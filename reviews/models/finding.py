from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import Plan, PlanVersion


class Findings(models.QuerySet["Finding"]):
    def standing(self) -> "Findings":
        """The latest about each criterion: what the office holds now."""
        later = Finding.objects.filter(
            plan=OuterRef("plan"), criterion=OuterRef("criterion"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later))


class Finding(models.Model):
    """One line of the 審査調書: a criterion, whether the plan fits it, the fact, the page.

    Written once and never changed (trigger, both databases): a later one about the same criterion
    stands in its place, and the earlier stays to be read.
    """

    objects = Findings.as_manager()

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
            models.CheckConstraint(name="finding_has_a_fact", condition=~Q(fact="")),
        ]
        indexes = [models.Index(fields=["plan", "criterion", "id"], name="finding_standing")]
        ordering = ["criterion", "id"]

    def __str__(self) -> str:
        return self.criterion

    @property
    def case_id(self):
        return self.plan_id
