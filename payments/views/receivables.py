"""What is to come back: the office's list, one receivable for all who see its grant, the till's acts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from accounts.queues import queue_called
from common import clock
from common.acting import ActPage, act_page, posted
from common.paging import Counted, Order, Page
from decisions.models import Receivable
from law.authorities import DESKS, TILLS, Authority
from law.lifecycle import RECEIVABLE, REMITTANCE
from law.money import trace_json
from law.roles import APPLICANTS, MINISTRY, NIBN, Role
from law.states import ReceivableState, RemittanceState

from ..forms import RemittanceForm, ReturnForm, UrgingForm
from ..models import Remittance
from ..owing import owing_of
from ..panels import RECEIVABLE_TONES, REMITTANCE_TONES
from ..queues import RECEIVABLES
from ..selectors import receivables_visible_to, remittances_visible_to
from ..services import remittances as service

OFFICE = (*MINISTRY, *NIBN, Role.AUDITOR)
READERS = (*APPLICANTS, *OFFICE)
URGED_FOR = timedelta(days=14)
get_or_post = require_http_methods(["GET", "POST"])


def _receivable(request: HttpRequest, pk: UUID) -> Receivable:
    return get_object_or_404(receivables_visible_to(request.membership), pk=pk)


def _remittance(request: HttpRequest, pk: UUID) -> Remittance:
    return get_object_or_404(remittances_visible_to(request.membership), pk=pk)


def _at_its_post(request: HttpRequest, found: Receivable, posts: Mapping[Authority, Role]) -> None:
    """Another office may read it, and has no form of its own here."""
    if request.membership.role != posts[Authority(found.grant.authority)]:
        raise Http404


@opens_to(*OFFICE)
@require_GET
def receivables(request: HttpRequest) -> HttpResponse:
    """What is open, by its due day: what is overdue stands first."""
    rows = receivables_visible_to(request.membership)
    queue = queue_called(request.GET.get("queue", ""), Role(request.membership.role), RECEIVABLES)
    state = request.GET.get("state", "")
    wanted = ReceivableState.PAID if state == ReceivableState.PAID else ReceivableState.OPEN
    rows = queue.found(request.membership) if queue else rows.filter(state=wanted)
    page = Page.of(rows, request.GET, Order("due_on"))
    chips = [
        {"label": _(each.label), "url": f"?state={each.value}", "current": each is wanted and not queue}
        for each in (ReceivableState.OPEN, ReceivableState.PAID)
    ]
    context = {
        "queue": queue,
        "page": page,
        "rows": [(owing_of(each), RECEIVABLE_TONES[each.status]) for each in page.rows],
        "counted": Counted.of(rows),
        "states": chips,
        "wanted": wanted.value,
    }
    return render(request, "payments/office/receivables.html", context)


@opens_to(*READERS)
@require_GET
def receivable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is owed, until when, how it grew, and what came in."""
    found, role = _receivable(request, pk), Role(request.membership.role)
    remittances = remittances_visible_to(request.membership).filter(receivable=found)
    owing = owing_of(found)
    letter = found.order.documents.filter(kind=found.order.terms.letter).first()
    context = {
        "place": "filings",
        "way": way(request, found),
        "receivable": found,
        "owing": owing,
        "tone": RECEIVABLE_TONES[found.status],
        "letter": letter,
        "units": [{"trace": trace_json(owing.charges.trace)}],
        "remittances": [(each, REMITTANCE_TONES[each.status], _back(each, role)) for each in remittances],
        "urgings": found.urgings.all(),
        "acts": _acts(found, role),
    }
    return render(request, "payments/receivable.html", context)


def way(request: HttpRequest, found: Receivable, *last: str) -> list[dict[str, str]]:
    own, grant = request.membership.role in APPLICANTS, found.grant
    page = reverse("grant" if own else "grant_case", args=[grant.pk])
    first = (_("申請・届出"), reverse("portal")) if own else (_("返還の債権"), reverse("receivables"))
    here = reverse("receivable", args=[found.pk]) if last else ""
    items = (first, (grant.number or grant.title, page), (_("返還"), here), *((each, "") for each in last))
    return [{"label": label, "url": url} for label, url in items]


def _acts(found: Receivable, role: Role) -> list[dict[str, Any]]:
    """What this role may do, each with why it is closed now."""
    names = {act.name for act in found.grant.under(RECEIVABLE).open_acts(found.status, role)} & {
        "urge_payment"
    }
    if found.state == ReceivableState.OPEN:
        names |= {act.name for act in found.grant.under(REMITTANCE).open_acts(None, role)}
    if clock.today() <= found.due_on:
        names.discard("urge_payment")
    return [
        {"label": _(_label(name)), "url": reverse(name, args=[found.pk])}
        for name in ("record_remittance", "urge_payment")
        if name in names
    ]


def _label(name: str) -> str:
    return REMITTANCE.label_of(name) if name in REMITTANCE.names() else RECEIVABLE.label_of(name)


def _back(found: Remittance, role: Role) -> str:
    """Where the last receipt that stands is taken back, for whoever may."""
    later = found.receivable.remittances.filter(place__gt=found.place, state=RemittanceState.RECORDED)
    lifecycle = found.receivable.grant.under(REMITTANCE)
    may = any(act.name == "reverse_remittance" for act in lifecycle.open_acts(found.status, role))
    return reverse("reverse_remittance", args=[found.pk]) if may and not later.exists() else ""


def _frame(request: HttpRequest, found: Receivable, title: str, done: str, **more: Any) -> ActPage:
    context = {"way": way(request, found, title)}
    context["eyebrow"] = f"{found.grant.party.organisation.name}　{found.grant.title}"
    return ActPage(found, title, title, reverse("receivable", args=[found.pk]), done, context=context, **more)


@opens_to(*TILLS.values())
@get_or_post
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _receivable(request, pk)
    _at_its_post(request, found, TILLS)
    page = _frame(
        request,
        found,
        _(REMITTANCE.label_of("record_remittance")),
        _("入金を記録し、帳簿に記帳しました。会社に知らせました。"),
        lead=_("入金は、先に返還額に充て、残りを加算金・延滞金に充てます（適正化法施行令10条2項）。"),
    )
    return act_page(
        request,
        page,
        RemittanceForm(posted(request), initial={"on": clock.today()}),
        lambda typed: service.record_remittance(receivable=found, membership=request.membership, **typed),
    )


@opens_to(*TILLS.values())
@get_or_post
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _remittance(request, pk)
    _at_its_post(request, found.receivable, TILLS)
    page = _frame(
        request,
        found.receivable,
        _(REMITTANCE.label_of("reverse_remittance")),
        _("入金の記録を取り消し、帳簿に逆の記帳をしました。会社に知らせました。"),
        lead=_("記録は消えません。取り消した記録として、理由とともに残ります。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: service.reverse_remittance(remittance=found, membership=request.membership, **typed),
    )


@opens_to(*DESKS.values())
@get_or_post
def urge(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _receivable(request, pk)
    _at_its_post(request, found, DESKS)
    page = _frame(
        request,
        found,
        _(RECEIVABLE.label_of("urge_payment")),
        _("督促しました。会社に知らせました。"),
        lead=_("指定する期限は、法律上の納期限を変えません。延滞金は、元の納期限の翌日から計算します。"),
    )
    return act_page(
        request,
        page,
        UrgingForm(posted(request), initial={"pay_by": clock.today() + URGED_FOR}),
        lambda typed: service.urge_payment(receivable=found, membership=request.membership, **typed),
    )
