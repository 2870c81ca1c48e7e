"""A fund's account at the bank: its statements, what each line is, and the month's sheet."""

from django.utils.translation import gettext as _

from law.acts import Reason, Refused
from law.bank import StatementForm, month_of
from payments.bank.reading import Line
from payments.models import BankAccount, BankMatch, MonthSheet
from payments.services import bank_accounts, matching, month_sheets, statements

from .asked import Asked


def register_bank_account(asked: Asked) -> BankAccount:
    return bank_accounts.register_bank_account(book=asked.on, membership=asked.membership, **asked.said)


def take_statement(asked: Asked) -> BankAccount:
    said = dict(asked.said)
    lines = [Line(place=place, **told) for place, told in enumerate(said.pop("lines"), start=1)]
    for each in lines:
        if bool(each.came_in) == bool(each.went_out):
            text = _("%(place)s行目：入金と出金のどちらか一方だけに、1円以上の金額を入れてください。")
            raise Refused(Reason("row", text % {"place": each.place}))
    source = statements.Source(StatementForm.PROGRAM)
    statements.take_statement(
        account=asked.on, source=source, lines=lines, membership=asked.membership, **said
    )
    account: BankAccount = asked.on
    return account


def match_lines(asked: Asked) -> BankMatch:
    return matching.match_lines(book=asked.on.book, membership=asked.membership, **asked.said)


def undo_match(asked: Asked) -> BankMatch:
    return matching.undo_match(match=asked.on, membership=asked.membership, **asked.said)


def draft_month_sheet(asked: Asked) -> MonthSheet:
    said = dict(asked.said)
    explanations = {each["line"]: each["text"] for each in said.pop("explanations")}
    return month_sheets.draft_month_sheet(
        account=asked.on,
        month=month_of(said["month"]),
        explanations=explanations,
        reason=said["reason"],
        membership=asked.membership,
    )


def sign_month_sheet(asked: Asked) -> MonthSheet:
    return month_sheets.sign_month_sheet(sheet=asked.on, membership=asked.membership)


def drop_month_sheet(asked: Asked) -> MonthSheet:
    return month_sheets.drop_month_sheet(sheet=asked.on, membership=asked.membership, **asked.said)
