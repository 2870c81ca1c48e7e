from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Case, Membership, Organisation
from funds.models import Call, Scheme, SchemeVersion
from law.lifecycle import SchemeKind
from law.states import PlanState

SORTED = {"number": "number", "arrival": "arrived_at", "due": "due_on", "updated": "updated_at"}
# The API's list begins with what moved last: what arrived long ago is then told from the index alone.
BESIDE = {"updated": ("arrived_at",)}
# What the office's lists are of. They say it in these words, so that the indexes which hold nothing else
# can be used: what is still typed has neither number nor day, and would stand before everything else.
FILED = ~models.Q(state="draft")
# What is under way: the list that nothing narrows, told in these words too. It says what is not, lest a
# database look each state up and sort what it finds.
LIVE = (PlanState.AT_NIBN, PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION)
LIVE_PLANS = ~models.Q(state__in=[state.value for state in PlanState if state not in LIVE])

STATES = {state.value: state for state in PlanState}


class Plan(models.Model):
    """A plan on its way: the case it is, where it stands, who leads it.

    `arrived_at` is the first arrival at the Minister and never changes; `nibn_arrived_at` is the
    arrival at NIBN when the plan was filed through it (省令104号 5条2項). `call` is the one it was
    begun under and, once filed, the one in whose window it arrived. `desk` is the house that has the
    paper of a paper application, and types it; none of one that came in by the portal.
    """

    class Channel(models.TextChoices):
        PORTAL = "portal", _("電子申請")
        PAPER = "paper", _("紙")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="plan")
    state = models.CharField(max_length=20, choices=PlanState.choices(), editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="plans")
    scheme_version = models.ForeignKey(
        SchemeVersion, on_delete=models.PROTECT, null=True, editable=False, related_name="plans"
    )
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, editable=False, related_name="plans")
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="led_plans")
    title = models.CharField(_("名称"), max_length=200)
    number = models.CharField(_("管理番号"), max_length=20, null=True, unique=True, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PORTAL)
    started_at = models.DateTimeField(editable=False)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # A trigger holds it to the house of `started_by`, which is a key already (migration 0015).
    desk = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    nibn_arrived_at = models.DateTimeField(null=True, editable=False)
    arrived_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(editable=False)
    assignee = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("標準処理期間の満了日"), null=True, editable=False)
    search = models.TextField(editable=False, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_state_known",
                condition=models.Q(state__in=[state.value for state in PlanState]),
            ),
            models.CheckConstraint(
                name="filed_plan_has_number",
                condition=models.Q(state=PlanState.DRAFT.value)
                | models.Q(number__isnull=False, scheme_version__isnull=False),
            ),
            models.CheckConstraint(
                name="filed_plan_has_a_call",
                condition=models.Q(state=PlanState.DRAFT.value) | models.Q(call__isnull=False),
            ),
            models.CheckConstraint(
                name="examined_plan_has_arrived",
                condition=models.Q(
                    state__in=[PlanState.DRAFT.value, PlanState.AT_NIBN.value, PlanState.WITHDRAWN.value]
                )
                | models.Q(arrived_at__isnull=False),
            ),
        ]
        # Every order of the office's lists, alone and within the filters that leave much: a page anywhere
        # in a million begins where the index says. Measured by `./run bench plans`.
        indexes = [
            *(
                models.Index(
                    fields=[column, "case", *BESIDE.get(name, ())], name=f"plan_{name}", condition=FILED
                )
                for name, column in SORTED.items()
            ),
            *(
                models.Index(fields=[column, "case"], name=f"plan_live_{name}", condition=LIVE_PLANS)
                for name, column in SORTED.items()
            ),
            *(
                models.Index(fields=[within, column, "case"], name=f"plan_{within}_{name}", condition=FILED)
                for within in ("state", "assignee")
                for name, column in SORTED.items()
            ),
            *(
                # What is under way is counted from the index alone.
                models.Index(
                    fields=[within, "arrived_at", "case", "state"],
                    name=f"plan_{within}_arrival",
                    condition=FILED,
                )
                for within in ("scheme", "channel")
            ),
            models.Index(fields=["assignee", "due_on", "case"], name="plan_in_hand", condition=LIVE_PLANS),
            models.Index(
                fields=["desk", "updated_at", "case"],
                name="plan_paper_drafts",
                condition=models.Q(state="draft", desk__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or _('下書き')} {self.title}"

    @property
    def kind(self) -> SchemeKind:
        return SchemeKind(self.scheme.kind)

    @property
    def status(self) -> PlanState:
        return STATES[self.state]


class PlanParty(models.Model):
    """One of the companies that apply together. `agreed_digest` is what it agreed to, by `agreed_parts`.

    `seen_version` and `seen_call` are the scheme's version and the call it has last seen its draft
    under: what moved since is told on the plan's pages until the company says that it has seen it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plan_parties")
    is_lead = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_digest = models.CharField(max_length=64, blank=True)
    agreed_parts = models.JSONField(null=True)
    withdraws_at = models.DateTimeField(null=True)
    seen_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+")
    seen_call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "organisation"], name="company_once_in_a_plan"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(is_lead=True), name="one_lead_in_a_plan"
            ),
        ]
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.organisation.name
