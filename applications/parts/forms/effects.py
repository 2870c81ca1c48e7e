from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from law.deadlines import fiscal_year_label

from ..base import Group, PartForm


class EffectsForm(PartForm):
    """省令104号 5条1項4号: 見込まれる効果, with a goal for each year."""

    statutory = ("effects",)
    groups = (
        Group(_("見込まれる効果"), ("effects",)),
        Group(_("年度ごとの目標"), ("goal-*",), _("実施する年度だけ書いてください。")),
    )

    effects = forms.CharField(
        label=_("見込まれる効果"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def build(self) -> None:
        for year in self.context.scheme["fiscal_years"]:
            self.fields[f"goal-{year}"] = forms.CharField(
                label=gettext("%(year)sの目標") % {"year": fiscal_year_label(year)},
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def values(self) -> dict[str, Any]:
        goals = [
            {"fiscal_year": year, "text": text}
            for year in self.context.scheme["fiscal_years"]
            if (text := self.cleaned_data.get(f"goal-{year}"))
        ]
        return {"effects": self.cleaned_data.get("effects", ""), "goals": goals}
