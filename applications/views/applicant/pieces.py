"""A section as it is drawn: groups of fields, money tables, rows. Templates get these, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from common import clock
from law.deadlines import fiscal_year_label
from law.money import yen

from ...parts import forms
from ...parts.base import Checked, Group, PartForm
from ...parts.rows import RowsForm

Column = tuple[str, str]  # the end of a field's name, its label


@dataclass(frozen=True)
class Fields:
    template: ClassVar[str] = "applications/applicant/parts/fields.html"
    group: Group
    fields: list[BoundField]

    @property
    def choices(self) -> bool:
        return all(each.widget_type == "checkbox" for each in self.fields)

    @property
    def row(self) -> bool:
        return len(self.fields) > 1 and all(each.use_fieldset for each in self.fields)


@dataclass(frozen=True)
class Money:
    template: ClassVar[str] = "applications/applicant/parts/money.html"
    title: str
    help: str
    table: dict[str, Any]
    top: bool = False


@dataclass(frozen=True)
class Heading:
    template: ClassVar[str] = "applications/applicant/parts/heading.html"
    title: str
    note: str = ""


@dataclass(frozen=True)
class Rows:
    template: ClassVar[str] = "applications/applicant/parts/rows.html"
    caption: str
    unit: str
    rows: list[PartForm]
    blank: PartForm
    next_index: int

    @property
    def head(self) -> list[BoundField]:
        return list(self.blank)


@dataclass(frozen=True)
class Volumes:
    template: ClassVar[str] = "applications/applicant/parts/volumes.html"
    rows: list[tuple[str, list[BoundField]]]


Piece = Fields | Money | Heading | Rows | Volumes


def pieces_of(form: PartForm, checked: Checked, *, blank: bool = False) -> list[Piece]:
    """`blank`: one empty row more, for who adds rows without a script."""
    _warn(form, checked)
    return [*_groups(form), *_tables(form, blank=blank)]


def _warn(form: PartForm, checked: Checked) -> None:
    """A warning stands beside its field as an error does."""
    for each in (form, *form.row_forms()):
        for name, form_field in each.fields.items():
            form_field.warning = checked.warnings.get(each.add_prefix(name), "")


def _groups(form: PartForm) -> Iterator[Piece]:
    for group, fields in form.grouped():
        yield Fields(group, fields)


def _tables(form: PartForm, *, blank: bool) -> Iterator[Piece]:
    if isinstance(form, RowsForm):
        yield _rows(form, blank=blank)
    if isinstance(form, forms.CostsForm):
        for menu in form.context.menu_rows():
            yield from _menu(form, menu)
    if isinstance(form, forms.FundingForm):
        yield _funding(form)
    if isinstance(form, forms.VolumesForm):
        yield _volumes(form)


# Rows


def _rows(form: RowsForm, *, blank: bool) -> Rows:
    template = form.row("r__index__", {})
    index = _next_index()
    rows = form.row_forms()
    if blank:
        rows = [*rows, form.row(f"r{index}", {})]
    return Rows(str(form.caption), str(form.add_label), rows, template, index + 1)


def _next_index() -> int:
    """Rows stand in the order of their ids, so a later one is larger; few share a millisecond."""
    now = clock.now()
    return int(now.timestamp()) * 1000 + now.microsecond // 1000


# Money: each fiscal year is a row


def _menu(form: forms.CostsForm, menu: dict[str, Any]) -> Iterator[Piece]:
    yield Heading(_("支援メニュー：%(name)s") % {"name": menu["name"]}, _terms(form, menu))
    categories = [(each["code"], each["name"]) for each in menu["cost_categories"]]
    for kind, label in form.kinds():
        columns = [(f"{code}-{kind}", name) for code, name in categories]
        yield _money(
            form, f"cost-{menu['code']}", _of(form, menu, str(label)), columns, help=_cost_help(form, kind)
        )
    yield from _unit_tables(form, menu)


def _of(form: forms.CostsForm, menu: dict[str, Any], title: str) -> str:
    """Tables of two menus must not bear one name."""
    return f"{menu['short_name']}：{title}" if len(form.context.menu_rows()) > 1 else title


def _terms(form: forms.CostsForm, menu: dict[str, Any]) -> str:
    """The rate, and the most this menu may come to; a contract has no rate."""
    found = [f"{form.words.rate} {menu['rate']}"] if menu["rate"] else []
    caps = [cap["most"] for cap in form.context.scheme.get("caps", []) if cap.get("menu") == menu["code"]]
    return "　".join([*found, *(_("上限額 %(most)s") % {"most": yen(most)} for most in caps)])


def _cost_help(form: forms.CostsForm, kind: str) -> str:
    return form.words.total_help if kind == "total" else form.words.eligible_help


def _unit_tables(form: forms.CostsForm, menu: dict[str, Any]) -> Iterator[Money]:
    """Two tables, for the two have no sum in common."""
    income = _("ある年度だけ入力します。収入は総事業費から差し引きます。")
    yield _unit_table(form, menu, "income", _("寄付金その他の収入"), income)
    if form.context.scheme["uses_standard_amount"]:
        standard = _("基準額がある年度だけ入力します。%(eligible)sとの少ない方をもとに計算します。")
        words = {"eligible": form.words.eligible}
        yield _unit_table(form, menu, "standard", _("基準額"), standard % words)


def _unit_table(form: forms.CostsForm, menu: dict[str, Any], key: str, title: str, help: str) -> Money:
    names = {(year, key): f"{key}-{menu['code']}-{year}" for year in form.context.scheme["fiscal_years"]}
    caption = _of(form, menu, title)
    return Money(caption, help, _table(form, f"{key}-{menu['code']}", caption, [(key, title)], names))


def _funding(form: forms.FundingForm) -> Money:
    columns = form.sources()
    hint = _("どの年度の資金を、どこから得るかを書きます。")
    return replace(_money(form, "fund", _("年度ごとの調達方法"), columns, help=hint), top=True)


def _money(form: PartForm, stem: str, title: str, columns: Sequence[Column], *, help: str) -> Money:
    names = {
        (year, end): f"{stem}-{year}-{end}"
        for year in form.context.scheme["fiscal_years"]
        for end, _label in columns
    }
    name = f"{stem}-{columns[0][0].rpartition('-')[2]}"
    return Money(title, help, _table(form, name, title, columns, names))


def _table(
    form: PartForm, name: str, caption: str, columns: Sequence[Column], names: dict[tuple[int, str], str]
) -> dict[str, Any]:
    """What components/money_table.html draws."""
    years = form.context.scheme["fiscal_years"]
    ends = [end for end, _label in columns]
    sums = {key: form.cleaned_data.get(field) or 0 for key, field in names.items()}
    rows = [
        {
            "label": fiscal_year_label(year),
            "cells": [{"field": form[names[year, end]]} for end in ends],
            "total": sum(sums[year, end] for end in ends),
        }
        for year in years
    ]
    return {
        "name": name,
        "caption": caption,
        "corner": _("年度"),
        "years": [label for _end, label in columns],
        "rows": rows,
        "totals": [sum(sums[year, end] for year in years) for end in ends],
        "total": sum(sums.values()),
    }


def _volumes(form: forms.VolumesForm) -> Volumes:
    columns = ("before", "after", "unit", "year")
    return Volumes(
        [(name, [form[f"{column}-{row}"] for column in columns]) for row, name in form.context.products]
    )
