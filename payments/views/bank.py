"""A fund's accounts at the bank: what is there, which months wait, the lines of one account."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from accounts.queues import queue_called
from common import clock
from common.acting import ActPage, act_page, posted
from common.paging import Counted, Order, Page
from funds.ledger.models import Book
from law.bank import month_label, month_of
from law.lifecycle import BANK_ACCOUNT
from law.roles import BANK_READERS, Role
from law.states import MonthSheetState

from ..bank.months import Month, months_to_sign, next_open_month, opening_difference, reached_day
from ..bank.sight import bank_accounts_visible_to, lines_visible_to
from ..bank.sums import balance_on, open_lines
from ..forms_bank import BankAccountForm
from ..models import BankAccount, BankLine
from ..panels import MONTH_TONES
from ..queues import BANK
from ..services.bank_accounts import register_bank_account

opens_to_readers = opens_to(*BANK_READERS)
opens_to_till = opens_to(Role.NIBN_ACCOUNTANT)
get_or_post = require_http_methods(["GET", "POST"])
MOST_MONTHS = 24


def account_or_404(request: HttpRequest, pk: UUID) -> BankAccount:
    return get_object_or_404(bank_accounts_visible_to(request.membership), pk=pk)


def way(account: BankAccount | None = None, *items: tuple[str, str]) -> list[dict[str, str]]:
    steps = [(_("預金の照合"), reverse("bank"))]
    if account:
        steps.append((_("%(fund)sの口座") % {"fund": account.book.fund.name}, page_of(account)))
    return [{"label": label, "url": url} for label, url in (*steps, *items)]


def page_of(account: BankAccount) -> str:
    return reverse("bank_account", args=[account.pk])


@opens_to_readers
@require_GET
def bank(request: HttpRequest) -> HttpResponse:
    """By fund its accounts: what the bank says there is, and which month is next."""
    role = Role(request.membership.role)
    queue = queue_called(request.GET.get("queue", ""), role, BANK)
    accounts = bank_accounts_visible_to(request.membership)
    if queue:
        accounts = queue.found(request.membership)
    shown: dict[UUID, list[dict[str, Any]]] = {}
    for each in accounts:
        shown.setdefault(each.book_id, []).append(_standing(each))
    books = Book.objects.select_related("fund").order_by("fund")
    context = {
        "queue": queue,
        "funds": [(book, shown.get(book.pk, [])) for book in books if not queue or book.pk in shown],
        "may_register": _may(role),
        "is_till": role == Role.NIBN_ACCOUNTANT,
    }
    return render(request, "payments/bank/bank.html", context)


def _may(role: Role) -> bool:
    return any(act.name == "register_bank_account" for act in BANK_ACCOUNT.open_acts(None, role))


def _standing(account: BankAccount) -> dict[str, Any]:
    waiting = account.sheets.filter(state=MonthSheetState.DRAFTED).first()
    return {
        "account": account,
        "balance": balance_on(account),
        "until": reached_day(account),
        "unmatched": open_lines(account).count(),
        "next": month_label(next_open_month(account)),
        "late": len(months_to_sign(account)),
        "waiting": waiting,
    }


@opens_to_till
@get_or_post
def register(request: HttpRequest, code: str) -> HttpResponse:
    book = get_object_or_404(Book.objects.select_related("fund"), fund=code)
    form = BankAccountForm(posted(request), initial={"opening_on": month_of(clock.today())})
    title = _(BANK_ACCOUNT.label_of("register_bank_account"))
    page = ActPage(
        book,
        title,
        title,
        reverse("bank"),
        _("預金口座を登録しました。"),
        lead=_(
            "基金の預金口座です。最初に登録した口座を主な口座とし、ほかの口座にあると分からないものは、"
            "主な口座にあるものとして照合します。登録した後は変えられません。"
        ),
        context={"eyebrow": book.fund.name, "way": way(None, (title, ""))},
    )
    return act_page(
        request,
        page,
        form,
        lambda _typed: register_bank_account(book=book, membership=request.membership, **form.said()),
    )


@opens_to_readers
@require_GET
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The account's months, what waits, and the statements it was told by."""
    found = account_or_404(request, pk)
    sheets = found.sheets.exclude(state=MonthSheetState.DROPPED).select_related(
        "drafted_by__user", "signed_by__user"
    )
    context = {
        "account": found,
        "way": way(None, (str(found), "")),
        "now": _standing(found),
        "opening_difference": opening_difference(found) if found.is_main else 0,
        "to_sign": [Month(found, month) for month in months_to_sign(found)[:MOST_MONTHS]],
        "sheets": [(each, MONTH_TONES[each.status]) for each in sheets[:MOST_MONTHS]],
        "statements": found.statements.select_related("taken_by__user")[:MOST_MONTHS],
        "is_till": request.membership.role == Role.NIBN_ACCOUNTANT,
    }
    return render(request, "payments/bank/account.html", context)


@opens_to_readers
@require_GET
def lines(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Line by line as the bank told it, the newest first; each with what it is in the book."""
    found = account_or_404(request, pk)
    rows = lines_visible_to(request.membership).filter(account=found)
    page = Page.of(rows, request.GET, Order("place", falling=True))
    context = {
        "account": found,
        "way": way(found, (_("明細"), "")),
        "page": page,
        "rows": [(each, _match_of(each)) for each in _with_matches(page.rows)],
        "counted": Counted.of(rows),
        "query": f"account={found.pk}",
    }
    return render(request, "payments/bank/lines.html", context)


def _with_matches(rows: list[BankLine]) -> list[BankLine]:
    keys = [each.pk for each in rows]
    found = BankLine.objects.filter(pk__in=keys).prefetch_related("matches__match").order_by("-place")
    return list(found)


def _match_of(line: BankLine) -> Any:
    return next((each.match for each in line.matches.all() if each.standing), None)
