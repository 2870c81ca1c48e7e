"""The first page: what is due, where every filing stands, what can be filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import Membership
from common import clock
from common.paging import Order, Page
from funds.selectors import open_schemes
from law.states import PlanState

from ...models import PartOpening, Plan
from ...panels import Due, what_is_due
from ...selectors import plans_visible_to
from ...tones import TONES
from .doors import opens_to_applicants

SIZE = 12


@dataclass(frozen=True)
class Card:
    """One filing: where it stands, whose turn it is and the one thing to do."""

    plan: Plan
    turn: str
    yours: bool
    url: str
    label: str

    @property
    def tone(self) -> str:
        return TONES[self.plan.status]

    @property
    def meta(self) -> str:
        return " ".join(filter(None, [self.plan.number, (self.plan.scheme.fund or self.plan.scheme).name]))


@opens_to_applicants
@require_GET
def portal(request: HttpRequest) -> HttpResponse:
    membership = request.membership
    plans = plans_visible_to(membership).select_related("scheme__fund", "lead")
    found = Page.of(plans, request.GET, Order("updated_at", falling=True), size=SIZE)
    dues = _dues(membership)
    context = {
        "place": "filings",
        "page": found,
        "dues": dues,
        "cards": _cards(found.rows, dues),
        "schemes": open_schemes(clock.today()),
    }
    return render(request, "applications/applicant/portal.html", context)


def _dues(membership: Membership) -> list[Due]:
    """Of all its filings, not of this page's alone; the nearest first."""
    dues = what_is_due.ask(plans_visible_to(membership), membership)
    return sorted(dues, key=lambda due: (due.due_on is None, due.due_on))


def _cards(plans: list[Plan], dues: Iterable[Due]) -> list[Card]:
    asked = {due.plan_id: due for due in reversed(list(dues))}
    openings = PartOpening.objects.filter(plan__in=[plan.pk for plan in plans], closed_at=None, sheet=None)
    amending = set(openings.values_list("plan_id", flat=True))
    return [card_of(plan, asked.get(plan.pk), amending) for plan in plans]


def card_of(plan: Plan, due: Due | None, amending: set[UUID]) -> Card:
    url = reverse("plan", args=[plan.pk])
    if due:
        return Card(plan, _("自社の番です。%(what)s") % {"what": due.what}, True, due.url, due.act)
    if plan.pk in amending:
        text = _("自社の番です。修正を終えたら提出してください。")
        return Card(plan, text, True, reverse("review_plan", args=[plan.pk]), _("修正を提出する"))
    turn, label = _standing(plan.status)
    return Card(plan, turn, plan.state == PlanState.DRAFT, url, label)


def _standing(state: PlanState) -> tuple[str, str]:
    """Whose turn it is and what comes next."""
    look = _("状況を見る")
    return {
        PlanState.DRAFT: (_("自社の番です。入力を終えたら提出してください。"), _("入力を続ける")),
        PlanState.AT_NIBN: (_("基盤研が受け付けました。次に厚生労働大臣へ送付します。"), look),
        PlanState.FILED: (_("厚生労働省が受け付けました。次に審査を始めます。"), look),
        PlanState.EXAMINATION: (_("厚生労働省が審査しています。"), look),
        PlanState.CORRECTION: (_("他社の補正を待っています。"), look),
        PlanState.CERTIFIED: (_("認定されました。通知書を確かめてください。"), _("結果を見る")),
        PlanState.REFUSED: (_("不認定となりました。理由は通知書にあります。"), _("結果を見る")),
        PlanState.ADOPTED: (_("採択されました。通知書と内示額を確かめてください。"), _("結果を見る")),
        PlanState.NOT_ADOPTED: (_("不採択となりました。通知書を確かめてください。"), _("結果を見る")),
        PlanState.SELECTED: (
            _("委託先に選定されました。次に委託契約を結びます。"),
            _("結果を見る"),
        ),
        PlanState.NOT_SELECTED: (_("選定されませんでした。通知書を確かめてください。"), _("結果を見る")),
        PlanState.WITHDRAWN: (_("取り下げました。手続は終わっています。"), look),
    }[state]
