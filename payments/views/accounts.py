"""NIBN's pages of bank accounts: which wait for whom, one beside its passbook, and the acts on it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audience import opens_to
from accounts.queues import counts_of, queues_of
from common import files
from common.acting import ActPage, act_at_once, act_page, posted
from common.paging import Counted, Order, Page
from law.acts import refusals
from law.lifecycle import PAYEE_ACCOUNT
from law.roles import APPLICANTS, PAYERS, Role
from law.states import PayeeState

from ..forms import ReturnForm
from ..models import PayeeAccount
from ..panels import PAYEE_TONES
from ..queues import ACCOUNTS
from ..selectors import accounts_visible_to, confirming_facts
from ..services import payees

opens_to_payers = opens_to(*PAYERS)
AT_ONCE = frozenset({"check_payee_account", "confirm_payee_account"})


def account_or_404(request: HttpRequest, pk: UUID) -> PayeeAccount:
    return get_object_or_404(accounts_visible_to(request.membership), pk=pk)


@opens_to_payers
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """The newest first; narrowed to what waits for whom."""
    rows = accounts_visible_to(request.membership)
    state, queues = request.GET.get("state", ""), queues_of(request.membership.role, ACCOUNTS)
    queue = next((each for each in queues if each.code == request.GET.get("queue")), None)
    filtered = queue is not None or state == PayeeState.CONFIRMED
    if filtered:
        rows = queue.found(request.membership) if queue else rows.filter(state=state)
    counts = counts_of(request.membership, queues)
    page = Page.of(rows, request.GET, Order("entered_at", falling=True))
    chips = [{"label": _("すべて"), "url": "?", "current": not filtered}]
    chips += [
        {"label": _(each.label), "url": f"?queue={each.code}", "current": each is queue}
        | {"count": counts[each.code].count, "more": counts[each.code].more}
        for each in queues
    ]
    confirmed = PayeeState.CONFIRMED
    chips += [{"label": _(confirmed.label), "url": f"?state={confirmed}", "current": filtered and not queue}]
    context = {
        "page": page,
        "rows": [(each, PAYEE_TONES[each.status]) for each in page.rows],
        "counted": Counted.of(rows),
        "states": chips,
        "filtered": filtered,
    }
    return render(request, "payments/office/accounts.html", context)


@opens_to_payers
@require_GET
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = account_or_404(request, pk)
    older = accounts_visible_to(request.membership).filter(organisation=found.organisation).exclude(pk=pk)
    offered = _offered(found, request)
    context = {
        "account": found,
        "tone": PAYEE_TONES[found.status],
        "older": [(each, PAYEE_TONES[each.status]) for each in older.order_by("-entered_at", "-pk")],
        "acts": [act for act in offered if not act["reasons"]],
        "closed": [act for act in offered if act["reasons"]],
        "way": [
            {"label": _("振込先口座"), "url": reverse("payee_accounts")},
            {"label": found.organisation.name, "url": ""},
        ],
    }
    return render(request, "payments/office/account.html", context)


def _offered(account: PayeeAccount, request: HttpRequest) -> list[dict[str, Any]]:
    facts = confirming_facts(account, request.membership)
    return [
        {
            "label": _(act.label),
            "url": reverse(act.name, args=[account.pk]),
            "post": act.name in AT_ONCE,
            "reasons": [reason.text for reason in refusals(act, facts)],
        }
        for act in PAYEE_ACCOUNT.open_acts(account.status, Role(request.membership.role))
    ]


@opens_to(Role.NIBN_OFFICER)
@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = account_or_404(request, pk)
    return act_at_once(
        request,
        reverse("payee_account", args=[pk]),
        _("通帳の写しと一致することを記録しました。出納の担当者に知らせました。"),
        lambda: payees.check_payee_account(account=found, membership=request.membership),
    )


@opens_to(Role.NIBN_ACCOUNTANT)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = account_or_404(request, pk)
    return act_at_once(
        request,
        reverse("payee_account", args=[pk]),
        _("口座を確認しました。これから、この口座に振り込めます。"),
        lambda: payees.confirm_payee_account(account=found, membership=request.membership),
    )


@opens_to_payers
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = account_or_404(request, pk)
    title = _(PAYEE_ACCOUNT.label_of("return_payee_account"))
    page = ActPage(
        found,
        title,
        title,
        reverse("payee_account", args=[pk]),
        _("届出を差し戻しました。会社に知らせました。"),
        lead=_("通帳の写しと一致しない点などを書きます。会社は、口座を届け直します。"),
        context={
            "eyebrow": found.organisation.name,
            "way": [
                {"label": _("振込先口座"), "url": reverse("payee_accounts")},
                {"label": found.organisation.name, "url": reverse("payee_account", args=[pk])},
                {"label": title, "url": ""},
            ],
        },
    )
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: payees.return_payee_account(account=found, membership=request.membership, **typed),
    )


@opens_to(*APPLICANTS, *PAYERS)
@require_GET
def passbook(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    found = account_or_404(request, pk)
    return files.serve(found.passbook, name=found.passbook_name, inline=True)
