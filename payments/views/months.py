"""月次の預金照合表: drawing one up, the sheet itself, signing it and sending it back."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to
from common.acting import ActPage, act_at_once, act_page, is_done, posted
from law.acts import refusals
from law.lifecycle import MONTH_SHEET
from law.roles import Role
from law.states import MonthSheetState

from ..bank.months import Month, signed_sheet
from ..bank.sight import sheets_visible_to
from ..forms import ReturnForm
from ..forms_bank import SheetForm
from ..models import BankAccount, MonthSheet
from ..panels import MONTH_TONES
from ..services import month_sheets as service
from .bank import account_or_404, get_or_post, opens_to_readers, opens_to_till, page_of, way

SIGNERS = (Role.NIBN_ACCOUNTANT, Role.NIBN_DECIDER)
MONTH = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])")


def sheet_or_404(request: HttpRequest, pk: UUID) -> MonthSheet:
    return get_object_or_404(sheets_visible_to(request.membership), pk=pk)


@opens_to_till
@get_or_post
def draft(request: HttpRequest, pk: UUID, month: str) -> HttpResponse:
    """The month as it stands; each line that the book does not know asks for its explanation."""
    found, named = account_or_404(request, pk), MONTH.fullmatch(month)
    if named is None:
        raise Http404
    now = Month(found, date(int(named[1]), int(named[2]), 1))
    former = signed_sheet(found, now.month)
    form = SheetForm(posted(request), lines=now.lines, again=former is not None)
    made: list[MonthSheet] = []

    def act(said: dict[str, Any]) -> None:
        told = {"explanations": form.explanations(), "reason": said.get("reason", "")}
        made.append(
            service.draft_month_sheet(account=found, month=now.month, membership=request.membership, **told)
        )

    if request.method == "POST" and form.is_valid() and is_done(form, act):
        return redirect("month_sheet", made[0].pk)
    title = _("%(month)sの照合表を作る") % {"month": now.label}
    context = {
        "account": found,
        "now": now,
        "former": former,
        "form": form,
        "title": title,
        "way": way(found, (title, "")),
        "back": page_of(found),
    }
    return render(request, "payments/bank/draft_sheet.html", context)


@opens_to_readers
@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = sheet_or_404(request, pk)
    offered = _offered(found, request)
    later = found.later.filter(state=MonthSheetState.SIGNED).first()
    context = {
        "sheet": found,
        "account": found.account,
        "tone": MONTH_TONES[found.status],
        "transit": found.rows.filter(kind="transit"),
        "lines": found.rows.filter(kind="line"),
        "later": later,
        "query": f"sheet={found.pk}",
        "acts": [act for act in offered if not act["reasons"]],
        "closed": [act for act in offered if act["reasons"]],
        "may_correct": _may_correct(found, later, request),
        "way": way(found.account, (found.label, "")),
    }
    return render(request, "payments/bank/sheet.html", context)


def _may_correct(found: MonthSheet, later: MonthSheet | None, request: HttpRequest) -> bool:
    is_last = found.state == MonthSheetState.SIGNED and later is None
    return is_last and request.membership.role == Role.NIBN_ACCOUNTANT


def _offered(found: MonthSheet, request: HttpRequest) -> list[dict[str, Any]]:
    rows = MONTH_SHEET.open_acts(found.status, Role(request.membership.role))
    facts = service.signing_facts(found, request.membership) if rows else {}
    return [
        {
            "label": _(act.label),
            "url": reverse(act.name, args=[found.pk]),
            "post": act.name == "sign_month_sheet",
            "reasons": [reason.text for reason in refusals(act, facts | {"why": "-"})],
        }
        for act in rows
    ]


@opens_to(*SIGNERS)
@require_POST
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = sheet_or_404(request, pk)
    return act_at_once(
        request,
        reverse("month_sheet", args=[pk]),
        _("照合表を確認しました。この月の明細と対応付けは、もう変えられません。"),
        lambda: service.sign_month_sheet(sheet=found, membership=request.membership),
    )


@opens_to(*SIGNERS)
@get_or_post
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = sheet_or_404(request, pk)
    title = _(MONTH_SHEET.label_of("drop_month_sheet"))
    page = ActPage(
        found,
        title,
        title,
        reverse("month_sheet", args=[pk]),
        _("照合表を差し戻しました。出納の担当者に知らせました。"),
        danger=True,
        context={"eyebrow": _eyebrow(found.account, found), "way": way(found.account, (title, ""))},
    )
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: service.drop_month_sheet(sheet=found, membership=request.membership, **typed),
    )


def _eyebrow(account: BankAccount, found: MonthSheet) -> str:
    return f"{account.book.fund.name}　{found.label}"
