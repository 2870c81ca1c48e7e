"""What this floor adds to the applicants' pages, and what it asks the floor above about a grant's letters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import AT, anyone, asked_by
from accounts.models import Membership
from applications.models import Plan
from applications.panels import Due, Filing, Letter, filings_beside, filings_under, what_is_due
from applications.selectors import latest_version
from common import clock
from common.questions import Question
from common.written import Written
from law.authorities import AUTHORITY_OF, HOUSES, Authority
from law.deadlines import fiscal_year_label
from law.lifecycle import CONDITION, GRANT
from law.roles import APPLICANTS, Role
from law.states import ConditionState, GrantState, PlanState

from .assets.panels import due_disposals
from .change_panels import due_changes
from .models import Condition, Grant
from .models.grant import ENDED
from .report_panels import Headline, due_reports, headline_of
from .reports import asked_until, places_of, places_of_each
from .selectors import may_be_asked, open_remarks, own_party, running_grants, years_to_ask
from .sight import grants_visible_to


@dataclass(frozen=True)
class Leaving:
    """The way out after a decision (適正化法9条): until when, None while the notice has not arrived."""

    until: date | None


@dataclass(frozen=True)
class GrantWay:
    """A page that a floor above adds to a grant's: its name, where it is, what stands there now."""

    label: str
    url: str
    note: str


ways_from_grant: Question[GrantWay] = Question()  # asked with (grant, membership)


@dataclass(frozen=True)
class GrantMoney:
    """What was decided and fixed, year by year, and what the book says of it; yen. `fixed` is None before."""

    years: tuple[tuple[int, int, int | None], ...]  # fiscal year, decided, fixed
    committed: int
    payable: int
    paid: int
    recovered: int
    released: int
    ordered: int  # back, by orders that were issued
    left_to_order: int
    stands: int  # what the company may keep: fixed or else decided, less what was cancelled
    cancelled_years: Mapping[int, int]

    @property
    def decided(self) -> int:
        return sum(decided for _year, decided, _fixed in self.years)

    @property
    def fixed(self) -> int | None:
        if any(fixed is None for _year, _decided, fixed in self.years):
            return None
        return sum(fixed or 0 for _year, _decided, fixed in self.years)

    @property
    def may_still_be_paid(self) -> int:
        """Before the amount is fixed in advance, after it in settlement."""
        return self.committed + self.payable

    @property
    def cancelled(self) -> int:
        return sum(self.cancelled_years.values())

    @property
    def not_granted(self) -> int:
        """Of what was decided; the book has freed as much, but for what was paid above what stands."""
        return self.decided - self.stands

    @property
    def over(self) -> int:
        """Paid above what is fixed or was not cancelled, and not returned (適正化法18条)."""
        return max(0, self.paid - self.recovered - self.stands)

    @property
    def rows(self) -> list[tuple[int, int, int, int | None]]:
        """Year, decided, cancelled, fixed."""
        return [
            (year, decided, self.cancelled_years.get(year, 0), fixed) for year, decided, fixed in self.years
        ]


letters_of_grant: Question[Letter] = Question()  # asked with (grant, membership)
leaving_granted: Question[Leaving] = Question()  # asked with (grant,); empty when it is over
decided_days: Question[tuple[UUID, date]] = Question()  # asked with ([grant id, …],): when each was decided
money_of_grant: Question[GrantMoney] = Question()  # asked with (grant,); empty before a decision

RESTS_ON = (PlanState.CERTIFIED, PlanState.ADOPTED)
TONES = {
    GrantState.DRAFT: "grey",
    GrantState.FILED: "blue",
    GrantState.EXAMINATION: "blue",
    GrantState.CORRECTION: "orange",
    GrantState.GRANTED: "green",
    GrantState.FIXED: "green",
    GrantState.REFUSED: "red",
    GrantState.WITHDRAWN: "grey",
    GrantState.CANCELLED: "red",
}
CONDITION_TONES = {
    ConditionState.STANDING: "blue",
    ConditionState.REPORTED: "blue",
    ConditionState.MISSED: "red",
    ConditionState.MET: "green",
    ConditionState.ENDED: "grey",
}


def conditions_to_show(grant: Grant) -> dict[str, Any]:
    """With the tone of each; what follows when any of them is missed is said once where it is the same."""
    rows = list(grant.conditions.select_related("evidence"))
    missed = {row.missed for row in rows}
    return {
        "conditions": [(row, CONDITION_TONES[ConditionState(row.state)]) for row in rows],
        "missed_alike": missed.pop() if len(rows) > 1 and len(missed) == 1 else "",
    }


def span_label(grant: Grant) -> str:
    return _("計画の全期間") if grant.fiscal_year is None else fiscal_year_label(grant.fiscal_year)


def headline(grant: Grant) -> Headline:
    """Where it stands now and whose turn it is, as its company reads it."""
    if grant.state == GrantState.GRANTED:
        return headline_of(grant, places_of(grant), asked_until([grant]))
    return Headline(*_turn_of(grant))


def _turn_of(grant: Grant) -> tuple[str, bool]:
    words = {"house": grant.house}
    return {
        GrantState.DRAFT: (_("自社の番です。入力を終えたら提出してください。"), True),
        GrantState.FILED: (_("次は%(house)sの番です（審査の開始）。") % words, False),
        GrantState.EXAMINATION: (_("次は%(house)sの番です（審査）。") % words, False),
        GrantState.CORRECTION: (_("自社の番です。指摘された箇所を直して提出してください。"), True),
        GrantState.FIXED: (_("補助金の額が確定しました。通知書と、支払われる額を確かめてください。"), False),
        GrantState.REFUSED: (_("不交付となりました。理由は通知書にあります。"), False),
        GrantState.WITHDRAWN: (_("取り下げました。手続は終わっています。"), False),
        GrantState.CANCELLED: (
            _(
                "交付の決定が取り消されました。理由は通知書にあります。返還する額があるときは、別に命じられます。"
            ),
            False,
        ),
    }[grant.status]


def card_of(grant: Grant, now: Headline) -> Filing:
    url = now.url or reverse("grant_form" if now.yours else "grant", args=[grant.pk])
    begun = _("入力を続ける") if grant.state == GrantState.DRAFT else _("直して提出する")
    return Filing(
        title=grant.title,
        meta=" ".join(filter(None, [grant.number, span_label(grant)])),
        chip=_(grant.status.label),
        tone=TONES[grant.status],
        turn=now.text,
        yours=now.yours,
        url=url,
        label=now.label or (begun if now.yours else _("状況を見る")),
        ended=grant.state in ENDED,
    )


def cards_of(grants: list[Grant]) -> list[Filing]:
    """In the same few questions however many there are."""
    granted = [grant for grant in grants if grant.state == GrantState.GRANTED]
    places, asked = places_of_each(granted), asked_until(granted) if granted else {}
    return [
        card_of(grant, headline_of(grant, places[grant.pk], asked))
        if grant.state == GrantState.GRANTED
        else card_of(grant, headline(grant))
        for grant in grants
    ]


@filings_beside.answered_by
def own_grants(membership: Membership) -> list[Filing]:
    """With what is to be mended and which conditions have a day."""
    grants = _of_company(membership.role).ask(**asked_by(membership))
    dues = _dues(grants, Role(membership.role))
    return [
        replace(card, dues=tuple(due for due in dues if due.plan_id == grant.pk))
        for grant, card in zip(grants, cards_of(grants), strict=True)
    ]


@cache
def _of_company(role: str) -> Written[Grant]:
    rows = grants_visible_to(anyone(role), AT).select_related("plan").defer("typed", "plan__search")
    return Written(rows.order_by("-started_at"))


@filings_under.answered_by
def grants_of_plan(plan: Plan, membership: Membership) -> list[Filing]:
    """This company's grants of a certified or adopted plan, and the way to ask for one not asked for yet."""
    if plan.state not in RESTS_ON:
        return []
    party, basis = own_party(plan, membership), latest_version(plan)
    if party is None or not may_be_asked(plan, basis, clock.today()):
        return []
    own = grants_visible_to(membership).filter(plan=plan).select_related("plan").order_by("started_at")
    found = cards_of(list(own))
    running = set(running_grants(plan, party).values_list("fiscal_year", flat=True))
    spans = set(years_to_ask(plan, party)) or {None}
    may = bool(GRANT.open_acts(None, Role(membership.role)))
    authority = AUTHORITY_OF[plan.scheme.kind]
    return [*found, *([_to_start(plan, authority)] if may and spans - running else [])]


def _to_start(plan: Plan, authority: Authority) -> Filing:
    chosen = {Authority.NIBN: _("認定"), Authority.MINISTRY: _("採択")}[authority]
    return Filing(
        title=_("交付の申請"),
        meta=_("%(chosen)sは交付を約束するものではありません") % {"chosen": chosen},
        chip=_("未申請"),
        tone="grey",
        turn=_("自社の番です。補助金を受けるには、%(house)sに交付を申請します。")
        % {"house": _(HOUSES[authority])},
        yours=True,
        url=reverse("start_grant", args=[plan.pk]),
        label=_("交付申請を作成する"),
    )


@what_is_due.answered_by
def due_of_grants(plan: Plan, membership: Membership) -> list[Due]:
    """Only a certified or adopted plan has any."""
    if plan.state not in RESTS_ON or membership.role not in APPLICANTS:
        return []
    own = grants_visible_to(membership).filter(plan=plan).select_related("plan")
    return _dues(list(own), Role(membership.role))


def _dues(grants: list[Grant], role: Role) -> list[Due]:
    return [
        *_corrections(grants),
        *_conditions(grants, role),
        *due_reports(grants),
        *due_changes(grants),
        *due_disposals(grants),
    ]


def _corrections(grants: list[Grant]) -> list[Due]:
    return [
        Due(
            plan_id=grant.pk,
            title=grant.title,
            what=_("交付申請の直し"),
            act=_("直して提出する"),
            url=reverse("grant_form", args=[grant.pk]),
            due_on=min((remark.due_on for remark in open_remarks(grant)), default=None),
            missed=_("過ぎても提出はできますが、提出した内容のまま審査が進むことがあります。"),
        )
        for grant in grants
        if grant.state == GrantState.CORRECTION
    ]


def _conditions(grants: list[Grant], role: Role) -> list[Due]:
    """Its representative reports; whoever else works there is led to where the condition stands."""
    decided = {grant.pk: grant for grant in grants if grant.is_decided}
    if not decided:
        return []
    reports = role is Role.REPRESENTATIVE
    open_states = [act.start for act in CONDITION.acts if act.name == "report_condition"]
    rows = Condition.objects.filter(grant__in=decided, state__in=open_states, due_on__isnull=False)
    return [
        Due(
            plan_id=condition.grant_id,
            title=decided[condition.grant_id].title,
            what=condition.get_kind_display(),
            act=_("履行を報告する") if reports else _("交付の条件を見る"),
            url=_to_report(condition) if reports else reverse("grant", args=[condition.grant_id]),
            due_on=condition.due_on,
            missed=condition.missed,
        )
        for condition in rows
    ]


def _to_report(condition: Condition) -> str:
    return reverse("report_condition", args=[condition.pk])
