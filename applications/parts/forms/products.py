import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, normalise
from funds.sections import measure_kinds

from ..base import PartForm
from ..rows import RowsForm

PATTERNS = [("", _("選択してください")), ("site", _("製造所集約")), ("stop", _("中止代替"))]
YJ_CODE = re.compile(r"[0-9A-Z]{12}")


def yj_code(typed: str) -> str:
    """YJコード: twelve letters and digits, in any width."""
    code = normalise(typed).upper()
    if code and not YJ_CODE.fullmatch(code):
        raise ValidationError(gettext("YJコードは英数字12桁です。桁数を確かめてください。"), code="yj_code")
    return code


class ProductRow(PartForm):
    """One item (品目) that is brought together, taken over or made in cooperation."""

    statutory = ("name", "ingredient", "kind", "to_maker")

    name = forms.CharField(label=_("品目名"), max_length=200)
    ingredient = forms.CharField(label=_("成分"), max_length=200)
    strength = forms.CharField(label=_("剤形・規格"), max_length=200)
    approval_number = forms.CharField(label=_("承認番号"), max_length=40)
    yj_code = forms.CharField(label=_("YJコード"), max_length=40)
    kind = forms.ChoiceField(label=_("措置の種類"))
    pattern = forms.ChoiceField(label=_("市場での形"), choices=PATTERNS)
    from_maker = forms.CharField(
        label=_("移す会社"), max_length=200, help_text=_("計画に加わらない会社でもかまいません。")
    )
    stopped_on = EraDateField(label=_("製造廃止日"))
    to_maker = forms.CharField(label=_("受ける会社"), max_length=200)
    from_site = forms.CharField(label=_("製造所（移行前）"), max_length=200)
    to_site = forms.CharField(label=_("製造所（移行後）"), max_length=200)
    starts_on = EraDateField(label=_("製造開始予定日"))

    def build(self) -> None:
        kinds = [(kind["code"], kind["short_name"]) for kind in measure_kinds(self.context.scheme)]
        self.fields["kind"].choices = [("", _("選択してください")), *kinds]

    def clean_yj_code(self) -> str:
        return yj_code(self.cleaned_data["yj_code"])

    def clean_approval_number(self) -> str:
        return normalise(self.cleaned_data["approval_number"])

    def warnings(self) -> dict[str, str]:
        """Type 二 stands on another maker having stopped: the day belongs to it (省令104号 3条2号)."""
        values: dict[str, Any] = self.cleaned_data
        if values.get("kind") == "substitute" and not values.get("stopped_on"):
            text = gettext("代替設備（二）の品目には、他社が製造をやめた日（製造廃止日）を書いてください。")
            return {self.add_prefix("stopped_on"): text}
        return {}


class ProductsForm(RowsForm):
    row_class = ProductRow
    caption = _("対象とする品目")
    add_label = _("品目を追加する")

    @classmethod
    def most(cls, scheme: Mapping[str, Any]) -> int:
        return int(scheme["limits"]["products"])

    def lacks(self) -> list[str]:
        return [] if self.row_forms() else [gettext("対象とする品目")]
