"""通知: the case's documents and how each reached its addressee."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from law.lifecycle import DESK, NIBN_DESK
from reviews.views.acting import ActPage, act_page, posted

from ...about import DECISION_PARTS, about
from ...forms import DeliveryForm, DispatchForm
from ...models import Delivery
from ...selectors import documents_of
from ...services.delivering import record_delivery, record_dispatch
from ..documents import documents_visible_to
from .frame import closed_to, show
from .page import CasePage, opens_to_readers

get_or_post = require_http_methods(["GET", "POST"])


@opens_to_readers
@require_GET
def case_letters(request: HttpRequest, pk: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case_letters"):
        return refusal
    issued = documents_of(page.plan).filter(issued_at__isnull=False)
    context = {
        "letters": [each for each in issued if each.decision_id],
        "receipts": [each for each in issued if each.receipt_id],
        "may_record": page.role in DESK,
        "PAPER": Delivery.Channel.PAPER,
    }
    return show(request, page, "case_letters", context)


@opens_to(*DESK, *NIBN_DESK)
@get_or_post
def dispatch(request: HttpRequest, pk: Any) -> HttpResponse:
    delivery = _delivery(request, pk)
    form = DispatchForm(posted(request), initial=_as_recorded(delivery))
    page = _sending(delivery, _("発送を記録する"), _("発送を記録しました。"))
    member = request.membership
    return act_page(
        request, page, form, lambda typed: record_dispatch(delivery=delivery, membership=member, **typed)
    )


@opens_to(*DESK, *NIBN_DESK)
@get_or_post
def deliver(request: HttpRequest, pk: Any) -> HttpResponse:
    delivery = _delivery(request, pk)
    page = _sending(delivery, _("到達を記録する"), _("到達を記録しました。"))
    form = DeliveryForm(posted(request))
    member = request.membership
    return act_page(
        request, page, form, lambda typed: record_delivery(delivery=delivery, membership=member, **typed)
    )


def _as_recorded(delivery: Delivery) -> dict[str, Any]:
    if delivery.dispatched_on is None:
        return {}
    return {name: getattr(delivery, name) for name in ("dispatched_on", "dispatched_by", "tracking")}


def _delivery(request: HttpRequest, pk: Any) -> Delivery:
    letters = documents_visible_to(request.membership).filter(decision__isnull=False)
    of_own = letters.filter(decision__grant__isnull=request.membership.role in DESK)
    rows = Delivery.objects.filter(document__in=of_own)
    parts = [f"document__decision__{name}" for name in DECISION_PARTS]
    return get_object_or_404(rows.select_related("document__addressee", *parts), pk=pk)


def _sending(delivery: Delivery, title: str, done: str) -> ActPage:
    document = delivery.document
    plan = document.decision.plan
    lead = f"{document.get_kind_display()}　{document.number}　{document.addressee.name}"
    back = reverse("case_letters", args=[plan.pk]) if plan else about(document.decision).page
    return ActPage(plan, title, title, back, done, lead=lead)
