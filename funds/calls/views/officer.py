"""The office's calls: the list, one call with what may be done on it, and what everyone will read."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.audience import opens_to
from accounts.models import User
from common import clock, files
from common.lists import chips, heads
from common.models import AuditEvent
from common.paging import Counted, Order, Page
from law.acts import Reason, refusals
from law.calls import closing_has_not_come
from law.lifecycle import CALL, CLOSING
from law.roles import MINISTRY, Role
from law.states import CallState

from ...models import Call, CallDocumentVersion, Scheme
from ..forms import CallFilterForm
from ..lists import SORTS, budget_words, narrowed, phases
from ..panels import filed_under, ways_from
from ..selectors import READERS, closings_of, last_closings, proposed_closing
from ..services.closing import closing_facts
from ..services.making import publishing_facts
from ..showing import CallRow, papers_of, rows_of, terms_for
from .public import told

opens_to_readers = opens_to(*READERS)
HIDDEN = [(state.value, state.label) for state in (CallState.DRAFT, CallState.WITHDRAWN)]


class Column(NamedTuple):
    label: str | Promise
    sort: str = ""


COLUMNS = (
    Column(gettext_lazy("名称"), "name"),
    Column(gettext_lazy("状態")),
    Column(gettext_lazy("受付開始"), "opens"),
    Column(gettext_lazy("受付終了"), "closes"),
    Column(gettext_lazy("残り")),
    Column(gettext_lazy("申請の件数")),
)
# Each has a page of its own; the others stand beside the paper or the change they are about.
PAGES = ("revise_call", "propose_closing", "withdraw_call")


@opens_to_readers
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    found = narrowed(Call.objects.select_related("scheme"), request.GET, now)
    order = Order.of(request.GET.get("sort", ""), SORTS, "-opens")
    page = Page.of(found, request.GET, order)
    context = {
        "filter": CallFilterForm(request.GET),
        "states": chips(request, "state", [*phases(), *HIDDEN]),
        "page": page,
        "rows": _with_counts(rows_of(page.rows, now)),
        "counted": Counted.of(found),
        "heads": heads(request, COLUMNS, request.GET.get("sort", "-opens")),
        "query": any(request.GET.get(name) for name in ("q", "scheme", "state")),
        "may_draft": request.membership.role == Role.OFFICER,
    }
    return render(request, "funds/calls/list.html", context)


def _with_counts(rows: list[CallRow]) -> list[CallRow]:
    counts = dict(filed_under.ask([row.call.pk for row in rows]))
    return [CallRow(row.call, row.at, row.closing, counts.get(row.call.pk)) for row in rows]


@opens_to_readers
@require_GET
def call(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_call(request, call_or_404(pk))


def call_or_404(pk: UUID) -> Call:
    rows = Call.objects.select_related("scheme__fund", "made_by", "published_by")
    return get_object_or_404(rows, pk=pk)


def show_call(request: HttpRequest, found: Call, *, status: int = 200, **forms: Any) -> HttpResponse:
    role = Role(request.membership.role)
    change = proposed_closing(found)
    row = CallRow(found, clock.now(), last_closings([found]).get(found.pk), _count(found))
    context = {
        "call": found,
        "row": row,
        "budget": budget_words(found),
        "terms": terms_for(found),
        "papers": papers_of(found),
        "closings": closings_of(found),
        "proposed": change,
        "ways": ways_from.ask(found, role),
        "events": events_of(found),
        "may": {act.name for act in CALL.open_acts(found.status, role)},
        **_closing_acts(request, change),
        **_acts(request, found, change),
    }
    return render(request, "funds/calls/call.html", context | forms, status=status)


def _count(found: Call) -> Counted | None:
    return dict(filed_under.ask([found.pk])).get(found.pk)


def _acts(request: HttpRequest, found: Call, change: Any) -> dict[str, Any]:
    """Buttons that are open now, and the closed ones with their reasons."""
    role = Role(request.membership.role)
    offered = [(act, list(_reasons(act.name, found, request))) for act in CALL.open_acts(found.status, role)]
    may_move = found.state == CallState.PUBLISHED and change is None and not found.is_standing
    if may_move and role == Role.OFFICER:
        offered += [
            (act, [reason] if (reason := closing_has_not_come(closing_facts(found))) else [])
            for act in CLOSING.open_acts(None, role)
        ]
    pages = [(act, reasons) for act, reasons in offered if act.name in (*PAGES, "publish_call")]
    return {
        "buttons": [_button(act, found) for act, reasons in pages if not reasons],
        "closed": [
            {"label": _(act.label), "reasons": [_(r.text) for r in reasons]}
            for act, reasons in pages
            if reasons
        ],
    }


def _button(act: Any, found: Call) -> dict[str, Any]:
    """Publishing begins where one reads what everyone will read."""
    name = "preview_call" if act.name == "publish_call" else act.name
    label = _("内容を確かめて公表する") if act.name == "publish_call" else _(act.label)
    return {
        "label": label,
        "url": reverse(name, args=[found.pk]),
        "solid": act.name == "publish_call",
        "danger": act.name == "withdraw_call",
    }


def _reasons(name: str, found: Call, request: HttpRequest) -> list[Reason]:
    if name != "publish_call":
        return []
    return publishing_reasons(found, request)


def publishing_reasons(found: Call, request: HttpRequest) -> list[Reason]:
    row = CALL.row("publish_call", found.status)
    facts = {"as_seen": True, "now": clock.now()} | publishing_facts(found, request.membership)
    return list(refusals(row, facts)) if row else []


def _closing_acts(request: HttpRequest, change: Any) -> dict[str, Any]:
    """To approve needs another person than the one who asked."""
    if change is None or request.membership.role not in MINISTRY:
        return {}
    own = change.proposed_by_id == request.membership.user_id
    return {"may_drop": True, "may_approve": not own, "is_own_closing": own}


def events_of(found: Call) -> list[dict[str, Any]]:
    """What was done to the call and its closing, the newest first."""
    keys = [str(found.pk), *(str(pk) for pk in found.closings.values_list("pk", flat=True))]
    rows = list(AuditEvent.objects.filter(subject_id__in=keys).order_by("-at", "-pk")[:100])
    people = User.objects.in_bulk([row.actor_id for row in rows if row.actor_id])
    labels = {act.name: _(act.label) for lifecycle in (CALL, CLOSING) for act in lifecycle.acts}
    return [
        {
            "at": row.at,
            "what": labels.get(row.act, row.act),
            "who": people[row.actor_id].name if row.actor_id in people else _("システム"),
        }
        for row in rows
    ]


@opens_to_readers
@require_GET
def preview_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Exactly what everyone will read, and to whom it is open the button that lets them."""
    found = call_or_404(pk)
    if found.state == CallState.PUBLISHED:
        return redirect("public_call", pk)
    may = request.membership.role in MINISTRY and found.state == CallState.DRAFT
    context = told(request, found) | {
        "preview": True,
        "may_start": False,
        "may_publish": may,
        "reasons": publishing_reasons(found, request) if may else [],
    }
    return render(request, "funds/calls/preview.html", context)


@opens_to_readers
@require_GET
def call_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
    rows = CallDocumentVersion.objects.select_related("file")
    found = get_object_or_404(rows, pk=file, document__call=pk)
    return files.serve(found.file, name=found.name, inline=True)


def schemes_to_call() -> list[Scheme]:
    return list(Scheme.objects.select_related("fund").order_by("code"))
