"""A statement is read, looked at with every error by its row, and taken in whole."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.acting import act_at_once, is_done, posted
from common.forms import parse_date
from law.bank import StatementForm
from law.lifecycle import BANK_ACCOUNT

from ..bank.months import reached_day
from ..bank.reading import Reading, Told, missing, read_file, read_typed
from ..bank.sight import uploads_visible_to
from ..bank.sums import balance_on
from ..forms_bank import ColumnsForm, StatementFileForm, TakeForm
from ..models import BankAccount, BankUpload
from ..services.statements import (
    drop_statement,
    known_lines,
    look_at_statement,
    name_columns,
    reading_of,
    take_upload,
)
from .bank import account_or_404, get_or_post, opens_to_till, page_of, way

MOST_SHOWN = 200


def upload_or_404(request: HttpRequest, pk: UUID) -> BankUpload:
    return get_object_or_404(uploads_visible_to(request.membership), pk=pk)


@opens_to_till
@get_or_post
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A file, or lines as typed; what was read before and not taken in is offered again."""
    found = account_or_404(request, pk)
    form = StatementFileForm(posted(request), request.FILES or None)
    made: list[BankUpload] = []

    def look(said: dict[str, Any]) -> None:
        told = _told(said, found)
        made.append(look_at_statement(account=found, told=told, membership=request.membership))

    if request.method == "POST" and form.is_valid() and is_done(form, look):
        return redirect("bank_upload", made[0].pk)
    title = _(BANK_ACCOUNT.label_of("take_statement"))
    context = {
        "account": found,
        "form": form,
        "title": title,
        "way": way(found, (title, "")),
        "balance": balance_on(found),
        "until": reached_day(found),
        "waiting": uploads_visible_to(request.membership).filter(account=found).first(),
        "back": page_of(found),
    }
    return render(request, "payments/bank/take.html", context)


def _told(said: dict[str, Any], account: BankAccount) -> Told:
    return read_file(said["file"], account) if said.get("file") else read_typed(said.get("typed", ""))


@opens_to_till
@get_or_post
def uploaded(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was read, row by row; what each column is, until which day, and with which balance it ends."""
    found = upload_or_404(request, pk)
    of_columns = _columns_form(request, found)
    if "columns" in request.POST and of_columns.is_valid():
        name_columns(upload=found, columns=of_columns.said())
        return redirect("bank_upload", found.pk)
    reading = reading_of(found) if not missing(found.columns) else Reading([], [])
    alike = known_lines(found.account, reading.lines)
    bound = None if "columns" in request.POST else posted(request)
    form = TakeForm(bound, asks=alike.count > 0, initial=_initial(found, reading))

    def act(said: dict[str, Any]) -> None:
        told = {"known": ""} | said
        take_upload(upload=found, membership=request.membership, **told)

    if bound is not None and form.is_valid() and is_done(form, act):
        return redirect("match_lines", found.account_id)
    context = {
        "upload": found,
        "account": found.account,
        "form": form,
        "of_columns": of_columns if found.form == StatementForm.SHEET else None,
        "missing": missing(found.columns),
        "reading": reading,
        "shown": reading.lines[:MOST_SHOWN],
        "more": max(0, len(reading.lines) - MOST_SHOWN),
        "alike": alike,
        "came_in": sum(each.came_in for each in reading.lines),
        "went_out": sum(each.went_out for each in reading.lines),
        "balance": balance_on(found.account),
        "way": way(found.account, (_("取り込みの確認"), "")),
    }
    return render(request, "payments/bank/uploaded.html", context)


def _columns_form(request: HttpRequest, found: BankUpload) -> ColumnsForm:
    heading = found.cells[0] if found.cells and found.form == StatementForm.SHEET else []
    typed = request.POST if "columns" in request.POST else None
    return ColumnsForm(typed, heading=heading, columns=found.columns)


def _initial(found: BankUpload, reading: Reading) -> dict[str, Any]:
    told, lines = found.told, reading.lines
    until = parse_date(told["until"]) if told.get("until") else reading.last_day
    closing = told.get("closing")
    closing = reading.closing if closing is None else closing
    if closing is None and not lines:
        closing = balance_on(found.account)
    return {"until": until, "closing": closing}


@opens_to_till
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = upload_or_404(request, pk)
    return act_at_once(
        request,
        page_of(found.account),
        _("取り込みを取りやめました。何も記録していません。"),
        lambda: drop_statement(upload=found, membership=request.membership),
    )
