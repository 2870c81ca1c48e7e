"""Costs of one participant: fiscal year × cost category within each menu (design: a cost cell)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import YenField
from law.deadlines import fiscal_year_label
from law.money import odd_sums, unpayable_years
from law.words import Words, words_of

from ..base import Group, PartForm

TAX_BASES = [("excluded", _("税抜き")), ("included", _("税込み"))]
TAX_STATUSES = [
    ("", _("選択してください")),
    ("general", _("課税事業者（一般課税）")),
    ("simplified", _("課税事業者（簡易課税）")),
    ("exempt", _("免税事業者")),
]
KINDS = ("total", "eligible")


class CostsForm(PartForm):
    """省令104号 5条1項3号: 必要な資金の額."""

    asked = ("tax_basis",)
    groups = (Group(_("消費税の扱い"), ("tax_*",)),)

    tax_basis = forms.ChoiceField(label=_("金額の税の扱い"), choices=TAX_BASES, widget=forms.RadioSelect)
    tax_status = forms.ChoiceField(label=_("消費税の課税区分"), choices=TAX_STATUSES)

    @property
    def words(self) -> Words:
        return words_of(self.context.scheme["kind"])

    def kinds(self) -> list[tuple[str, str]]:
        """The two sums of a cell and what they are called."""
        return [("total", gettext("総事業費")), ("eligible", self.words.eligible)]

    def build(self) -> None:
        kinds, of_cell = self.kinds(), gettext("%(what)s（%(when)s・%(category)s）")
        for menu in self.context.menu_rows():
            for year in self.context.scheme["fiscal_years"]:
                self._add_year(menu, year, kinds, of_cell)

    def _add_year(self, menu: Any, year: int, kinds: list[tuple[str, str]], of_cell: str) -> None:
        when = gettext("%(menu)s・%(year)s") % {"menu": menu["short_name"], "year": fiscal_year_label(year)}
        for category in menu["cost_categories"]:
            for kind, label in kinds:
                name = f"cost-{menu['code']}-{year}-{category['code']}-{kind}"
                if self.asks(name):
                    words = {"what": label, "when": when, "category": category["name"]}
                    self.fields[name] = YenField(label=of_cell % words)
        if self.asks(name := f"income-{menu['code']}-{year}"):
            self.fields[name] = YenField(label=gettext("寄付金その他の収入（%(when)s）") % {"when": when})
        if self.context.scheme["uses_standard_amount"] and self.asks(
            name := f"standard-{menu['code']}-{year}"
        ):
            self.fields[name] = YenField(label=gettext("基準額（%(when)s）") % {"when": when})

    def cells(self) -> Iterator[dict[str, Any]]:
        for menu in self.context.menu_rows():
            for year in self.context.scheme["fiscal_years"]:
                for category in menu["cost_categories"]:
                    yield self._cell(menu["code"], year, category["code"])

    def _cell(self, menu: str, year: int, category: str) -> dict[str, Any]:
        name = f"cost-{menu}-{year}-{category}"
        return {
            "menu": menu,
            "fiscal_year": year,
            "category": category,
            "total_cost": self.cleaned_data.get(f"{name}-total") or 0,
            "eligible_cost": self.cleaned_data.get(f"{name}-eligible") or 0,
        }

    def units(self) -> Iterator[dict[str, Any]]:
        for menu in self.context.menu_rows():
            for year in self.context.scheme["fiscal_years"]:
                yield {
                    "menu": menu["code"],
                    "fiscal_year": year,
                    "income": self.cleaned_data.get(f"income-{menu['code']}-{year}") or 0,
                    "standard_amount": self.cleaned_data.get(f"standard-{menu['code']}-{year}"),
                }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for cell in self.cells():
            if cell["eligible_cost"] > cell["total_cost"]:
                name = f"cost-{cell['menu']}-{cell['fiscal_year']}-{cell['category']}-eligible"
                text = gettext("%(eligible)sが総事業費を超えています。どちらかを直してください。")
                self.add_error(name, text % {"eligible": self.words.eligible})
        return cleaned

    def values(self) -> dict[str, Any]:
        cells = [cell for cell in self.cells() if cell["total_cost"] or cell["eligible_cost"]]
        spent = {(cell["menu"], cell["fiscal_year"]) for cell in cells}
        units = [
            unit for unit in self.units() if unit["income"] or (unit["menu"], unit["fiscal_year"]) in spent
        ]
        return {
            "tax_basis": self.cleaned_data.get("tax_basis", ""),
            "tax_status": self.cleaned_data.get("tax_status", ""),
            "cells": cells,
            "units": units,
        }

    def lacks(self) -> list[str]:
        lacking = [] if self.values()["cells"] else [gettext("必要な資金の額")]
        return lacking if self.cleaned_data.get("tax_basis") else [*lacking, gettext("金額の税の扱い")]

    def warnings(self) -> dict[str, str]:
        return self._odd() | self._unpayable()

    def _odd(self) -> dict[str, str]:
        """千円 typed for 円, or the other way round: asked about, never changed."""
        found: dict[str, str] = {}
        for kind in KINDS:
            amounts = {
                f"cost-{cell['menu']}-{cell['fiscal_year']}-{cell['category']}-{kind}": cell[f"{kind}_cost"]
                for cell in self.cells()
                if cell[f"{kind}_cost"]
            }
            labels = {name: str(self.fields[name].label) for name in amounts}
            found |= odd_sums(amounts, labels)
        return found

    def _unpayable(self) -> dict[str, str]:
        days = self.context.scheme["last_days"]
        years = {cell["fiscal_year"] for cell in self.values()["cells"]}
        reasons = unpayable_years(
            years,
            last_work_day=date.fromisoformat(days["work"]),
            last_payment_day=date.fromisoformat(days["payment"]),
        )
        return {f"year-{year}": str(reason) for year, reason in reasons.items()} | self._unpaid(years)

    def _unpaid(self, years: set[int]) -> dict[str, str]:
        """A plan may be longer than what is paid for: said beside the year, never cut away."""
        payable = self.context.scheme.get("payable_years")
        if payable is None:
            return {}
        text = gettext(
            "%(year)sの費用は支払の対象になりません。この制度で支払われるのは%(paid)sの費用だけです。"
        )
        paid = "、".join(map(fiscal_year_label, payable))
        return {
            f"year-{year}": text % {"year": fiscal_year_label(year), "paid": paid}
            for year in years - set(payable)
        }
