"""What is paid of one grant: its page for everyone who sees the grant, and the company's claims."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audience import opens_to
from common.acting import ActPage, act_at_once, act_page, posted
from decisions.selectors import decision_that_grants
from grants.models import Grant
from grants.selectors import grants_with_parts
from grants.sight import grants_visible_to
from law.authorities import DESKS, Authority
from law.lifecycle import PAYMENT_CLAIM
from law.roles import APPLICANTS, MINISTRY, NIBN, Role
from law.states import PayeeState

from ..forms import ClaimForm, ReturnForm
from ..models import PaymentClaim
from ..money import holdings_of
from ..panels import CLAIM_TONES
from ..selectors import claims_visible_to, live_account
from ..services import claims as service
from .treasury import acts_on_payment

READERS = (*APPLICANTS, *MINISTRY, *NIBN, Role.AUDITOR)
get_or_post = require_http_methods(["GET", "POST"])


def _grant(request: HttpRequest, pk: UUID) -> Grant:
    return get_object_or_404(grants_with_parts(grants_visible_to(request.membership)), pk=pk)


def claim_or_404(request: HttpRequest, pk: UUID) -> PaymentClaim:
    return get_object_or_404(claims_visible_to(request.membership), pk=pk)


def way(request: HttpRequest, grant: Grant, *last: str) -> list[dict[str, str]]:
    own = request.membership.role in APPLICANTS
    page = reverse("grant" if own else "grant_case", args=[grant.pk])
    first = (_("申請・届出"), reverse("portal")) if own else (_("交付申請"), reverse("grants"))
    here = reverse("grant_payments", args=[grant.pk]) if last else ""
    items = (first, (grant.number or grant.title, page), (_("支払"), here), *((each, "") for each in last))
    return [{"label": label, "url": url} for label, url in items]


@opens_to(*READERS)
@require_GET
def payments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What may be claimed, what was, and what became of it."""
    grant = _grant(request, pk)
    decision, role = decision_that_grants(grant), Role(request.membership.role)
    claims = list(
        claims_visible_to(request.membership)
        .filter(grant=grant)
        .prefetch_related("transfers" if grant.is_of_fund else "treasury_payments")
    )
    account = live_account(grant.party.organisation)
    context = {
        "place": "filings",
        "way": way(request, grant),
        "grant": grant,
        "holdings": holdings_of(decision) if decision else [],
        "claims": [(each, CLAIM_TONES[each.status], _acts(each, role)) for each in claims],
        "may_claim": bool(PAYMENT_CLAIM.open_acts(None, role)) and decision is not None,
        "lacks_account": grant.is_of_fund
        and role in APPLICANTS
        and (not account or account.state != PayeeState.CONFIRMED),
    }
    return render(request, "payments/grant.html", context)


def _acts(claim: PaymentClaim, role: Role) -> list[dict[str, Any]]:
    own = ("withdraw_claim", "return_claim")
    lifecycle = claim.grant.under(PAYMENT_CLAIM)
    found = [
        {"label": _(act.label), "url": reverse(act.name, args=[claim.pk]), "post": act.name == own[0]}
        for act in lifecycle.open_acts(claim.status, role)
        if act.name in own
    ]
    return [*found, *acts_on_payment(claim, role)]


@opens_to(Role.REPRESENTATIVE)
@get_or_post
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = _grant(request, pk)
    decision = decision_that_grants(grant)
    holdings = [each for each in holdings_of(decision) if each.left] if decision else []
    form, account = ClaimForm(posted(request), holdings=holdings), live_account(grant.party.organisation)
    title = _(PAYMENT_CLAIM.label_of("claim_payment"))
    page = ActPage(
        grant,
        title,
        _("請求する"),
        reverse("grant_payments", args=[pk]),
        _("支払を請求しました。%(house)sの担当者に知らせました。") % {"house": grant.house},
        lead=_lead(grant),
        template="payments/company/claim.html" if grant.is_of_fund else "frame/act.html",
        context={"place": "filings", "eyebrow": grant.title, "way": way(request, grant, title)}
        | {"account": account, "is_confirmed": account and account.state == PayeeState.CONFIRMED},
    )

    def act(_typed: dict[str, Any]) -> None:
        service.claim_payment(grant=grant, membership=request.membership, **form.said())

    return act_page(request, page, form, act)


def _lead(grant: Grant) -> str:
    kinds = _(
        "概算払は額の確定の前に、交付決定額の範囲で受けるものです。精算払は、確定した額のうち未払の分です。"
    )
    if grant.is_of_fund:
        return kinds + _("届け出て確認された振込先口座に振り込みます。")
    return kinds + _("国庫から支払われます。受取の口座などは、厚生労働省の案内に従って届け出てください。")


@opens_to(Role.REPRESENTATIVE)
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = claim_or_404(request, pk)
    return act_at_once(
        request,
        reverse("grant_payments", args=[found.grant_id]),
        _("請求を取り下げました。"),
        lambda: service.withdraw_claim(claim=found, membership=request.membership),
    )


@opens_to(*DESKS.values())
@get_or_post
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = claim_or_404(request, pk)
    if request.membership.role != DESKS[Authority(found.grant.authority)]:
        raise Http404
    title = _(PAYMENT_CLAIM.label_of("return_claim"))
    page = ActPage(
        found,
        title,
        title,
        reverse("grant_payments", args=[found.grant_id]),
        _("請求を差し戻しました。会社に知らせました。"),
        lead=_("会社は、直した上で新しく請求します。"),
        context={"eyebrow": f"{found.grant.party.organisation.name}　{found.number}"}
        | {"way": way(request, found.grant, title)},
    )
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: service.return_claim(claim=found, membership=request.membership, **typed),
    )
