"""The shape of what is typed about a fund's account at the bank; the services decide."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, PlainForm, YenField
from law.bank import KNOWN_LABELS, Known
from law.deadlines import era
from law.money import yen

from .bank.reading import COLUMNS
from .forms import LONGEST, PayerForm
from .models import BankLine


class BankAccountForm(PlainForm):
    opening_on = EraDateField(
        label=_("記録を始める日"),
        help_text=_("この日からの明細と帳簿を照合します。月の初めの日をお勧めします。"),
    )
    opening_balance = YenField(
        label=_("始める前の残高"), help_text=_("記録を始める日の前日の、銀行の残高です。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = PayerForm()
        names = ("bank_code", "bank_name", "branch_code", "branch_name", "kind", "number")
        figures = {name: own.fields[name] for name in names}
        self.fields = figures | self.fields

    def said(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in ("opening_on", "opening_balance")}
        bank = {name: text for name, text in self.cleaned_data.items() if name not in own}
        return own | {"bank": bank}


class StatementFileForm(PlainForm):
    """A file, or lines as typed or pasted: one of them."""

    file = forms.FileField(
        label=_("明細のファイル"),
        required=False,
        help_text=_("全銀協「入出金取引明細」（200バイトのレコード）、CSV、Excel（.xlsx）。5MBまでです。"),
    )
    typed = forms.CharField(
        label=_("または、明細を入力する・貼り付ける"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "1行に1件、日付、入金、出金、残高、相手、摘要の順に、タブかコンマで区切ります。"
            "例　2026-11-30,,1000,299000,ミホンギンコウ,手数料"
        ),
    )
    empty = forms.BooleanField(label=_("この期間に入出金はない"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given = [name for name in ("file", "typed", "empty") if said.get(name)]
        if len(given) != 1:
            raise ValidationError(
                _("ファイル、入力、「入出金はない」のうち、どれか一つだけを選んでください。"), code="one_way"
            )
        return said


class TakeForm(PlainForm):
    until = EraDateField(label=_("この日までの明細"))
    closing = YenField(label=_("期間の終わりの残高"))
    known = forms.ChoiceField(
        label=_("取込済みの行と同じ内容の行"),
        choices=[(known.value, KNOWN_LABELS[known]) for known in Known],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["known"]


class ColumnsForm(PlainForm):
    """What each column of a table is."""

    def __init__(self, *args: Any, heading: Sequence[str], columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("使わない")), *COLUMNS.items()]
        for place, cell in enumerate(heading):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=cell[:40] or _("（名前なし）"),
                choices=choices,
                required=False,
                initial=columns[place] if place < len(columns) else "",
            )

    def said(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        named = [key for key in said.values() if key]
        if len(named) != len(set(named)):
            raise ValidationError(_("同じ項目を二つの列に指定しています。列を選び直してください。"))
        return said


class SheetForm(PlainForm):
    """Why each line that the book does not know is there; and why a signed month is drawn up again."""

    def __init__(self, *args: Any, lines: Iterable[BankLine], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {f"line-{each.pk}": each for each in lines}
        for name, each in self.lines.items():
            words = (era(each.on), yen(each.amount), each.counterpart, each.remark)
            self.fields[name] = forms.CharField(
                label="　".join(word for word in words if word),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("帳簿に対応するもののない明細の説明。例　翌月に記帳する利息"),
            )
        if again:
            self.fields["reason"] = forms.CharField(
                label=_("作り直す理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
            )

    def explanations(self) -> dict[UUID, str]:
        return {each.pk: self.cleaned_data.get(name, "") for name, each in self.lines.items()}
