import uuid
from fractions import Fraction

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import Plan, PlanParty, PlanVersion
from funds.models import Call
from law.states import RankingState


class Ranking(models.Model):
    """順位表: every plan of one call in its order, the cut-off, each plan's amount; decided as one.

    Fixed once approved (triggers, both databases). What follows a first round, if anything, is a next one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="rankings")
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RankingState.choices(), editable=False)
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    budget = models.BigIntegerField(_("予算額"), null=True)
    cut_off = models.PositiveSmallIntegerField(_("境界"), null=True)
    met_on = models.DateField(_("審査会の開催日"), null=True)
    members = models.TextField(_("出席した委員"), blank=True)
    minutes = models.TextField(_("審査の概要"), blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    dated_on = models.DateField(_("施行日"), null=True)
    issue_at = models.DateTimeField(_("施行の日時"), null=True)
    approved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    snapshot = models.TextField(blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(null=True)
    note = models.TextField(_("差戻し・廃案の理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ranking_state_known", condition=Q(state__in=[state.value for state in RankingState])
            ),
            models.UniqueConstraint(
                name="one_running_ranking",
                fields=["call"],
                condition=~Q(state__in=[RankingState.ISSUED.value, RankingState.VOIDED.value]),
            ),
            models.UniqueConstraint(
                name="one_ranking_per_round",
                fields=["call", "round"],
                condition=~Q(state=RankingState.VOIDED.value),
            ),
            models.CheckConstraint(
                name="approved_ranking_is_fixed",
                condition=~Q(state__in=[RankingState.APPROVED.value, RankingState.ISSUED.value])
                | (Q(approved_at__isnull=False, dated_on__isnull=False) & ~Q(snapshot_sha256="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "issue_at"], name="ranking_due")]
        ordering = ["call", "-round", "-drafted_at"]

    def __str__(self) -> str:
        return f"{self.call}　{self.get_state_display()}"

    @property
    def status(self) -> RankingState:
        return next(state for state in RankingState if state == self.state)


class RankingLine(models.Model):
    """One plan in its proposed place. `rank` is its place by the marks alone."""

    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="lines")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="ranking_lines")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("順位"))
    rank = models.PositiveSmallIntegerField()
    points = models.PositiveIntegerField()
    count = models.PositiveSmallIntegerField()
    spread = models.PositiveSmallIntegerField()
    departure = models.TextField(_("採点の順と違う順位にした理由"), blank=True)
    reason = models.TextField(_("選ばなかった理由"), blank=True)
    frozen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_place_per_plan", fields=["ranking", "plan"]),
            models.UniqueConstraint(name="one_plan_per_place", fields=["ranking", "place"]),
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.place}"

    @property
    def mean(self) -> Fraction | None:
        return Fraction(self.points, self.count) if self.count else None


class RankingAmount(models.Model):
    """What one company of a plan gets; `asked` is what its application comes to by the call's own rule."""

    line = models.ForeignKey(RankingLine, on_delete=models.CASCADE, related_name="amounts")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, related_name="+")
    asked = models.BigIntegerField()
    amount = models.BigIntegerField()
    frozen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_amount_per_party", fields=["line", "party"]),
            models.CheckConstraint(name="amount_not_negative", condition=Q(asked__gte=0, amount__gte=0)),
        ]
        ordering = ["party__order", "party"]

    def __str__(self) -> str:
        return f"{self.amount}"
