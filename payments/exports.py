"""Payments as files: a released run for the bank and for people; what was claimed and paid, as lists."""

from django.utils.translation import gettext as _

from common.delimited import delimited
from law.zengin import Bank, Payer, transfer_file
from law.zengin import Transfer as Record

from .models import PayeeAccount, PayerAccount, PaymentRun, Transfer
from .selectors import transfers_of


def bank_file(run: PaymentRun) -> bytes:
    """総合振込 of a run that was released; what was dropped before is no part of it."""
    if run.payer is None:
        raise LookupError(run.pk)
    payer = Payer(run.payer.client_code, run.payer.client_name, _bank(run.payer))
    return transfer_file(payer, run.transfer_on, [_record(each) for each in transfers_of(run)])


def _record(each: Transfer) -> Record:
    return Record(_bank(each.account), each.account.holder, each.amount, each.place)


def _bank(at: PayeeAccount | PayerAccount) -> Bank:
    return Bank(at.bank_code, at.bank_name, at.branch_code, at.branch_name, at.kind, at.number)


def run_csv(run: PaymentRun) -> bytes:
    head = (
        _("番号"), _("請求の番号"), _("会社"), _("支払の種類"), _("年度（始まる年）"),
        _("金融機関コード"), _("金融機関名"), _("支店コード"), _("支店名"), _("預金種目"), _("口座番号"),
        _("口座名義"), _("金額（円）"), _("状態"), _("結果の日"), _("組戻しの理由"),
    )  # fmt: skip
    rows = []
    for each in transfers_of(run):
        at, claim = each.account, each.claim
        rows.append((
            str(each.place), claim.number, claim.grant.party.organisation.name, _(claim.get_kind_display()),
            str(claim.fiscal_year), at.bank_code, at.bank_name, at.branch_code, at.branch_name,
            _(at.get_kind_display()), at.number, at.holder, str(each.amount), _(each.get_state_display()),
            each.result_on.isoformat() if each.result_on else "", each.reason,
        ))  # fmt: skip
    return delimited(head=head, rows=rows)
