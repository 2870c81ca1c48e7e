"""The ministry's pages of payment: what was paid of a claim in another system is recorded, and taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to
from common import clock
from common.acting import ActPage, act_page, posted
from law.authorities import TILLS, Authority
from law.lifecycle import TREASURY_PAYMENT
from law.money import yen
from law.roles import Role
from law.states import ClaimState

from ..forms import ReturnForm, TreasuryPaymentForm
from ..models import PaymentClaim
from ..selectors import claims_of_ministry, treasury_payments_visible_to
from ..services import treasury as service

get_or_post = require_http_methods(["GET", "POST"])
opens_to_recorders = opens_to(TILLS[Authority.MINISTRY])


def acts_on_payment(claim: PaymentClaim, role: Role) -> list[dict[str, Any]]:
    """What this role may record of a claim on the ministry, or take back of what was recorded."""
    if claim.grant.is_of_fund:
        return []
    begins = claim.state == ClaimState.OPEN and TREASURY_PAYMENT.open_acts(None, role)
    found = [_act(act.name, act.label, claim.pk) for act in begins or []]
    for payment in claim.treasury_payments.all():
        rows = TREASURY_PAYMENT.open_acts(payment.status, role)
        found += [_act(act.name, act.label, payment.pk) for act in rows]
    return found


def _act(name: str, label: str, pk: UUID) -> dict[str, Any]:
    return {"label": _(label), "url": reverse(name, args=[pk]), "post": False}


def _page(found: Any, claim: PaymentClaim, act: str, done: str, **more: Any) -> ActPage:
    title, grant = _(TREASURY_PAYMENT.label_of(act)), claim.grant
    items = (
        (_("交付申請"), reverse("grants")),
        (grant.number or "", reverse("grant_case", args=[grant.pk])),
        (_("支払"), reverse("grant_payments", args=[grant.pk])),
        (title, ""),
    )
    context = {
        "eyebrow": f"{grant.party.organisation.name}　{claim.number}",
        "way": [{"label": label, "url": url} for label, url in items],
    }
    back = reverse("grant_payments", args=[grant.pk])
    return ActPage(found, title, title, back, done, context=context, **more)


@opens_to_recorders
@get_or_post
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    claim = get_object_or_404(claims_of_ministry(request.membership), pk=pk)
    lead = _("請求額 %(amount)s の全額が国庫から支払われたことを記録します。ここから支払は行われません。")
    page = _page(
        claim,
        claim,
        "record_treasury_payment",
        _("支払を記録し、予算の帳簿に記帳しました。会社に知らせました。"),
        lead=lead % {"amount": yen(claim.amount)},
    )
    return act_page(
        request,
        page,
        TreasuryPaymentForm(posted(request), initial={"on": clock.today()}),
        lambda typed: service.record_treasury_payment(claim=claim, membership=request.membership, **typed),
    )


@opens_to_recorders
@get_or_post
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    payment = get_object_or_404(treasury_payments_visible_to(request.membership), pk=pk)
    page = _page(
        payment,
        payment.claim,
        "reverse_treasury_payment",
        _("支払の記録を取り消し、予算の帳簿に逆の記帳をしました。会社に知らせました。"),
        lead=_("記録は消えません。取り消した記録として、理由とともに残ります。請求は請求中に戻ります。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: service.reverse_treasury_payment(
            payment=payment, membership=request.membership, **typed
        ),
    )
