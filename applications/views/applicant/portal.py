"""The first page: what is due, where every filing stands, what can be filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import AT, anyone, asked_by
from accounts.models import Membership
from common import clock
from common.paging import Order, Page
from common.written import Slot, Written
from funds.calls.selectors import first_open_calls
from funds.calls.showing import rows_of
from law.roles import APPLICANTS
from law.states import ENDED, PlanState
from law.turn import Turn, turn_of
from law.visibility import Capacity, sight, stage_of

from ...models import PartOpening, Plan
from ...panels import Due, Filing, due_of_all, filings_beside
from ...selectors import plans_visible_to
from ...tones import TONES
from .doors import opens_to_applicants

SIZE, MOST_LIVE = 12, 24
ENDED_LIST = "ended"
PAGED = frozenset({"before", "after", "list"})
MOST_BESIDE = 60
# Not by `updated_at`: it moves with what the office does inside, which is not theirs to see.
ORDER = Order("started_at", falling=True)


@dataclass(frozen=True)
class Card:
    """One filing: where it stands, whose turn it is and the one thing to do."""

    plan: Plan
    turn: str
    yours: bool
    url: str
    label: str
    dues: tuple[Due, ...] = ()

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
    only_ended = request.GET.get("list") == ENDED_LIST
    found = _page(request, ended=only_ended)
    beside = sorted(filings_beside.ask(membership), key=_next_due)
    dues = _nearest([*due_of_all.ask(membership), *(due for each in beside for due in each.dues)])
    now = clock.now()
    context = {
        "place": "filings",
        "page": found,
        "dues": dues,
        "cards": sorted(_cards(found.rows, dues, membership), key=_next_due),
        "only_ended": only_ended,
        "ended": [] if PAGED & request.GET.keys() else _ended_cards(membership),
        "beside": [each for each in beside if not each.ended][:MOST_BESIDE],
        "ended_beside": [each for each in beside if each.ended][:MOST_BESIDE],
        "calls": rows_of(first_open_calls(now), now),
    }
    return render(request, "applications/applicant/portal.html", context)


def _page(request: HttpRequest, *, ended: bool) -> Page:
    """Of what is under way, or of what has ended; the first one by a question that is written already."""
    size = SIZE if ended else MOST_LIVE
    if {"before", "after"} & request.GET.keys():
        return Page.of(_plans(request.membership, ended=ended), request.GET, ORDER, size=size)
    return Page.first(_first(request.membership, ended=ended), ORDER, size=size)


def _first(membership: Membership, *, ended: bool) -> list[Plan]:
    return _first_plans(membership.role, ended).ask(**asked_by(membership))


@cache
def _first_plans(role: str, ended: bool) -> Written[Plan]:
    size = SIZE if ended else MOST_LIVE
    return Written(_plans(anyone(role), AT, ended=ended).order_by(*ORDER.columns())[: size + 1])


def _plans(membership: Membership, at: Slot | None = None, *, ended: bool) -> QuerySet[Plan]:
    plans = plans_visible_to(membership, at).select_related("scheme__fund").defer("search")
    over = Q(state__in=[state.value for state in ENDED])
    return plans.filter(over if ended else ~over)


def _ended_cards(membership: Membership) -> list[Card]:
    """The newest, and one more where there are more."""
    return _cards(_first(membership, ended=True), [], membership)


def _next_due(card: Card | Filing) -> tuple[bool, date]:
    """What is due next stands first; the rest as it was, the newest first."""
    days = [due.due_on for due in card.dues if due.due_on]
    return not days, min(days, default=date.max)


def _nearest(dues: list[Due]) -> list[Due]:
    """Of all its filings, not of this page's alone."""
    return sorted(dues, key=lambda due: (due.due_on is None, due.due_on))


def _cards(plans: list[Plan], dues: Iterable[Due], membership: Membership) -> list[Card]:
    asked = {due.plan_id: due for due in reversed(list(dues))}
    openings = PartOpening.objects.filter(plan__in=[plan.pk for plan in plans], closed_at=None, sheet=None)
    amending = set(openings.values_list("plan_id", flat=True))
    return [card_of(plan, asked.get(plan.pk), amending, membership) for plan in plans]


def card_of(plan: Plan, due: Due | None, amending: set[UUID], membership: Membership) -> Card:
    url = reverse("plan", args=[plan.pk])
    if due:
        return Card(plan, _("自社の番です。%(what)s") % {"what": due.what}, True, due.url, due.act, (due,))
    if plan.pk in amending:
        text = _("自社の番です。修正を終えたら提出してください。")
        return Card(plan, text, True, reverse("review_plan", args=[plan.pk]), _("修正を提出する"))
    if plan.state == PlanState.DRAFT:
        text = _("自社の番です。入力を終えたら提出してください。")
        if plan.lead_id != membership.organisation_id:
            text = _("自社の番です。自社の欄の入力と共同申請への同意を済ませてください。")
        return Card(plan, text, True, url, _("入力を続ける"))
    turn = turn_of(plan.status, (), lambda kind: sight(Capacity.PARTY, kind, stage_of(plan.status)))
    if turn is None:
        text, label = _ended(plan.status)
        return Card(plan, text, False, url, label)
    return Card(plan, _whose(turn), False, url, _("状況を見る"))


def _whose(turn: Turn) -> str:
    """Nothing is awaited of this company here, so an applicant is another one."""
    who = _("厚生労働省") if turn.is_ministry else _("他社") if turn.role in APPLICANTS else _(turn.who)
    return _("次は%(who)sの番です（%(what)s）。") % {"who": who, "what": _(turn.what)}


def _ended(state: PlanState) -> tuple[str, str]:
    return {
        PlanState.CERTIFIED: (_("認定されました。通知書を確かめてください。"), _("結果を見る")),
        PlanState.REFUSED: (_("不認定となりました。理由は通知書にあります。"), _("結果を見る")),
        PlanState.ADOPTED: (_("採択されました。通知書と内示額を確かめてください。"), _("結果を見る")),
        PlanState.NOT_ADOPTED: (_("不採択となりました。通知書を確かめてください。"), _("結果を見る")),
        PlanState.SELECTED: (
            _("委託先に選定されました。次に委託契約を結びます。"),
            _("結果を見る"),
        ),
        PlanState.NOT_SELECTED: (_("選定されませんでした。通知書を確かめてください。"), _("結果を見る")),
        PlanState.WITHDRAWN: (_("取り下げました。手続は終わっています。"), _("状況を見る")),
    }[state]
