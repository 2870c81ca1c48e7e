"""The company's page of its bank account: what stands, what came before, entering another."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from common import files
from common.acting import ActPage, act_page, posted
from law.roles import APPLICANTS, Role

from ..forms import PayeeForm
from ..panels import PAYEE_TONES, turn_of_account
from ..selectors import accounts_visible_to
from ..services.payees import PASSBOOKS, Figures, enter_payee_account


@opens_to(*APPLICANTS)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    rows = list(accounts_visible_to(request.membership).order_by("-entered_at", "-pk"))
    last = rows[0] if rows else None
    turn, yours = turn_of_account(last.status if last else None)
    context = {
        "place": "company",
        "account": last,
        "tone": PAYEE_TONES[last.status] if last else "",
        "turn": turn,
        "yours": yours,
        "older": [(each, PAYEE_TONES[each.status]) for each in rows[1:]],
        "may_enter": request.membership.role == Role.REPRESENTATIVE,
    }
    return render(request, "payments/company/account.html", context)


@opens_to(Role.REPRESENTATIVE)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    title = _("振込先口座を届け出る")
    page = ActPage(
        None,
        title,
        _("届け出る"),
        reverse("own_payee_account"),
        _("振込先口座を届け出ました。銀行に送る表記を、このページで確かめてください。"),
        lead=_(
            "補助金を受け取る自社名義の口座です。基盤研の二人が通帳の写しと照らし合わせてから使います。"
            "前に届け出た口座には、これから振り込みません。"
        ),
        context={"place": "company", "way": _way(title)},
    )

    def act(typed: dict[str, Any]) -> None:
        upload = typed.pop("passbook")
        figures = Figures.read(**typed)
        stored = files.store(upload=upload, limits=PASSBOOKS)
        enter_payee_account(figures=figures, passbook=stored, name=upload.name, membership=request.membership)

    return act_page(request, page, PayeeForm(posted(request), request.FILES or None), act)


def _way(title: str) -> list[dict[str, str]]:
    return [
        {"label": _("会社情報"), "url": reverse("organisation")},
        {"label": _("振込先口座"), "url": reverse("own_payee_account")},
        {"label": title, "url": ""},
    ]
