"""How a work list is narrowed. Every filter stands in the address, so a list can be handed on."""

from datetime import date, datetime, time, timedelta
from functools import cache, partial
from types import SimpleNamespace

import django_filters as filters
from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from common import clock
from common.forms import EraDateField, FullWidthIntegerField
from common.lists import WordsField
from common.paging import Order
from funds.models import Scheme
from law.states import PlanState

from .models import Plan
from .models.plan import LIVE_PLANS
from .queues import DRAFTS, queue_called
from .selectors import search
from .worklist import OF_DRAFTS, Eyes, listed, sorts_for

Plans = QuerySet[Plan]
RUNNING, ALL = "live", "all"
SCOPES = [(RUNNING, _("手続中")), (ALL, _("すべて"))]
ASSIGNEES = [("me", _("自分")), ("none", _("未定"))]
SCHEMES = Scheme.objects.order_by("code").values_list("code", "name")


class WordsFilter(filters.Filter):
    field_class = WordsField


class DayFilter(filters.Filter):
    field_class = EraDateField


class NumberFilter(filters.Filter):
    field_class = FullWidthIntegerField


class PlanFilter(filters.FilterSet):
    q = WordsFilter(label=_("管理番号・名称・会社名"), method="find")
    queue = filters.CharFilter(method="of_queue")
    state = filters.ChoiceFilter(choices=[*SCOPES, *PlanState.choices()], method="in_state")
    assignee = filters.ChoiceFilter(label=_("担当"), choices=ASSIGNEES, method="in_hands_of")
    scheme = filters.ChoiceFilter(label=_("制度"), choices=SCHEMES.all, empty_label=_("すべて"))
    channel = filters.ChoiceFilter(
        label=_("提出の方法"), choices=Plan.Channel.choices, empty_label=_("すべて")
    )
    call = filters.UUIDFilter(field_name="call")
    arrived_from = DayFilter(label=_("到達日（この日から）"), method="from_day")
    arrived_to = DayFilter(label=_("到達日（この日まで）"), method="to_day")
    due_within = NumberFilter(
        label=_("期限までの日数"),
        help_text=_("この日数のうちに標準処理期間が満ちるもの"),
        min_value=0,
        max_value=999,
        method="due",
    )

    class Meta:
        model = Plan
        fields: list[str] = []

    @property
    def form(self) -> Form:
        """The schemes are asked for once: to judge what is chosen and to offer the others."""
        if not hasattr(self, "_form"):
            schemes = super().form.fields["scheme"]
            schemes.choices = cache(partial(list, schemes.choices))
        return super().form

    def find(self, plans: Plans, _name: str, words: str) -> Plans:
        return search(plans, words)

    def of_queue(self, plans: Plans, _name: str, code: str) -> Plans:
        """A list that isn't one's own role's is empty, never the whole; one's own was begun with."""
        return plans if queue_called(code, self.request.membership.role) else plans.none()

    def in_state(self, plans: Plans, _name: str, state: str) -> Plans:
        if state == ALL:
            return plans
        return plans.filter(LIVE_PLANS) if state == RUNNING else plans.filter(state=state)

    def in_hands_of(self, plans: Plans, _name: str, whose: str) -> Plans:
        return plans.filter(assignee=self.request.membership if whose == "me" else None)

    def from_day(self, plans: Plans, _name: str, day: date) -> Plans:
        return plans.filter(arrived_at__gte=midnight(day))

    def to_day(self, plans: Plans, _name: str, day: date) -> Plans:
        return plans.filter(arrived_at__lt=midnight(day + timedelta(days=1)))

    def due(self, plans: Plans, _name: str, days: int) -> Plans:
        return plans.filter(LIVE_PLANS, due_on__lte=clock.today() + timedelta(days=days))


def narrowed(typed: QueryDict, membership: Membership) -> tuple[PlanFilter, Order]:
    """The list that an address names, as this post sees it, and its order."""
    asker = SimpleNamespace(membership=membership)
    queue = queue_called(typed.get("queue", ""), membership.role)
    plans = listed(membership, plans=queue and queue.found(membership))
    if not typed.get("state") and scope_of(typed) == RUNNING:
        plans = plans.filter(LIVE_PLANS)
    found = PlanFilter(typed, queryset=plans, request=asker)
    sorts = sorts_at(typed, membership)
    sort = sort_of(typed, sorts)
    return found, Order.of(sort, sorts, sort)


def scope_of(typed: QueryDict) -> str:
    """The state that an address asks for. What has ended is shown to whoever looks for it: by its state, by
    words, of a call, or in a list of work that holds it."""
    looks_for = any(typed.get(name) for name in ("q", "queue", "call"))
    return typed.get("state", "") or (ALL if looks_for else RUNNING)


def sorts_at(typed: QueryDict, membership: Membership) -> dict[str, str]:
    """What the list at an address may be sorted by. What is still typed has no number, no day and no term;
    its last move is its typing, which is no secret of whoever types."""
    return OF_DRAFTS if typed.get("queue") == DRAFTS else sorts_for(Eyes.of(membership.role))


def sort_of(typed: QueryDict, sorts: dict[str, str]) -> str:
    """A list of work shows first what is due, or has lain longest; the whole shows first what is new."""
    wanted = typed.get("sort", "")
    if wanted.removeprefix("-") in sorts:
        return wanted
    if sorts is OF_DRAFTS:
        return "updated"
    is_work = typed.get("queue") or typed.get("due_within")
    return "due" if is_work and "due" in sorts else "-arrived"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.TOKYO)
