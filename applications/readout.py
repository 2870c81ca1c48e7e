"""A part as a reader wants it: labelled facts and tables, from its checked values alone.

Drafts and filed versions have the same values, so both are read out here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from common.forms import EraDateField, YenField
from funds.sections import measure_kinds
from law.deadlines import era, fiscal_year_label
from law.money import yen
from law.words import words_of

from .parts import forms
from .parts.base import PartContext, PartForm
from .parts.forms.funding import sources
from .parts.rows import RowsForm
from .parts.spec import SPECS

Values = Mapping[str, Any]
ABSENT = "—"
# A list of codes in the values, and the fields it was ticked in.
TICKED = {"kinds": "kind_", "menus": "menu_", "structural": "structural_", "changes": "change_"}


@dataclass(frozen=True)
class Facts:
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """`numbers` are its columns of figures, counted from 1."""

    caption: str
    head: list[str]
    rows: list[list[str]]
    numbers: list[int] = field(default_factory=list)


Block = Facts | Grid


def readout(key: str, values: Values, context: PartContext) -> list[Block]:
    """Everything a part says; what was left empty is shown as empty."""
    form = SPECS[key].form({}, context=context)
    facts = list(_facts(form, values))
    blocks: list[Block] = [Facts(facts)] if facts else []
    return blocks + [grid for grid in _grids(form, values, context) if grid.rows]


def _facts(form: PartForm, values: Values) -> Iterator[tuple[str, str]]:
    for name, each in form.fields.items():
        if name in values:
            yield str(each.label), shown(each, values[name])
    labels = {
        "kinds": form.kinds_title if isinstance(form, forms.MeasureForm) else "",
        "menus": _("支援メニュー"),
        "structural": _("事業再編（構造の変更）"),
        "changes": _("事業再編（分野又は方式の変更）"),
    }
    for name, prefix in TICKED.items():
        if name in values and not (name == "kinds" and not values[name] and _no_kinds(form)):
            yield (
                labels[name],
                "\n".join(str(form.fields[prefix + code].label) for code in values[name]) or ABSENT,
            )


def _no_kinds(form: PartForm) -> bool:
    """Under a scheme whose menus say what the measure is, no kind was asked for."""
    return not measure_kinds(form.context.scheme)


def shown(form_field: Any, value: Any) -> str:
    """The choice's label, the era date, the sum with its unit; — for nothing."""
    if value in (None, ""):
        return ABSENT
    if isinstance(form_field, YenField):
        return yen(value)
    if isinstance(form_field, EraDateField):
        return era(date.fromisoformat(value))
    choices = {str(code): str(label) for code, label in getattr(form_field, "choices", [])}
    return choices.get(str(value), str(value))


def _grids(form: PartForm, values: Values, context: PartContext) -> Iterator[Grid]:
    if isinstance(form, RowsForm):
        yield _rows(form, values["rows"])
    if isinstance(form, forms.CostsForm):
        yield _costs(values["cells"], context)
        yield _units(values["units"], context)
    if isinstance(form, forms.FundingForm):
        yield _funding(values["rows"], context)
    if isinstance(form, forms.EffectsForm):
        rows = [[fiscal_year_label(goal["fiscal_year"]), goal["text"]] for goal in values["goals"]]
        yield Grid(_("年度ごとの目標"), [_("年度"), _("目標")], rows)
    if isinstance(form, forms.VolumesForm):
        yield _volumes(values["rows"], context)


def _rows(form: RowsForm, rows: list[Values]) -> Grid:
    fields = form.blank_row().fields
    body = [[shown(each, row[name]) for name, each in fields.items()] for row in rows]
    return Grid(str(form.caption), [str(each.label) for each in fields.values()], body)


def _costs(cells: list[Values], context: PartContext) -> Grid:
    names = {
        (menu["code"], each["code"]): f"{menu['short_name']}・{each['name']}"
        for menu in context.scheme["menus"]
        for each in menu["cost_categories"]
    }
    rows = [
        [
            fiscal_year_label(cell["fiscal_year"]),
            names[cell["menu"], cell["category"]],
            yen(cell["total_cost"]),
            yen(cell["eligible_cost"]),
        ]
        for cell in cells
    ]
    if rows:
        sums = (sum(cell[kind] for cell in cells) for kind in ("total_cost", "eligible_cost"))
        rows.append([_("合計"), "", *map(yen, sums)])
    head = [_("年度"), _("経費区分"), _("総事業費"), words_of(context.scheme["kind"]).eligible]
    return Grid(_("年度・経費区分ごとの資金"), head, rows, [3, 4])


def _units(units: list[Values], context: PartContext) -> Grid:
    """Only what somebody entered: most plans have neither income nor a 基準額."""
    names = {menu["code"]: menu["short_name"] for menu in context.scheme["menus"]}
    rows = [
        [
            fiscal_year_label(unit["fiscal_year"]),
            names[unit["menu"]],
            yen(unit["income"]),
            ABSENT if unit["standard_amount"] is None else yen(unit["standard_amount"]),
        ]
        for unit in units
        if unit["income"] or unit["standard_amount"] is not None
    ]
    head = [_("年度"), _("支援メニュー"), _("寄付金その他の収入"), _("基準額")]
    return Grid(_("年度ごとの収入と基準額"), head, rows, [3, 4])


def _funding(rows: list[Values], context: PartContext) -> Grid:
    names = dict(sources(context.scheme))
    body = [[fiscal_year_label(row["fiscal_year"]), names[row["source"]], yen(row["amount"])] for row in rows]
    if body:
        body.append([_("合計"), "", yen(sum(row["amount"] for row in rows))])
    return Grid(_("年度ごとの調達方法"), [_("年度"), _("方法"), _("金額")], body, [3])


def _volumes(rows: list[Values], context: PartContext) -> Grid:
    names = dict(context.products)
    body = [
        [
            names.get(row["row"], row["row"]),
            _figure(row["before"]),
            _figure(row["after"]),
            row["unit"] or ABSENT,
            fiscal_year_label(row["fiscal_year"]) if row["fiscal_year"] else ABSENT,
        ]
        for row in rows
    ]
    head = [_("品目"), _("現在の数量"), _("措置後の数量"), _("単位"), _("達成する年度")]
    return Grid(_("生産数量"), head, body, [2, 3])


def _figure(value: int | None) -> str:
    return ABSENT if value is None else f"{value:,}"
