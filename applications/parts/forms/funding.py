from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.forms import YenField
from law.deadlines import fiscal_year_label
from law.words import words_of

from ..base import PartForm


def sources(scheme: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where money comes from; what the state gives is called by the scheme's kind."""
    return [
        ("own", str(_("自己資金"))),
        ("loan", str(_("借入金"))),
        ("grant", words_of(scheme["kind"]).source),
        ("other", str(_("その他"))),
    ]


class FundingForm(PartForm):
    """省令104号 5条1項3号: 資金の調達方法、年度ごと."""

    def sources(self) -> list[tuple[str, str]]:
        return sources(self.context.scheme)

    def build(self) -> None:
        named = self.sources()
        for year in self.context.scheme["fiscal_years"]:
            for source, label in named:
                if self.asks(name := f"fund-{year}-{source}"):
                    self.fields[name] = YenField(label=f"{fiscal_year_label(year)}：{label}")

    def values(self) -> dict[str, Any]:
        named = self.sources()
        rows = [
            {"fiscal_year": year, "source": source, "amount": amount}
            for year in self.context.scheme["fiscal_years"]
            for source, _label in named
            if (amount := self.cleaned_data.get(f"fund-{year}-{source}"))
        ]
        return {"rows": rows}

    def lacks(self) -> list[str]:
        return [] if self.values()["rows"] else [str(_("資金の調達方法"))]
