"""財産: what stands in the register, how long it may not be disposed of, what comes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FullWidthIntegerField, YenField
from law.assets import MOST_YEARS, AssetKind

from ..places import LABELS, WORDS, Document
from .base import Page, PageForm, Values
from .basics import CERTIFICATION

KEY = "grant_assets"


class AssetsForm(PageForm):
    threshold = YenField(
        label=LABELS["grant_assets.threshold"],
        help_text=_(
            "機械・器具とその他の財産は、単価がこの額以上のとき処分を制限します。空のままのときは50万円です（実務の例）。不動産、船舶等とその従物は、額にかかわらず制限します（適正化法施行令13条）。"
        ),
    )
    tax = forms.ChoiceField(
        label=LABELS["grant_assets.tax"],
        choices=[("", _("定めない（税抜の単価とする）")), *WORDS["tax"].items()],
    )
    repayment_base = forms.ChoiceField(
        label=LABELS["grant_assets.repayment_base"],
        choices=[("", _("定めない（多い額とする）")), *WORDS["repayment_base"].items()],
        help_text=_("処分の承認に納付の条件を付けるとき、この額に補助率を掛けます。"),
    )

    def build(self) -> None:
        if self.kind != CERTIFICATION:
            self.fields.clear()
            return
        for kind in AssetKind:
            field = FullWidthIntegerField(
                label=LABELS[f"grant_assets.years.{kind.value}"],
                min_value=1,
                max_value=MOST_YEARS,
                help_text=_("年。取得の日の翌日から数えます。空のままのときは、財産ごとに担当者が定めます。"),
            )
            field.widget.attrs["data-width"] = "s"
            self.fields[kind.value] = field

    @classmethod
    def read(cls, document: Document) -> Values:
        said = document.get(KEY) or {}
        return {**said, **said.get("years", {})}

    def write(self, rows: Any) -> Values:
        said = {name: self.cleaned_data.get(name) for name in ("threshold", "tax", "repayment_base")}
        years = {kind.value: self.cleaned_data.get(kind.value) for kind in AssetKind}
        said["years"] = {kind: each for kind, each in years.items() if each}
        found = {name: each for name, each in said.items() if each not in (None, "", {})}
        return {KEY: found or None}


ASSETS = Page(
    "assets",
    _("財産"),
    _("補助金で取得した財産の台帳と、処分の制限（適正化法22条）。法令にない額と年数は、制度が定めます。"),
    (KEY,),
    AssetsForm,
)
