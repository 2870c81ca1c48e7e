"""NIBN's pages of payment: what is claimed, the runs, one run with its files and what the bank told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audience import opens_to
from accounts.queues import queue_called
from common import clock
from common.acting import ActPage, act_at_once, act_page, posted
from common.delimited import csv_response
from common.paging import Counted, Order, Page
from funds.ledger.models import Book
from law.acts import refusals
from law.lifecycle import PAYMENT_RUN, TRANSFER
from law.roles import PAYERS, Role
from law.states import ClaimState, RunState

from ..exports import bank_file, run_csv
from ..forms import FailedForm, PaidForm, ResultsForm, ReturnForm, RunForm
from ..models import PaymentClaim, PaymentRun, Transfer
from ..panels import RUN_TONES, TRANSFER_TONES
from ..queues import CLAIMS, PAYMENTS
from ..selectors import (
    claims_visible_to,
    payer_on,
    releasing_facts,
    runs_visible_to,
    transfers_of,
    transfers_visible_to,
)
from ..services import results
from ..services import runs as service

opens_to_payers = opens_to(*PAYERS)
opens_to_till = opens_to(Role.NIBN_ACCOUNTANT)
get_or_post = require_http_methods(["GET", "POST"])
AT_ONCE = frozenset({"release_run"})
SENT = (RunState.RELEASED, RunState.DONE)


def run_or_404(request: HttpRequest, pk: UUID) -> PaymentRun:
    return get_object_or_404(runs_visible_to(request.membership), pk=pk)


def way(*items: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "url": url} for label, url in ((_("支払"), reverse("payments")), *items)]


def open_claims(request: HttpRequest, book: Book | None = None) -> list[PaymentClaim]:
    rows = claims_visible_to(request.membership).filter(state=ClaimState.OPEN)
    rows = rows.filter(grant__plan__scheme__fund=book.fund_id) if book else rows
    return list(rows.order_by("claimed_at", "id")[:200])


@opens_to_payers
@require_GET
def payments(request: HttpRequest) -> HttpResponse:
    """By fund what is claimed and from which account it is paid; then the runs, the newest first.

    A list of work shows the one or the other.
    """
    role, asked = Role(request.membership.role), request.GET.get("queue", "")
    queue = queue_called(asked, role, PAYMENTS)
    runs = runs_visible_to(request.membership)
    if queue and queue.code != CLAIMS:
        runs = queue.found(request.membership)
    page = Page.of(runs, request.GET, Order("drafted_at", falling=True))
    context = {
        "queue": queue,
        "of_claims": queue is None or queue.code == CLAIMS,
        "of_runs": queue is None or queue.code != CLAIMS,
        "funds": _funds(request),
        "page": page,
        "rows": [(each, RUN_TONES[each.status]) for each in page.rows],
        "counted": Counted.of(runs),
        "may_draft": bool(PAYMENT_RUN.open_acts(None, role)),
        "may_set": role == Role.NIBN_ACCOUNTANT,
    }
    return render(request, "payments/office/payments.html", context)


def _funds(request: HttpRequest) -> list[dict[str, Any]]:
    claims, today = open_claims(request), clock.today()
    return [
        {
            "book": book,
            "claims": [each for each in claims if each.grant.scheme.fund_id == book.fund_id],
            "payer": payer_on(book, today),
        }
        for book in Book.objects.filter(fund__isnull=False).select_related("fund").order_by("fund")
    ]


@opens_to(Role.NIBN_OFFICER)
@get_or_post
def draft(request: HttpRequest, code: str) -> HttpResponse:
    book = get_object_or_404(Book.objects.select_related("fund"), fund=code)
    claims = open_claims(request, book)
    form = RunForm(posted(request), claims=claims, initial={"claims": [str(each.pk) for each in claims]})
    title = _(PAYMENT_RUN.label_of("draft_run"))
    page = ActPage(
        book,
        title,
        title,
        reverse("payments"),
        _("振込の束を作りました。出納の担当者に知らせました。"),
        lead=_("選んだ請求を一つの束にします。出納の担当者が確かめて、銀行に振込を依頼します。"),
        context={"eyebrow": book.name, "way": way((title, ""))},
    )
    made: list[PaymentRun] = []
    answer = act_page(
        request,
        page,
        form,
        lambda _typed: made.append(
            service.draft_run(book=book, membership=request.membership, **form.said())
        ),
    )
    return redirect("payment_run", made[0].pk) if made else answer


@opens_to_payers
@require_GET
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, role = run_or_404(request, pk), Role(request.membership.role)
    transfers = transfers_of(found)
    offered = _offered(found, request)
    context = {
        "run": found,
        "tone": RUN_TONES[found.status],
        "transfers": [(each, TRANSFER_TONES[each.status], _acts_on(each, role)) for each in transfers],
        "total": sum(each.amount for each in transfers),
        "acts": [act for act in offered if not act["reasons"]],
        "closed": [act for act in offered if act["reasons"]],
        "is_sent": found.status in SENT,
        "may_hand_over": found.status in SENT and role == Role.NIBN_ACCOUNTANT,
        "may_tell": found.status == RunState.RELEASED and role == Role.NIBN_ACCOUNTANT,
        "way": way((found.number, "")),
    }
    return render(request, "payments/office/run.html", context)


def _offered(found: PaymentRun, request: HttpRequest) -> list[dict[str, Any]]:
    rows = PAYMENT_RUN.open_acts(found.status, Role(request.membership.role))
    facts = releasing_facts(found, request.membership) if rows else {}
    return [
        {
            "label": _(act.label),
            "url": reverse(act.name, args=[found.pk]),
            "post": act.name in AT_ONCE,
            "reasons": [reason.text for reason in refusals(act, facts)],
        }
        for act in rows
        if act.name != "finish_run"
    ]


def _acts_on(transfer: Transfer, role: Role) -> list[dict[str, str]]:
    if transfer.run.status not in SENT:
        return []
    return [
        {"label": _(act.label), "url": reverse(act.name, args=[transfer.pk])}
        for act in TRANSFER.open_acts(transfer.status, role)
        if act.name in ("record_paid", "record_failed")
    ]


@opens_to_till
@require_POST
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = run_or_404(request, pk)
    return act_at_once(
        request,
        reverse("payment_run", args=[pk]),
        _("振込の依頼を記録しました。ファイルを銀行に送ってください。"),
        lambda: service.release_run(run=found, membership=request.membership),
    )


@opens_to_payers
@get_or_post
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = run_or_404(request, pk)
    title = _(PAYMENT_RUN.label_of("drop_run"))
    page = _page_of(found, title, _("振込の束を取りやめました。請求は、請求中に戻りました。"), danger=True)
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: service.drop_run(run=found, membership=request.membership, **typed),
    )


def _page_of(found: PaymentRun, title: str, done: str, **more: Any) -> ActPage:
    back = reverse("payment_run", args=[found.pk])
    context = {
        "eyebrow": f"{found.book.name}　{found.number}",
        "way": way((found.number, back), (title, "")),
    }
    return ActPage(found, title, more.pop("submit", title), back, done, context=context, **more)


# Files


@opens_to_till
@require_GET
def zengin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the bank, of a released run alone."""
    found = get_object_or_404(runs_visible_to(request.membership), pk=pk, state__in=SENT)
    return HttpResponse(
        bank_file(found),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{found.number}.txt"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@opens_to_payers
@require_GET
def table(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = run_or_404(request, pk)
    return csv_response(run_csv(found), name=f"{found.number}.csv")


# What the bank told


def _transfer(request: HttpRequest, pk: UUID) -> Transfer:
    return get_object_or_404(transfers_visible_to(request.membership), pk=pk)


def _told(request: HttpRequest, pk: UUID, name: str, form: Any, act: Callable[..., Any]) -> HttpResponse:
    found = _transfer(request, pk)
    title = _(TRANSFER.label_of(name))
    page = _page_of(found.run, title, _("結果を記録しました。"), lead=_about(found))
    return act_page(
        request,
        page,
        form(posted(request), initial={"on": found.run.transfer_on}),
        lambda typed: act(transfer=found, membership=request.membership, **typed),
    )


def _about(found: Transfer) -> str:
    claim = found.claim
    words = (claim.number, claim.grant.party.organisation.name, found.account.holder)
    return "　".join(words)


@opens_to_till
@get_or_post
def paid(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _told(request, pk, "record_paid", PaidForm, results.record_paid)


@opens_to_till
@get_or_post
def failed(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _told(request, pk, "record_failed", FailedForm, results.record_failed)


@opens_to_till
@get_or_post
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = run_or_404(request, pk)
    title = _("結果のファイルを取り込む")
    page = _page_of(
        found,
        title,
        _("銀行の結果を取り込みました。"),
        submit=_("取り込む"),
        lead=_("振込ごとに、支払われたか組戻しかを記録します。一つでも一致しなければ、何も記録しません。"),
    )

    def act(typed: dict[str, Any]) -> None:
        content = typed["results"].read()
        results.take_results(run=found, content=content, on=typed["on"], membership=request.membership)

    form = ResultsForm(posted(request), request.FILES or None, initial={"on": found.transfer_on})
    return act_page(request, page, form, act)
