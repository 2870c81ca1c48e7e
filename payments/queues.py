"""The work lists of what is paid: accounts to confirm, claims for a run, runs to release and to tell of."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.queues import Queue, Rows, register
from common import clock
from law.bank import month_of
from law.roles import BANK_READERS, MINISTRY, NIBN, PAYERS, Role
from law.states import ClaimState, MonthSheetState, PayeeState, ReceivableState, RunState

from .bank.sight import bank_accounts_visible_to, sheets_visible_to
from .models import MonthSheet
from .selectors import accounts_visible_to, claims_visible_to, receivables_visible_to, runs_visible_to

ACCOUNTS, PAYMENTS, RECEIVABLES, BANK = "payee_accounts", "payments", "receivables", "bank"
CLAIMS = "claims"
LAST = 200  # after every list of grants


def _in(state: str, rows: Rows, membership: Membership) -> QuerySet[Any]:
    return rows(membership).filter(state=state)


OFFICER, TILL = Role.NIBN_OFFICER, Role.NIBN_ACCOUNTANT
# code, label, page, rows, the state in which they wait, for whom
LISTS: tuple[tuple[str, str | Promise, str, Rows, str, Role], ...] = (
    (
        "account_check",
        _("口座の確認待ち（担当者）"),
        ACCOUNTS,
        accounts_visible_to,
        PayeeState.ENTERED,
        OFFICER,
    ),
    ("account_confirm", _("口座の確認待ち（出納）"), ACCOUNTS, accounts_visible_to, PayeeState.CHECKED, TILL),
    (CLAIMS, _("請求"), PAYMENTS, claims_visible_to, ClaimState.OPEN, OFFICER),
    ("run_release", _("振込の依頼待ち"), PAYMENTS, runs_visible_to, RunState.DRAFTED, TILL),
    ("run_results", _("振込の結果の記録待ち"), PAYMENTS, runs_visible_to, RunState.RELEASED, TILL),
)
for place, (code, label, page, rows, state, who) in enumerate(LISTS, LAST):
    found = partial(_in, state, rows)
    register(Queue(code, label, page, PAYERS, place, found, frozenset({who}), _("支払")))


def _overdue(membership: Membership) -> QuerySet[Any]:
    """Owed, and past the day by which it was to be paid."""
    rows = receivables_visible_to(membership)
    return rows.filter(state=ReceivableState.OPEN, due_on__lt=clock.today())


def _to_reconcile(membership: Membership) -> QuerySet[Any]:
    """Accounts with a month that is over, not signed, and for which nobody's signature is awaited."""
    this_month = month_of(clock.today())
    sheets = MonthSheet.objects.filter(account=OuterRef("pk"))
    signed = sheets.filter(state=MonthSheetState.SIGNED, until__gte=this_month - timedelta(days=1))
    waiting = sheets.filter(state=MonthSheetState.DRAFTED)
    rows = bank_accounts_visible_to(membership).filter(opening_on__lt=this_month)
    return rows.exclude(Exists(signed)).exclude(Exists(waiting))


def _to_sign(membership: Membership) -> QuerySet[Any]:
    """Drafted by another: nobody signs what is one's own."""
    drafted = sheets_visible_to(membership).filter(state=MonthSheetState.DRAFTED)
    waiting = drafted.exclude(drafter=membership.user_id).filter(account=OuterRef("pk"))
    return bank_accounts_visible_to(membership).filter(Exists(waiting.order_by()))


HEAD, SEERS = Role.NIBN_DECIDER, MINISTRY | NIBN | {Role.AUDITOR}
RETURNS, OFFICE = _("返還"), _("預金の照合")
# code, label, page, who may open it, what waits, whose turn it is, under which head
MORE: tuple[tuple[str, str | Promise, str, frozenset[Role], Rows, frozenset[Role], str | Promise], ...] = (
    ("overdue", _("納期限を過ぎた返還"), RECEIVABLES, SEERS, _overdue, frozenset({TILL}), RETURNS),
    ("months", _("月次の照合待ち"), BANK, BANK_READERS, _to_reconcile, frozenset({TILL}), OFFICE),
    ("sheets", _("照合表の確認待ち"), BANK, BANK_READERS, _to_sign, frozenset({HEAD, TILL}), OFFICE),
)
for place, (code, label, page, roles, rows, whose, head) in enumerate(MORE, LAST + len(LISTS)):
    register(Queue(code, label, page, roles, place, rows, whose, head))
