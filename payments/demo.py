"""The demo's payments, on top of everything below: bank accounts, one advance paid, one that waits."""

from collections.abc import Callable
from datetime import date, timedelta

from applications.models import Plan
from common import clock, files
from common.audit.sealing import seal as seal_audit
from decisions.demo import build_demo as build_below
from decisions.demo.acting import member, on, paper
from decisions.demo.grants import Asking, fix_amount
from decisions.demo.reading import read_notices
from decisions.selectors import decision_that_grants
from decisions.services.drafting import draft_return_order
from funds.ledger.models import Book
from grants.models import Grant
from law.deadlines import fiscal_year
from law.payments import PaymentKind, is_banking_day
from law.states import GrantState

from .demo_bank import build_bank
from .models import PayeeAccount, PaymentClaim, PaymentRun
from .money import book_of
from .selectors import receivables_visible_to, transfers_of
from .services.claims import claim_payment
from .services.payees import (
    Figures,
    check_payee_account,
    confirm_payee_account,
    enter_payee_account,
    return_payee_account,
)
from .services.payers import set_payer_account
from .services.remittances import record_remittance
from .services.results import record_paid
from .services.runs import draft_run, release_run

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
        tell("支払を作っています。")
        build_accounts(clock.today())
        build_payments(clock.today())
        build_recovery(clock.today())
        build_bank(clock.today())
        read_notices(clock.today())
        seal_audit()
    return plans


def build_accounts(today: date) -> None:
    """Two are confirmed, one waits for the accountant, one for the officer, which was sent back before."""
    day = today - timedelta(days=18)
    entered = {who: _entered(day, who, written) for who, *written in ACCOUNTS}
    with on(day + timedelta(days=1)):
        for who in ("lead", "takasaki", "yoshino"):
            check_payee_account(account=entered[who], membership=member("nibn_officer"))
        return_payee_account(
            account=entered["minohon"],
            note="通帳の写しにある口座番号と一致しません。確かめて届け直してください。",
            membership=member("nibn_officer"),
        )
    with on(day + timedelta(days=2)):
        for who in ("lead", "yoshino"):
            confirm_payee_account(account=entered[who], membership=member("nibn_accountant"))
    who, *written = ACCOUNTS[-1]
    _entered(day + timedelta(days=3), who, [*written[:3], "1357925", written[-1]])


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


def build_payments(today: date) -> None:
    """Of the lead's grant: an advance that the bank has paid, another that the accountant sees."""
    book = Book.objects.select_related("fund").get(fund="generic-base")
    grant = Grant.objects.get(
        state=GrantState.GRANTED,
        plan__scheme__fund=book.fund_id,
        party__organisation=member("lead").organisation,
    )
    _paid_from(book, today - timedelta(days=17), "9900000001", "1000001")
    run = _drafted(grant, today - timedelta(days=14), 60_000_000, "機械装置の代金の支払期日が来るため。")
    _paid(run)
    _drafted(grant, today - timedelta(days=2), 20_000_000, "据付工事の代金の支払期日が来るため。")


def build_recovery(today: date) -> None:
    """A year's sum was paid in advance, less was spent: the rest is ordered back, a part of it came in."""
    book = Book.objects.select_related("fund").get(fund="innovative-drug")
    grant = Grant.objects.get(
        state=GrantState.GRANTED,
        plan__scheme__fund=book.fund_id,
        party__organisation=member("yoshino").organisation,
    )
    first = decision_that_grants(grant).amounts.earliest("fiscal_year")
    _paid_from(book, today - timedelta(days=16), "9900000002", "1000002")
    day = today - timedelta(days=14)
    _paid(_drafted(grant, day, first.amount, "設備の代金の支払期日が来るため。", "yoshino"))
    asking = Asking.of(grant, "yoshino")
    fix_amount(asking, today - timedelta(days=5))
    with on(today - timedelta(days=3)):
        order = draft_return_order(
            grant=asking.fresh,
            reasons="概算払により交付した額が、確定した額を超えているため。",
            dated_on=clock.today(),
            membership=member("nibn_officer"),
        )
        asking.approve_and_issue(order)
    with on(today - timedelta(days=1)):
        owed = receivables_visible_to(member("nibn_accountant")).get(order=order.pk)
        record_remittance(
            receivable=owed,
            on=clock.today(),
            amount=owed.principal // 3,
            reference="見本-0001",
            membership=member("nibn_accountant"),
        )


def _paid_from(book: Book, day: date, client: str, number: str) -> None:
    with on(day):
        set_payer_account(
            book=book,
            since=clock.today(),
            client_code=client,
            client_name="ミホンキバンケン",
            bank={
                "bank_code": "9901",
                "bank_name": "シスイトウ",
                "branch_code": "991",
                "branch_name": "ホンテン",
                "kind": "2",
                "number": number,
            },
            membership=member("nibn_accountant"),
        )


def _paid(run: PaymentRun) -> None:
    with on(_day_of(run), hour=16):
        release_run(run=run, membership=member("nibn_accountant"))
    with on(run.transfer_on, hour=17):
        [transfer] = transfers_of(run)
        record_paid(transfer=transfer, on=clock.today(), membership=member("nibn_accountant"))


def _day_of(run: PaymentRun) -> date:
    return clock.local(run.drafted_at).date()


def _drafted(grant: Grant, day: date, amount: int, reason: str, who: str = "lead") -> PaymentRun:
    with on(day):
        claim = _claimed(grant, amount, reason, who)
    with on(day, hour=14):
        return draft_run(
            book=book_of(grant),
            claims=[claim.pk],
            transfer_on=_next_banking_day(day + timedelta(days=3)),
            membership=member("nibn_officer"),
        )


def _claimed(grant: Grant, amount: int, reason: str, who: str) -> PaymentClaim:
    return claim_payment(
        grant=grant,
        kind=PaymentKind.ADVANCE,
        fiscal_year=fiscal_year(clock.today()),
        amount=amount,
        reason=reason,
        membership=member(who),
    )


def _next_banking_day(day: date) -> date:
    while not is_banking_day(day):
        day += timedelta(days=1)
    return day
