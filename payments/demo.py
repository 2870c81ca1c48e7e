"""The demo's payments, on top of everything below: each company's bank account, in another state."""

from collections.abc import Callable
from datetime import date, timedelta

from applications.models import Plan
from common import clock, files
from common.audit.sealing import seal as seal_audit
from decisions.demo import build_demo as build_below
from decisions.demo.acting import member, on, paper

from .models import PayeeAccount
from .services.payees import (
    Figures,
    check_payee_account,
    confirm_payee_account,
    enter_payee_account,
    return_payee_account,
)

# who, bank, branch, kind, number, holder; codes that no bank has
ACCOUNTS = (
    ("lead", "ミホン", "ホンテン", "2", "0012345", "ミホンセイヤク（カ"),
    ("takasaki", "ミホン", "タカサキ", "1", "7654321", "タカサキセイヤク（カ"),
    ("yoshino", "サンプル", "ヨシノ", "1", "2468", "ヨシノファーマイチゴウ（カ"),
    ("minohon", "サンプル", "ウミベ", "2", "1357924", "ミホンヤクヒンコウギョウ（カ"),
)


def build_demo(tell: Callable[[str], object] = lambda _line: None) -> int:
    """Make what is missing, telling where it is; returns how many plans the demo holds."""
    is_new = not Plan.objects.exists()
    plans = build_below(tell)
    if is_new:
        tell("振込先口座を作っています。")
        build_accounts(clock.today())
        seal_audit()
    return plans


def build_accounts(today: date) -> None:
    """One is confirmed, one waits for the accountant, one for the officer, one was sent back."""
    day = today - timedelta(days=18)
    entered = {who: _entered(day, who, written) for who, *written in ACCOUNTS}
    with on(day + timedelta(days=1)):
        for who in ("lead", "takasaki"):
            check_payee_account(account=entered[who], membership=member("nibn_officer"))
        return_payee_account(
            account=entered["minohon"],
            note="通帳の写しにある口座番号と一致しません。確かめて届け直してください。",
            membership=member("nibn_officer"),
        )
    with on(day + timedelta(days=2)):
        confirm_payee_account(account=entered["lead"], membership=member("nibn_accountant"))


def _entered(day: date, who: str, written: list[str]) -> PayeeAccount:
    bank, branch, kind, number, holder = written
    with on(day):
        figures = Figures.read(
            bank_code="9900",
            bank_name=bank,
            branch_code="990",
            branch_name=branch,
            kind=kind,
            number=number,
            holder=holder,
        )
        page = paper("通帳の見開きの写し", member(who).organisation.name)
        return enter_payee_account(
            figures=figures,
            passbook=files.store_bytes(page, kind="pdf"),
            name="通帳の写し.pdf",
            membership=member(who),
        )
