"""A fund's account at the bank as the API says it. The caller has asked whether it may be seen."""

from django.urls import reverse

from payments.bank.items import Item, items_of, open_items
from payments.bank.months import next_open_month, reached_day
from payments.bank.sums import balance_on, main_account, open_lines
from payments.models import BankAccount, BankLine, BankMatch, MonthSheet

from .showing import Shown


def account(found: BankAccount) -> Shown:
    place = [found.pk]
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "book": found.book_id,
        "is_main": found.is_main,
        "bank_code": found.bank_code,
        "bank_name": found.bank_name,
        "branch_code": found.branch_code,
        "branch_name": found.branch_name,
        "kind": found.kind,
        "kind_label": found.get_kind_display(),
        "number": found.number,
        "opening_on": found.opening_on,
        "opening_balance": found.opening_balance,
        "balance": balance_on(found),
        "until": reached_day(found),
        "next_month": next_open_month(found),
        "lines": reverse("api_bank_lines", args=place),
        "unmatched": reverse("api_bank_unmatched", args=place),
        "sheets": reverse("api_month_sheets", args=place),
        "url": reverse("api_bank_account", args=place),
    }


def line(found: BankLine) -> Shown:
    return {
        "id": found.pk,
        "account": found.account_id,
        "place": found.place,
        "on": found.on,
        "came_in": found.came_in,
        "went_out": found.went_out,
        "balance": found.balance,
        "counterpart": found.counterpart,
        "remark": found.remark,
    }


def item(found: Item) -> Shown:
    return {"code": found.code, "on": found.on, "amount": found.amount, "label": found.label}


def unmatched(found: BankAccount) -> Shown:
    """Of the account the lines, of the fund the items of the book."""
    main = main_account(found.book) or found
    return {
        "lines": [line(each) for each in open_lines(found)],
        "items": [item(each) for each in open_items(main)],
    }


def match(found: BankMatch) -> Shown:
    main = main_account(found.book)
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "book": found.book_id,
        "month": found.month,
        "lines": [line(each.line) for each in found.lines.select_related("line").order_by("line__place")],
        "items": [item(each) for each in items_of([found], main)[found.pk]] if main else [],
        "made_by": found.made_by.user.name,
        "made_at": found.made_at,
        "note": found.note,
        "url": reverse("api_bank_match", args=[found.pk]),
    }


def sheet_row(found: MonthSheet) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "account": found.account_id,
        "month": found.month,
        "version": found.version,
        "former": found.former_id,
        "reason": found.reason,
        "book_balance": found.book_balance,
        "in_transit": found.in_transit,
        "unmatched": found.unmatched,
        "bank_balance": found.bank_balance,
        "difference": found.difference,
        "drafted_by": found.drafted_by.user.name,
        "drafted_at": found.drafted_at,
        "signed_by": found.signed_by.user.name if found.signed_by else None,
        "signed_at": found.signed_at,
        "note": found.note,
        "url": reverse("api_month_sheet", args=[found.pk]),
    }


def sheet(found: MonthSheet) -> Shown:
    return sheet_row(found) | {
        "rows": [
            {
                "kind": row.kind,
                "on": row.on,
                "label": row.label,
                "amount": row.amount,
                "line": row.line_id,
                "explanation": row.explanation,
            }
            for row in found.rows.all()
        ]
    }
