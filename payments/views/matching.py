"""突合: what may be the same, for the till to confirm; and what is left on either side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.acting import ActPage, act_page, posted
from law.acts import Refused
from law.deadlines import era
from law.lifecycle import BANK_MATCH
from law.money import yen
from law.roles import Role
from law.states import MatchState

from ..bank.items import items_of, open_items
from ..bank.months import next_open_month
from ..bank.proposals import proposals
from ..bank.sight import matches_visible_to
from ..bank.sums import main_account, open_lines
from ..forms import ReturnForm
from ..models import BankAccount, BankLine, BankMatch, MatchedLine
from ..services.matching import match_lines, undo_match
from .bank import account_or_404, get_or_post, opens_to_readers, opens_to_till, page_of, way

MOST, MOST_MATCHES = 200, 20
LINES = Prefetch("lines", MatchedLine.objects.select_related("line").order_by("line__place"))


@opens_to_readers
@get_or_post
def match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Of all accounts of the fund: money that moved between two of them is a line of each."""
    found = account_or_404(request, pk)
    if request.method == "POST" and _acted(request, found):
        return redirect("match_lines", found.pk)
    lines = _open_lines_of(found)
    main = main_account(found.book) or found
    items = open_items(main)
    proposed = proposals(lines, items)
    context = {
        "account": found,
        "way": way(found, (_("突合"), "")),
        "proposals": proposed[:MOST],
        "lines": lines[:MOST],
        "items": items[:MOST],
        "more": len(lines) > MOST or len(items) > MOST or len(proposed) > MOST,
        "of_lines": sum(each.amount for each in lines),
        "of_items": sum(each.amount for each in items),
        "matches": _matches(request, found, main),
        "is_till": request.membership.role == Role.NIBN_ACCOUNTANT,
        "chosen": {*request.POST.getlist("line"), *request.POST.getlist("item")},
    }
    return render(request, "payments/bank/match.html", context)


def _open_lines_of(found: BankAccount) -> list[BankLine]:
    rows: list[BankLine] = []
    for each in BankAccount.objects.filter(book=found.book_id):
        rows += open_lines(each).select_related("account")
    return sorted(rows, key=lambda line: (line.on, line.place))


def _acted(request: HttpRequest, found: BankAccount) -> bool:
    """Several proposals at once, or what was chosen by hand; all or nothing."""
    try:
        count = _match(request, found)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason.text)
        return False
    messages.success(request, _("%(count)s件を対応付けました。") % {"count": count})
    return True


@transaction.atomic
def _match(request: HttpRequest, found: BankAccount) -> int:
    chosen = [(request.POST.getlist("line"), request.POST.getlist("item"))]
    if "proposals" in request.POST:
        pairs = [each.partition("|") for each in request.POST.getlist("proposal")]
        chosen = [([line], codes.split(",")) for line, _bar, codes in pairs] or [([], [])]
    for lines, items in chosen:
        match_lines(book=found.book, lines=_ids(lines), items=items, membership=request.membership)
    return len(chosen)


def _ids(typed: list[str]) -> list[UUID]:
    """What is no id is no line."""
    found = []
    for each in typed:
        try:
            found.append(UUID(each))
        except ValueError:
            found.append(UUID(int=0))
    return found


def _matches(request: HttpRequest, found: BankAccount, main: BankAccount) -> list[dict[str, Any]]:
    rows = matches_visible_to(request.membership).filter(book=found.book, state=MatchState.MATCHED)
    first = next_open_month(main)
    shown = list(rows.prefetch_related(LINES).order_by("-made_at", "pk")[:MOST_MATCHES])
    items = items_of(shown, main)
    return [
        {
            "match": each,
            "lines": [held.line for held in each.lines.all()],
            "items": items[each.pk],
            "is_open": each.month >= first,
        }
        for each in shown
    ]


@opens_to_till
@get_or_post
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(matches_visible_to(request.membership), pk=pk)
    main = main_account(found.book)
    if main is None:
        raise LookupError(found.pk)
    title = _(BANK_MATCH.label_of("undo_match"))
    page = ActPage(
        found,
        title,
        title,
        page_of(main),
        _("対応付けを取り消しました。明細と帳簿の取引は、未対応に戻りました。"),
        lead=_("対応付けの記録は消えません。取り消した記録として、理由とともに残ります。"),
        danger=True,
        context={"eyebrow": _in_words(found, main), "way": way(main, (title, ""))},
    )
    return act_page(
        request,
        page,
        ReturnForm(posted(request)),
        lambda typed: undo_match(match=found, membership=request.membership, **typed),
    )


def _in_words(found: BankMatch, main: BankAccount) -> str:
    lines = [f"{era(held.line.on)} {yen(held.line.amount)}" for held in found.lines.select_related("line")]
    return "　".join([*lines, *(each.label for each in items_of([found], main)[found.pk])])
