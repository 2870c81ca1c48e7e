"""The shape of what is typed about an asset and its disposal; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, FullWidthIntegerField, PlainForm, YenField
from law.assets import MOST_YEARS, AssetKind, DisposalKind, Gained

from ..models import Asset, DisposalVersion
from ..services.assets import Said
from ..services.disposing import Asked

LONGEST = 4000


class AssetForm(PlainForm):
    """One line of the register. `locked`: a correction, which says why."""

    name = forms.CharField(
        label=_("財産の名称"), max_length=200, help_text=_("例：凍結乾燥機（型式 FD-200）")
    )
    kind = forms.ChoiceField(label=_("財産の種類"), choices=[("", _("選んでください")), *AssetKind.choices()])
    gained = forms.ChoiceField(
        label=_("取得・効用の増加の別"),
        choices=Gained.choices(),
        initial=Gained.BOUGHT.value,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("所在地・設置場所"), max_length=300)
    quantity = FullWidthIntegerField(label=_("数量"), min_value=1, max_value=1_000_000, initial=1)
    acquired_on = EraDateField(
        label=_("取得年月日"),
        help_text=_("検収を終えた日など、取得した日です。処分の制限の期間は、この日の翌日から数えます。"),
    )
    cost_with_tax = YenField(label=_("取得価額（税込）"), help_text=_("数量の合計の額です。"))
    cost_without_tax = YenField(label=_("取得価額（税抜）"), help_text=_("数量の合計の額です。"))
    line = forms.TypedChoiceField(label=_("補助事業の経費"), coerce=int)
    evidence = forms.CharField(
        label=_("証憑番号"),
        max_length=40,
        required=False,
        help_text=_("取得を示す証憑の番号です。証憑をまだ記録していないときは、空けておけます。"),
    )
    share = YenField(
        label=_("この財産に充てた補助金の額"), help_text=_("取得価額（税込）に補助率を掛けた額までです。")
    )
    note = forms.CharField(
        label=_("備考"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, labels: dict[int, str], locked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [("", _("選んでください")), *labels.items()]
        self.fields["quantity"].widget.attrs["data-width"] = "s"
        if locked:
            self.fields["reason"] = forms.CharField(
                label=_("訂正の理由"),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("前の記載とともに残り、申請者にも見えます。"),
            )

    def said(self) -> Said:
        typed = {name: self.cleaned_data[name] for name in Said.__dataclass_fields__}
        return Said(**typed)

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


def as_written(asset: Asset) -> dict[str, Any]:
    """What stands, as a form begins with it."""
    found = {
        name: getattr(asset, name) for name in Said.__dataclass_fields__ if name not in ("line", "evidence")
    }
    for name in ("cost_with_tax", "cost_without_tax", "share"):
        found[name] = f"{found[name]:,}"
    return found | {
        "line": asset.cost_line_id,
        "evidence": asset.evidence.number if asset.evidence else "",
    }


class RemoveForm(PlainForm):
    reason = forms.CharField(
        label=_("抹消する理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("誤って登録したときなどに使います。処分したときは、処分の承認の手続をしてください。"),
    )


class PeriodForm(PlainForm):
    years = FullWidthIntegerField(
        label=_("処分の制限の期間"),
        min_value=1,
        max_value=MOST_YEARS,
        help_text=_("年。取得年月日の翌日から数えます。"),
    )
    reason = forms.CharField(
        label=_("その年数とする根拠"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("耐用年数の表の区分などを書きます。申請者にも見えます。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"].widget.attrs["data-width"] = "s"


class DisposalForm(PlainForm):
    """財産処分承認申請書."""

    kind = forms.ChoiceField(label=_("処分の種類"), choices=DisposalKind.choices(), widget=forms.RadioSelect)
    counterpart = forms.CharField(
        label=_("相手方"),
        max_length=200,
        required=False,
        help_text=_("譲渡、交換、貸付け、担保のときは、相手方の名称を書きます。"),
    )
    proceeds = YenField(label=_("処分の対価"), help_text=_("対価がないときは0と入れてください。"))
    remaining = YenField(
        label=_("残存価額"),
        help_text=_("処分の予定日の帳簿価額です。処分の対価とともに、納付の計算に使います。"),
    )
    why = forms.CharField(label=_("処分の理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    planned_on = EraDateField(
        label=_("処分の予定日"),
        help_text=_("承認を受けるまで処分はできません。審査に要する期間を見込んでください。"),
    )

    def asked(self) -> Asked:
        return Asked(**{name: self.cleaned_data[name] for name in Asked.__dataclass_fields__})


def as_filed(version: DisposalVersion) -> dict[str, Any]:
    found = {name: getattr(version, name) for name in Asked.__dataclass_fields__}
    return found | {name: f"{found[name]:,}" for name in ("proceeds", "remaining")}


class DisposalRemarksForm(PlainForm):
    """All remarks at once, each on a line of its own."""

    due_on = EraDateField(label=_("直しの期限"))
    texts = forms.CharField(
        label=_("直してほしい点"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("一行に一つずつ書きます。"),
    )

    def items(self) -> list[tuple[None, str]]:
        lines = self.cleaned_data["texts"].splitlines()
        return [(None, line.strip()) for line in lines if line.strip()]
