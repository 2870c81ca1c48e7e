from typing import Any

from django.utils.translation import gettext_lazy as _

from common.forms import YenField
from law.deadlines import fiscal_year_label

from ..base import PartForm

SOURCES = (
    ("own", _("自己資金")),
    ("loan", _("借入金")),
    ("grant", _("基金からの補助（見込み）")),
    ("other", _("その他")),
)


class FundingForm(PartForm):
    """省令104号 5条1項3号: 資金の調達方法、年度ごと."""

    def build(self) -> None:
        for year in self.context.scheme["fiscal_years"]:
            for source, label in SOURCES:
                self.fields[f"fund-{year}-{source}"] = YenField(label=f"{fiscal_year_label(year)}：{label}")

    def values(self) -> dict[str, Any]:
        rows = [
            {"fiscal_year": year, "source": source, "amount": amount}
            for year in self.context.scheme["fiscal_years"]
            for source, _label in SOURCES
            if (amount := self.cleaned_data.get(f"fund-{year}-{source}"))
        ]
        return {"rows": rows}

    def lacks(self) -> list[str]:
        return [] if self.values()["rows"] else [str(_("資金の調達方法"))]
