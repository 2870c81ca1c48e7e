"""月次の預金照合表 and an account's lines as they are taken along: Excel, CSV, and the sheet as PDF."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.exported import Cells, Found
from accounts.models import Membership
from common import clock
from common.paging import Counted
from decisions.about.grants import NIBN
from decisions.contents.header import Heading, header, new_document_id, organisation_address
from decisions.models import Issuer
from decisions.pdf import legible, render
from law.deadlines import era

from ..models import BankAccount, BankLine, MonthSheet, MonthSheetRow
from .sight import bank_accounts_visible_to, lines_visible_to, sheets_visible_to

CHUNK = 500


def _id(query: str, name: str) -> UUID:
    try:
        return UUID(QueryDict(query).get(name, ""))
    except ValueError:
        raise Http404 from None


def sheet_named(query: str, membership: Membership) -> MonthSheet:
    return get_object_or_404(sheets_visible_to(membership), pk=_id(query, "sheet"))


def account_named(query: str, membership: Membership) -> BankAccount:
    return get_object_or_404(bank_accounts_visible_to(membership), pk=_id(query, "account"))


def page_of_sheet(query: str) -> str:
    return reverse("month_sheet", args=[_id(query, "sheet")])


def page_of_lines(query: str) -> str:
    return reverse("bank_lines", args=[_id(query, "account")])


def find_sheet(query: str, membership: Membership) -> Found:
    rows = list(_rows(sheet_named(query, membership)))
    return Found(
        count=lambda most: Counted.cut(len(rows), most),
        head=[_("区分"), _("日付"), _("内容"), _("金額（円）"), _("説明")],
        rows=lambda: rows,
    )


def _rows(sheet: MonthSheet) -> Iterator[Cells]:
    """The reckoning, each of its parts with what it is made of, and who stands for it."""
    end, rows = era(sheet.until), list(sheet.rows.all())
    version = _("第%(version)s版　%(state)s") % {"version": sheet.version, "state": sheet.get_state_display()}
    yield [_("照合表"), sheet.label, f"{sheet.account.book.fund.name}　{sheet.account}", "", version]
    yield [_("帳簿の残高"), end, "", sheet.book_balance, ""]
    yield [_("未達の合計"), end, "", sheet.in_transit, ""]
    yield from (_row(_("未達"), row) for row in rows if row.kind == MonthSheetRow.TRANSIT)
    yield [_("帳簿にない明細の合計"), end, "", sheet.unmatched, ""]
    yield from (_row(_("帳簿にない明細"), row) for row in rows if row.kind == MonthSheetRow.LINE)
    yield [_("銀行の残高"), end, "", sheet.bank_balance, ""]
    yield [_("差額"), end, "", sheet.difference, ""]
    if sheet.former:
        yield [
            _("作り直した版"),
            "",
            _("第%(version)s版") % {"version": sheet.former.version},
            "",
            sheet.reason,
        ]
    yield [_("作成"), _day(sheet.drafted_at), sheet.drafted_by.user.name, "", ""]
    if sheet.signed_by:
        yield [_("確認"), _day(sheet.signed_at), sheet.signed_by.user.name, "", ""]


def _row(kind: str, row: MonthSheetRow) -> Cells:
    return [kind, era(row.on), row.label, row.amount, row.explanation]


def _day(at: Any) -> str:
    return era(clock.local(at).date())


def find_lines(query: str, membership: Membership) -> Found:
    rows = lines_visible_to(membership).filter(account=account_named(query, membership))
    return Found(
        count=lambda most: Counted.of(rows, most=most),
        head=[
            _("番号"), _("日付"), _("相手"), _("摘要"), _("入金（円）"), _("出金（円）"), _("残高（円）"),
            _("帳簿"),
        ],
        rows=lambda: _lines(rows.prefetch_related("matches").order_by("place").iterator(chunk_size=CHUNK)),
    )  # fmt: skip


def _lines(lines: Iterator[BankLine]) -> Iterator[Cells]:
    for each in lines:
        matched = any(match.standing for match in each.matches.all())
        yield [
            each.place,
            era(each.on),
            each.counterpart,
            each.remark,
            each.came_in,
            each.went_out,
            each.balance,
            _("対応済み") if matched else _("未対応"),
        ]


def print_sheet(query: str, membership: Membership) -> bytes:
    sheet = sheet_named(query, membership)
    issuer = Issuer.objects.select_related("organisation").get(pk=NIBN)
    heading = Heading(
        kind="month_sheet",
        title=_("月次の預金照合表"),
        document_id=new_document_id(),
        number=_("%(fund)s-照合表-%(month)s-%(version)s")
        % {"fund": sheet.account.book.fund_id, "month": f"{sheet.month:%Y%m}", "version": sheet.version},
        document_number="",
        dated_on=clock.today(),
        issuer=issuer,
    )
    to = organisation_address(issuer.organisation)
    return render(legible(header(heading, to) | content_of(sheet)))


def content_of(sheet: MonthSheet) -> dict[str, Any]:
    rows = list(sheet.rows.all())
    former, signed = sheet.former, sheet.signed_at
    return {
        "fund": sheet.account.book.fund.name,
        "account": str(sheet.account),
        "month": sheet.label,
        "version": sheet.version,
        "former": {"version": former.version, "reason": sheet.reason} if former else None,
        "state": sheet.get_state_display(),
        "book_balance": sheet.book_balance,
        "in_transit": sheet.in_transit,
        "unmatched": sheet.unmatched,
        "bank_balance": sheet.bank_balance,
        "difference": sheet.difference,
        "transit": [_told(row) for row in rows if row.kind == MonthSheetRow.TRANSIT],
        "lines": [_told(row) for row in rows if row.kind == MonthSheetRow.LINE],
        "drafted_by": sheet.drafted_by.user.name,
        "drafted_on": clock.local(sheet.drafted_at).date().isoformat(),
        "signed_by": sheet.signed_by.user.name if sheet.signed_by else None,
        "signed_on": clock.local(signed).date().isoformat() if signed else None,
    }


def _told(row: MonthSheetRow) -> dict[str, Any]:
    return {
        "on": row.on.isoformat(),
        "label": row.label,
        "amount": row.amount,
        "explanation": row.explanation,
    }
