from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Case, Membership
from applications.models import Plan, PlanParty, PlanVersion
from funds.models import Scheme
from law.acts import Lifecycle
from law.authorities import HOUSES, Authority
from law.lifecycle import ruled
from law.states import GrantState

if TYPE_CHECKING:
    from .version import GrantVersion

ENDED = ("refused", "withdrawn")
# Its decision stands, whether its amount is fixed yet or not.
DECIDED = (GrantState.GRANTED, GrantState.FIXED)
# What the office may see at all: no draft that a company types. Lists say it in these words, for the index.
OFFICE_GRANTS = ~Q(state="draft")


class Grant(models.Model):
    """One company's grant: what it asks for of a certified or adopted plan, from draft to end.

    A case of its own: of a joint plan every participant asks for its own. `basis` is the version chosen,
    whose cost lines it asks for. `fiscal_year` is the year it is asked for, or none for the whole plan, as
    the scheme decides. `authority` is who grants, by the kind of its scheme. `typed` keeps the draft as
    typed, `edition` rises with every saved change; what was filed is a GrantVersion.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="grant")
    state = models.CharField(max_length=20, choices=GrantState.choices(), editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="grants")
    party = models.ForeignKey(PlanParty, on_delete=models.PROTECT, related_name="grants")
    basis = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="grants")
    fiscal_year = models.PositiveSmallIntegerField(_("年度"), null=True, editable=False)
    authority = models.CharField(
        _("交付する者"),
        max_length=10,
        choices=[(each.value, each.value) for each in Authority],
        editable=False,
    )
    number = models.CharField(_("管理番号"), max_length=24, null=True, unique=True, editable=False)
    typed = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(editable=False)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(editable=False)
    assignee = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_state_known", condition=Q(state__in=[state.value for state in GrantState])
            ),
            models.CheckConstraint(
                name="filed_grant_has_arrived",
                condition=Q(state="draft") | Q(number__isnull=False, arrived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_authority_known", condition=Q(authority__in=[each.value for each in Authority])
            ),
            models.CheckConstraint(
                name="ministry_grants_year_by_year",
                condition=~Q(authority="ministry") | Q(fiscal_year__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_grant_over_the_plan",
                fields=["plan", "party"],
                condition=Q(fiscal_year=None) & ~Q(state__in=ENDED),
            ),
            models.UniqueConstraint(
                name="one_grant_in_a_year",
                fields=["plan", "party", "fiscal_year"],
                condition=~Q(state__in=ENDED),
            ),
        ]
        indexes = [
            models.Index(fields=["number", "case"], name="grant_number", condition=OFFICE_GRANTS),
            models.Index(fields=["arrived_at", "case"], name="grant_arrival", condition=OFFICE_GRANTS),
            models.Index(fields=["state", "arrived_at", "case"], name="grant_state", condition=OFFICE_GRANTS),
        ]

    def __str__(self) -> str:
        return f"{self.number or _('下書き')} {self.plan.title}"

    @property
    def status(self) -> GrantState:
        return next(state for state in GrantState if state == self.state)

    @property
    def house(self) -> str:
        """Who is asked, examines and pays, as pages name it."""
        return gettext(HOUSES[Authority(self.authority)])

    def under(self, own: Lifecycle) -> Lifecycle:
        """The rows of `own` that it goes by, as its authority gives it."""
        return ruled(own, self.authority)

    @property
    def is_of_fund(self) -> bool:
        return self.authority == Authority.NIBN

    @property
    def is_decided(self) -> bool:
        """Its decision stands, whether its amount is fixed yet or not."""
        return self.state in DECIDED

    @property
    def filings(self) -> models.QuerySet[GrantVersion]:
        """The versions of the application; those of its reports and changes are theirs."""
        return self.versions.filter(report=None, change=None)

    @property
    def scheme(self) -> Scheme:
        return self.plan.scheme

    @property
    def title(self) -> str:
        return self.plan.title
