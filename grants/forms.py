"""The application for a grant as typed: what 適正化法施行令3条 lists, and the costs line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.models import CostLine, UnitLine
from applications.parts.base import Checked, PartContext, PartForm, check
from applications.parts.forms.applicant import NOTICE_CHANNELS
from applications.readout import shown
from common.forms import EraDateField, PlainForm, YenField
from law.deadlines import fiscal_year_label

from .models import Grant, GrantLine
from .money import in_span, terms_under

LONGEST = 4000
TEXTS = ("address", "representative_title", "representative_name", "notice", "content", "other")
DAYS = ("starts_on", "ends_on")


@dataclass(frozen=True)
class LineRow:
    """One cost line with its two boxes, beside what was certified."""

    line: CostLine
    label: str
    total: Any
    eligible: Any
    opened: bool
    beside: tuple[int, int]  # what it is held against: total, eligible

    @property
    def boxes(self) -> list[Any]:
        return [self.total, self.eligible]


@dataclass(frozen=True)
class YearRows:
    year: int
    label: str
    lines: list[LineRow]
    incomes: list[tuple[Any, bool]]


class GrantForm(PartForm):
    """交付申請書. Nothing is required to save it; what cannot be read stops the filing."""

    statutory = ("address", "representative_title", "representative_name", "content", "starts_on", "ends_on")

    address = forms.CharField(label=_("主たる事務所の所在地"), max_length=300)
    representative_title = forms.CharField(label=_("代表者の役職"), max_length=100)
    representative_name = forms.CharField(label=_("代表者の氏名"), max_length=100)
    notice = forms.ChoiceField(label=_("通知書の受取方法"), choices=NOTICE_CHANNELS, widget=forms.RadioSelect)
    content = forms.CharField(
        label=_("補助事業の目的と内容"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("計画のうち、この申請で行うことを書きます。"),
    )
    starts_on = EraDateField(label=_("着手の予定日"))
    ends_on = EraDateField(label=_("完了の予定日"))
    other = forms.CharField(
        label=_("経費の使用方法その他参考となる事項"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    ends_before = _("完了の予定日を、着手の予定日以後の日にしてください。")
    checked: Checked

    def __init__(self, data: dict[str, str], *, grant: Grant) -> None:
        self.grant = grant
        self.own_lines = own_lines(grant)
        self.own_units = own_units(grant)
        super().__init__(data, context=PartContext(scheme=terms_under(grant)))

    def build(self) -> None:
        names = category_names(self.context.scheme)
        menus = {menu["code"]: menu["short_name"] for menu in self.context.scheme["menus"]}
        for line in self.own_lines:
            words = {"year": fiscal_year_label(line.fiscal_year), "name": names[line.menu, line.category]}
            self.fields[f"total-{line.pk}"] = YenField(label=gettext("%(year)s %(name)s 総事業費") % words)
            self.fields[f"eligible-{line.pk}"] = YenField(
                label=gettext("%(year)s %(name)s 補助対象経費") % words
            )
        for year, menu in units_of(self.own_lines):
            words = {"year": fiscal_year_label(year), "menu": menus[menu]}
            self.fields[f"income-{year}-{menu}"] = YenField(
                label=gettext("%(year)s %(menu)s 寄付金その他の収入") % words
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", self.ends_before)
        return cleaned

    def warnings(self) -> dict[str, str]:
        """Judgement, not shape: more than was certified may be asked for, and is shown to the officer."""
        found = {}
        for line in self.own_lines:
            total = self.cleaned_data.get(f"total-{line.pk}") or 0
            eligible = self.cleaned_data.get(f"eligible-{line.pk}") or 0
            label = self.fields[f"eligible-{line.pk}"].label
            if eligible > total:
                found[f"eligible-{line.pk}"] = gettext("%(label)sが総事業費を超えています。") % {
                    "label": label
                }
            elif eligible > line.eligible_cost:
                found[f"eligible-{line.pk}"] = gettext("%(label)sが、計画の額を超えています。") % {
                    "label": label
                }
        return found

    # As read

    def costs(self) -> dict[int, tuple[int, int]]:
        """Cost line → what is asked for it; an empty box is nothing asked."""
        said = self.cleaned_data
        return {
            line.pk: (said.get(f"total-{line.pk}") or 0, said.get(f"eligible-{line.pk}") or 0)
            for line in self.own_lines
        }

    def incomes(self) -> dict[tuple[int, str], int]:
        return {
            (year, menu): self.cleaned_data.get(f"income-{year}-{menu}") or 0
            for year, menu in units_of(self.own_lines)
        }

    # As drawn

    def years(self, opened: frozenset[str] | None) -> Iterator[YearRows]:
        """By year; `opened` are the fields that may be typed into, None when all may."""
        names = category_names(self.context.scheme)
        for year in sorted({line.fiscal_year for line in self.own_lines}):
            lines = [
                LineRow(
                    line,
                    names[line.menu, line.category],
                    self[f"total-{line.pk}"],
                    self[f"eligible-{line.pk}"],
                    opened is None or f"total-{line.pk}" in opened,
                    self.beside(line),
                )
                for line in self.own_lines
                if line.fiscal_year == year
            ]
            incomes = [
                (self[name], opened is None or name in opened)
                for name in self.fields
                if name.startswith(f"income-{year}-")
            ]
            yield YearRows(year, fiscal_year_label(year), lines, incomes)

    def beside(self, line: CostLine) -> tuple[int, int]:
        return line.total_cost, line.eligible_cost

    def told(self) -> list[tuple[str, str]]:
        """All but the costs, as a reader wants it."""
        return [
            (str(bound.label), shown(bound.field, self._said(bound.name)))
            for bound in [*self.texts, *self.about_us]
        ]

    def _said(self, name: str) -> Any:
        return self.checked.values.get(name)

    @property
    def texts(self) -> list[Any]:
        return [self[name] for name in ("content", *DAYS, "other")]

    @property
    def about_us(self) -> list[Any]:
        return [self[name] for name in ("address", "representative_title", "representative_name", "notice")]


def own_lines(grant: Grant) -> list[CostLine]:
    """The cost lines of the certified version that are this company's, within the span."""
    rows = grant.basis.cost_lines.filter(party=grant.party_id).order_by("fiscal_year", "pk")
    return [line for line in rows if in_span(grant, line.fiscal_year)]


def own_units(grant: Grant) -> dict[tuple[int, str], UnitLine]:
    rows = grant.basis.unit_lines.filter(party=grant.party_id)
    return {(row.fiscal_year, row.menu): row for row in rows if in_span(grant, row.fiscal_year)}


def units_of(lines: list[CostLine]) -> list[tuple[int, str]]:
    return list(dict.fromkeys((line.fiscal_year, line.menu) for line in lines))


def category_names(scheme: Any) -> dict[tuple[str, str], str]:
    return {
        (menu["code"], each["code"]): f"{menu['short_name']}・{each['name']}"
        for menu in scheme["menus"]
        for each in menu["cost_categories"]
    }


def read(grant: Grant, data: dict[str, str] | None = None) -> GrantForm:
    """The draft as it stands, read; its errors and warnings are on it."""
    form = GrantForm(grant.typed if data is None else data, grant=grant)
    form.checked = check(form)
    return form


# NIBN's


class CheckForm(PlainForm):
    """査定: an amount for each line, and why where it is less than what is asked."""

    def __init__(self, *args: Any, lines: list[tuple[GrantLine, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line, label in lines:
            self.fields[f"assessed-{line.pk}"] = YenField(label=gettext("%(line)s 査定額") % {"line": label})
            self.fields[f"reason-{line.pk}"] = forms.CharField(
                label=gettext("%(line)s 理由") % {"line": label}, max_length=1000, required=False
            )

    def checks(self) -> dict[int, tuple[int, str]]:
        said = self.cleaned_data
        return {
            line.pk: (said[f"assessed-{line.pk}"], said[f"reason-{line.pk}"]) for line, _label in self.lines
        }

    @property
    def boxes(self) -> list[tuple[GrantLine, str, Any, Any]]:
        return [
            (line, label, self[f"assessed-{line.pk}"], self[f"reason-{line.pk}"])
            for line, label in self.lines
        ]


class RemarksForm(PlainForm):
    """All remarks at once, each of its line; only what is named opens again."""

    due_on = EraDateField(label=_("直しの期限"))
    whole = forms.CharField(
        label=_("申請書の記載（経費のほか）について"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, lines: list[tuple[CostLine, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line, label in lines:
            self.fields[f"line-{line.pk}"] = forms.CharField(
                label=label, max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def tell(self, asked: dict[int, list[str]]) -> None:
        """Below each line's box what is asked about its evidence, which goes out with the line's remark."""
        for line, texts in asked.items():
            if f"line-{line}" in self.fields:
                told = gettext("この指摘に加わります：%(texts)s") % {"texts": " ".join(texts)}
                self.fields[f"line-{line}"].help_text = told

    def items(self) -> list[tuple[CostLine | None, str]]:
        said = self.cleaned_data
        found: list[tuple[CostLine | None, str]] = [
            (line, said[f"line-{line.pk}"]) for line, _label in self.lines if said[f"line-{line.pk}"]
        ]
        return [*([(None, said["whole"])] if said["whole"] else []), *found]


class StartForm(PlainForm):
    """Asked only where a scheme decides year by year."""

    fiscal_year = forms.TypedChoiceField(label=_("年度"), coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = [(year, fiscal_year_label(year)) for year in years]


class ReportForm(PlainForm):
    report = forms.CharField(
        label=_("履行した内容"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    evidence = forms.FileField(label=_("確認できる書類（PDF・画像・Excel）"), required=False)
