"""The shape of what is typed about payments; the services decide."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, PlainForm, YenField
from law.acts import Refused
from law.deadlines import fiscal_year_label
from law.money import yen
from law.payees import (
    BANK_DIGITS,
    BRANCH_DIGITS,
    DEPOSIT_LABELS,
    MOST_HOLDER,
    MOST_NAME,
    account_number,
    code,
)
from law.payments import PaymentKind
from law.zengin import as_sent

from .models import PaymentClaim
from .models.payer import CLIENT_DIGITS, MOST_CLIENT
from .money import Holding

MOST_RESULTS = 2 * 1024 * 1024
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


class ClaimForm(PlainForm):
    """`holdings`: what may be claimed now; nothing else is offered."""

    of = forms.ChoiceField(label=_("支払の種類と年度"), widget=forms.RadioSelect)
    amount = YenField(label=_("請求額"))
    reason = forms.CharField(
        label=_("概算払を必要とする理由"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例　設備の代金の支払期日が額の確定より前に来るため"),
    )

    def __init__(self, *args: Any, holdings: Sequence[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [(code_of(each), _offered(each)) for each in holdings]
        kinds = {each.kind for each in holdings}
        if PaymentKind.ADVANCE not in kinds:
            del self.fields["reason"]
        elif kinds == {PaymentKind.ADVANCE}:
            self.fields["reason"].must = True  # the law asks for it, and says so with whatever else is wrong
        else:
            self.fields["reason"].label = _("概算払を必要とする理由（概算払のときは必須）")

    def said(self) -> dict[str, Any]:
        kind, _dash, year = self.cleaned_data["of"].partition("-")
        return {
            "kind": kind,
            "fiscal_year": int(year),
            "amount": self.cleaned_data["amount"],
            "reason": self.cleaned_data.get("reason", ""),
        }


def code_of(holding: Holding) -> str:
    return f"{holding.kind.value}-{holding.fiscal_year}"


def _offered(holding: Holding) -> str:
    text = gettext("%(year)sの%(kind)s（請求できる額 %(left)s）")
    year = fiscal_year_label(holding.fiscal_year)
    return text % {"year": year, "kind": holding.label, "left": yen(holding.left)}


class RunForm(PlainForm):
    """Which open claims are paid together, and when."""

    claims = forms.MultipleChoiceField(label=_("振り込む請求"), widget=forms.CheckboxSelectMultiple)
    transfer_on = EraDateField(label=_("振込指定日"), help_text=_("銀行の営業日"))

    def __init__(self, *args: Any, claims: Iterable[PaymentClaim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claims"].choices = [(str(each.pk), _in_words(each)) for each in claims]

    def said(self) -> dict[str, Any]:
        chosen = [UUID(text) for text in self.cleaned_data["claims"]]
        return {"claims": chosen, "transfer_on": self.cleaned_data["transfer_on"]}


def _in_words(claim: PaymentClaim) -> str:
    words = (
        claim.number,
        claim.grant.party.organisation.name,
        fiscal_year_label(claim.fiscal_year),
        gettext(claim.get_kind_display()),
        yen(claim.amount),
    )
    return "　".join(words)


class PayerForm(PlainForm):
    since = EraDateField(label=_("使い始める日"))
    client_code = _code_field(_("委託者コード"), CLIENT_DIGITS, _("銀行が定めた10桁の数字"))
    client_name = _name_field(_("委託者名（カナ）"), MOST_CLIENT, _("銀行に届け出た名称"))
    bank_code = _code_field(_("金融機関コード"), BANK_DIGITS, _("4桁の数字"))
    bank_name = _name_field(_("金融機関名（カナ）"), MOST_NAME, _("「ギンコウ」は付けずに入力します。"))
    branch_code = _code_field(_("支店コード"), BRANCH_DIGITS, _("3桁の数字"))
    branch_name = _name_field(_("支店名（カナ）"), MOST_NAME, _("「シテン」は付けずに入力します。"))
    kind = forms.ChoiceField(
        label=_("預金種目"),
        choices=[(kind.value, label) for kind, label in DEPOSIT_LABELS.items()],
        widget=forms.RadioSelect,
    )
    number = ReadField(
        label=_("口座番号"), read=account_number, widget=forms.TextInput(attrs=CODE | {"data-width": "m"})
    )

    def said(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in ("since", "client_code", "client_name")}
        bank = {name: text for name, text in self.cleaned_data.items() if name not in own}
        return own | {"bank": bank}


class PaidForm(PlainForm):
    on = EraDateField(label=_("銀行が支払った日"))


class FailedForm(PlainForm):
    on = EraDateField(label=_("組戻しの日"))
    reason = forms.CharField(label=_("組戻しの理由"), max_length=200)


class ResultsForm(PlainForm):
    on = EraDateField(label=_("銀行が支払った日"))
    results = forms.FileField(
        label=_("結果のファイル"),
        help_text=_(
            "銀行から受け取ったままの、総合振込と同じ形のファイル（120バイトのレコード）。2MBまでです。"
        ),
    )

    def clean_results(self) -> Any:
        found = self.cleaned_data["results"]
        if found.size > MOST_RESULTS:
            raise ValidationError(_("ファイルが大きすぎます。結果のファイルかどうかを確かめてください。"))
        return found


class RemittanceForm(PlainForm):
    on = EraDateField(label=_("入金の日"))
    amount = YenField(label=_("入金額"))
    reference = forms.CharField(
        label=_("銀行の照会番号"), max_length=60, help_text=_("入金の明細で確かめられる番号を入れます。")
    )


class TreasuryPaymentForm(PlainForm):
    on = EraDateField(label=_("支払の日"), help_text=_("国庫から支払われた日。翌年度の4月30日までです。"))
    reference = forms.CharField(
        label=_("支払の番号"), max_length=60, help_text=_("支払をした仕組みで確かめられる番号を入れます。")
    )


class UrgingForm(PlainForm):
    pay_by = EraDateField(label=_("督促で指定する期限"))
