"""The work lists of what is paid: accounts to confirm, claims for a run, runs to release and to tell of."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.queues import Queue, Rows, register
from law.roles import PAYERS, Role
from law.states import ClaimState, PayeeState, RunState

from .selectors import accounts_visible_to, claims_visible_to, runs_visible_to

ACCOUNTS, PAYMENTS = "payee_accounts", "payments"
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
