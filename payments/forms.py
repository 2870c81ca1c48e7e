"""The shape of what is typed about payments; the services decide."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import PlainForm
from law.acts import Refused
from law.payees import (
    BANK_DIGITS,
    BRANCH_DIGITS,
    DEPOSIT_LABELS,
    MOST_HOLDER,
    MOST_NAME,
    account_number,
    code,
)
from law.zengin import as_sent

LONGEST = 2_000
CODE = {"inputmode": "numeric", "autocomplete": "off", "data-kind": "code", "data-width": "s"}


class ReadField(forms.CharField):
    """A text that the law reads, or says in words why it can't."""

    def __init__(self, *, read: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)
        self.read = read

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return self.read(typed)
        except Refused as refused:
            raise ValidationError(str(refused), code=refused.reasons[0].code) from None


def _code_field(label: Any, digits: int, help_text: Any) -> ReadField:
    return ReadField(
        label=label,
        read=lambda typed: code(typed, digits),
        widget=forms.TextInput(attrs=CODE),
        help_text=help_text,
    )


def _name_field(label: Any, most: int, help_text: Any) -> ReadField:
    return ReadField(label=label, read=lambda typed: as_sent(typed, most), help_text=help_text)


class PayeeForm(PlainForm):
    bank_code = _code_field(_("金融機関コード"), BANK_DIGITS, _("4桁の数字"))
    bank_name = _name_field(
        _("金融機関名（カナ）"), MOST_NAME, _("「ギンコウ」は付けずに入力します。例　ミホン")
    )
    branch_code = _code_field(_("支店コード"), BRANCH_DIGITS, _("3桁の数字"))
    branch_name = _name_field(
        _("支店名（カナ）"), MOST_NAME, _("「シテン」は付けずに入力します。例　ホンテン")
    )
    kind = forms.ChoiceField(
        label=_("預金種目"),
        choices=[(kind.value, label) for kind, label in DEPOSIT_LABELS.items()],
        widget=forms.RadioSelect,
    )
    number = ReadField(
        label=_("口座番号"),
        read=account_number,
        widget=forms.TextInput(attrs=CODE | {"data-width": "m"}),
        help_text=_("7桁に満たないときは、前に0を補います。"),
    )
    holder = _name_field(
        _("口座名義（カナ）"),
        MOST_HOLDER,
        _("通帳の見開きのとおりに入力します。全角でも、銀行に送る表記に直します。例　ミホンセイヤク（カ"),
    )
    passbook = forms.FileField(
        label=_("通帳の見開きの写し（PDF・画像）"),
        help_text=_("金融機関名、支店名、口座番号、口座名義が読めるもの。10MBまでです。"),
    )


class ReturnForm(PlainForm):
    note = forms.CharField(label=_("理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
