"""The performance report as typed: what was done, and what each granted cost line really cost."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.models import CostLine
from applications.parts.base import check
from common.forms import EraDateField, PlainForm
from law.reports import ReportKind

from .forms import LONGEST, GrantForm, units_of
from .models import Grant, PerformanceReport


class PerformanceForm(GrantForm):
    """実績報告書. Who reports is known from the application; only the work and its costs are told."""

    # Django's way to take a field of the base class away.
    address = representative_title = representative_name = notice = None
    statutory = ("content",)

    content = forms.CharField(
        label=_("補助事業の実施の内容と成果"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("交付の決定を受けた内容のうち、実際に行ったことと、その成果を書きます。"),
    )
    starts_on = EraDateField(label=_("着手した日"))
    ends_on = EraDateField(label=_("完了した日"))
    other = forms.CharField(
        label=_("その他参考となる事項"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    ends_before = _("完了した日を、着手した日以後の日にしてください。")

    def __init__(
        self, data: dict[str, str], *, grant: Grant, report: PerformanceReport, granted: dict[int, int]
    ) -> None:
        self.report = report
        self.granted = granted
        super().__init__(data, grant=grant)

    def build(self) -> None:
        year = self.report.fiscal_year
        if year is not None:
            self.own_lines = [line for line in self.own_lines if line.fiscal_year == year]
            for name in ("starts_on", "ends_on"):
                del self.fields[name]
        super().build()

    def warnings(self) -> dict[str, str]:
        """More than was granted may have been spent; no more than was granted is fixed."""
        found = {}
        for line in self.own_lines:
            name = f"eligible-{line.pk}"
            words = {"label": self.fields[name].label}
            eligible = self.cleaned_data.get(name) or 0
            if eligible > (self.cleaned_data.get(f"total-{line.pk}") or 0):
                found[name] = gettext("%(label)sが総事業費を超えています。") % words
            elif eligible > self.granted.get(line.pk, 0):
                found[name] = gettext("%(label)sが、交付の決定で認められた額を超えています。") % words
        return found

    def beside(self, line: CostLine) -> tuple[int, int]:
        """What was granted on: the eligible cost as assessed, of the total as planned."""
        return line.total_cost, self.granted.get(line.pk, 0)

    @property
    def texts(self) -> list[Any]:
        names = ("content", "starts_on", "ends_on", "other")
        return [self[name] for name in names if name in self.fields]

    @property
    def about_us(self) -> list[Any]:
        return []

    def units(self) -> list[tuple[int, str]]:
        return units_of(self.own_lines)


def read_report(
    report: PerformanceReport, granted: dict[int, int], data: dict[str, str] | None = None
) -> PerformanceForm:
    """The draft as it stands, read; `granted`: cost line → the eligible cost that was granted on."""
    typed = report.typed if data is None else data
    form = PerformanceForm(typed, grant=report.grant, report=report, granted=granted)
    form.checked = check(form)
    return form


class StartReportForm(PlainForm):
    """Which of the reports that are owed: `choices` are (kind-year, words)."""

    of = forms.ChoiceField(label=_("報告の種類"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = choices

    def said(self) -> dict[str, Any]:
        return place_of(self.cleaned_data["of"])


def place_of(code: str) -> dict[str, Any]:
    kind, _dash, year = code.partition("-")
    return {"kind": ReportKind(kind), "fiscal_year": int(year) if year else None}


def code_of(kind: str, year: int | None) -> str:
    return f"{kind}-{year}" if year is not None else str(kind)


class PaperForm(PlainForm):
    file = forms.FileField(label=_("書類（PDF・画像・Excel）"))
