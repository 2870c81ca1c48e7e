"""What was claimed and what became of it, and the runs, as they are taken along."""

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exported import PRINTERS, Cells, ExportedList, Found, exported
from accounts.models import Membership
from common import clock
from common.paging import Counted, Order
from law.deadlines import era, fiscal_year_label
from law.roles import BANK_READERS, MINISTRY, NIBN, PAYERS, Role
from law.states import TransferState

from .bank.printed import find_lines, find_sheet, page_of_lines, page_of_sheet, print_sheet
from .models import PaymentClaim, PaymentRun
from .selectors import claims_visible_to, runs_visible_to

CHUNK = 500


def _page(_query: str) -> str:
    return reverse("payments")


def find_claims(_query: str, membership: Membership) -> Found:
    rows = claims_visible_to(membership)
    return Found(
        count=lambda most: Counted.of(rows, most=most),
        head=[
            _("請求の番号"), _("交付申請の管理番号"), _("会社"), _("基金・制度"), _("支払の種類"), _("年度"),
            _("請求額（円）"), _("状態"), _("請求した日"), _("支払の日"), _("支払済み（円）"),
        ],
        rows=lambda: _claims(rows.order_by(*Order("claimed_at", falling=True).columns())),
    )  # fmt: skip


def _claims(claims: QuerySet[PaymentClaim]) -> Iterator[Cells]:
    for claim in claims.iterator(chunk_size=CHUNK):
        grant = claim.grant
        yield [
            claim.number,
            grant.number,
            grant.party.organisation.name,
            grant.scheme.fund.name if grant.scheme.fund else grant.scheme.name,
            _(claim.get_kind_display()),
            fiscal_year_label(claim.fiscal_year),
            claim.amount,
            _(claim.get_state_display()),
            era(clock.local(claim.claimed_at).date()),
            era(claim.paid_on) if claim.paid_on else "",
            claim.amount if claim.paid_on else 0,
        ]


def find_runs(_query: str, membership: Membership) -> Found:
    rows = runs_visible_to(membership)
    return Found(
        count=lambda most: Counted.of(rows, most=most),
        head=[
            _("束の番号"), _("基金"), _("振込指定日"), _("状態"), _("件数"), _("金額（円）"),
            _("支払済み（円）"), _("組戻し（円）"), _("作成者"), _("依頼者"), _("依頼した日"),
        ],
        rows=lambda: _runs(rows.order_by(*Order("drafted_at", falling=True).columns())),
    )  # fmt: skip


def _runs(runs: QuerySet[PaymentRun]) -> Iterator[Cells]:
    told = {name: Sum("transfers__amount", filter=Q(transfers__state=state)) for name, state in STATES}
    summed = runs.annotate(count=Count("transfers"), whole=Sum("transfers__amount"), **told)
    for run in summed.iterator(chunk_size=CHUNK):
        yield [
            run.number,
            run.book.name,
            era(run.transfer_on),
            _(run.get_state_display()),
            run.count,
            run.whole or 0,
            run.paid_sum or 0,
            run.failed_sum or 0,
            run.drafted_by.user.name,
            run.released_by.user.name if run.released_by else "",
            era(clock.local(run.released_at).date()) if run.released_at else "",
        ]


STATES = (("paid_sum", TransferState.PAID), ("failed_sum", TransferState.FAILED))
SEERS = MINISTRY | NIBN | {Role.AUDITOR}
PRINTERS["month_sheet"] = print_sheet
exported(
    ExportedList("month_sheet", gettext_lazy("月次の預金照合表"), BANK_READERS, page_of_sheet, find_sheet),
    ExportedList("bank_lines", gettext_lazy("預金の入出金明細"), BANK_READERS, page_of_lines, find_lines),
    ExportedList("claims", gettext_lazy("請求と支払の一覧"), frozenset(SEERS), _page, find_claims),
    ExportedList("runs", gettext_lazy("振込の束の一覧"), frozenset(PAYERS), _page, find_runs),
)
