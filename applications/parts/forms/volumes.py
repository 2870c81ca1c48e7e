from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FullWidthIntegerField
from law.deadlines import fiscal_year_label

from ..base import PartForm

MOST_VOLUME = 10**12


class VolumesForm(PartForm):
    """A company's own volumes per item, before and after; its partners never see them."""

    def build(self) -> None:
        years = [(str(year), fiscal_year_label(year)) for year in self.context.scheme["fiscal_years"]]
        for row, name in self.context.products:
            for key, label in (("before", _("現在の数量")), ("after", _("措置後の数量"))):
                self.fields[f"{key}-{row}"] = FullWidthIntegerField(
                    label=f"{name}：{label}", min_value=0, max_value=MOST_VOLUME
                )
            self.fields[f"unit-{row}"] = forms.CharField(label=f"{name}：{_('単位')}", max_length=20)
            self.fields[f"year-{row}"] = forms.ChoiceField(
                label=f"{name}：{_('達成する年度')}", choices=[("", _("選択してください")), *years]
            )

    def values(self) -> dict[str, Any]:
        rows = [self._row(row) for row, _name in self.context.products]
        return {"rows": [row for row in rows if row["before"] is not None or row["after"] is not None]}

    def _row(self, row: str) -> dict[str, Any]:
        read = self.cleaned_data.get
        year = read(f"year-{row}")
        return {
            "row": row,
            "before": read(f"before-{row}"),
            "after": read(f"after-{row}"),
            "unit": read(f"unit-{row}") or "",
            "fiscal_year": int(year) if year else None,
        }
