"""申請書の写し: the whole application as it was filed, for the bodies that are consulted."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from applications.documents import document_name
from applications.parts import forms
from applications.parts.base import PartContext
from applications.parts.rows import RowsForm
from applications.parts.spec import SPECS
from common.forms import YenField
from funds.sections import measure_kinds
from law.deadlines import era, fiscal_year_label
from law.text import ja
from law.words import words_of

from .header import Filed, Heading, header
from .receipt import instant


def application_copy(*, heading: Heading, filed: Filed, addressee: dict[str, Any]) -> dict[str, Any]:
    """Every part of every party, confidential ones too: the law asks for a copy of the whole."""
    return header(heading, addressee) | {
        "fund": filed.fund,
        "plan": filed.plan,
        "version": filed.version.number,
        "arrived_at": instant(filed.version.arrived_at),
        "plan_sha256": filed.version.sha256,
        "sections": [section(filed, part) for part in filed.content["parts"]] + [_files(filed)],
    }


def section(filed: Filed, part: dict[str, Any]) -> dict[str, Any]:
    """One part as a reader wants it: labelled rows, and tables of what is a list."""
    spec = SPECS[part["key"]]
    names = {party["party"]: party["name"] for party in filed.parties}
    whose = f"（{names[part['party']]}）" if part["party"] else ""
    blank = spec.form({}, context=_context(filed))
    return {
        "heading": f"{spec.title}{whose}",
        "rows": list(_rows(blank, part["values"])),
        "tables": list(_tables(filed, blank, part["values"])),
    }


def _context(filed: Filed) -> PartContext:
    products = tuple((row["row"], row["name"]) for row in filed.rows("products"))
    return PartContext(scheme=filed.scheme, products=products)


def _rows(blank: Any, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in [
        *(name for name in blank.fields if name in values),
        *(name for name in LIST_LABELS if name in values),
    ]:
        value = values[name]
        if name == "kinds" and not _asks_for_kinds(blank):
            continue
        if name in LIST_LABELS:
            yield {
                "label": getattr(blank, "kinds_title", "") if name == "kinds" else LIST_LABELS[name],
                "value": "、".join(_ticks(blank, name, value)) or ja("なし"),
            }
        else:
            yield {"label": _label(blank.fields[name]), "value": _shown(blank.fields[name], value)}


def _asks_for_kinds(blank: Any) -> bool:
    return bool(measure_kinds(blank.context.scheme))


LIST_LABELS = {
    "kinds": ja("種類"),
    "menus": ja("支援メニュー"),
    "structural": ja("事業再編（構造の変更）"),
    "changes": ja("事業再編（分野又は方式の変更）"),
}
LIST_FIELDS = {"kinds": "kind_", "menus": "menu_", "structural": "structural_", "changes": "change_"}


def _ticks(blank: Any, name: str, codes: list[str]) -> list[str]:
    return [str(blank.fields[f"{LIST_FIELDS[name]}{code}"].label) for code in codes]


def _label(field: Any) -> str:
    """A sum is a bare number, so its label says the unit."""
    return ja("%s（円）") % field.label if isinstance(field, YenField) else str(field.label)


def _shown(field: Any, value: Any) -> Any:
    """As a reader wants it: the choice's label, the era date; a sum stays a number."""
    choices = {str(code): str(label) for code, label in getattr(field, "choices", [])}
    if value in choices:
        return choices[value] if value else None
    if isinstance(value, int) and not isinstance(field, YenField):
        return str(value)
    return _day_or_text(value)


def _day_or_text(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return era(date.fromisoformat(value))
    return value if value != "" else None


def _tables(filed: Filed, blank: Any, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(blank, RowsForm) and values["rows"]:
        yield _row_table(blank, values["rows"])
    if isinstance(blank, forms.CostsForm):
        yield _cost_table(filed, values)
    if isinstance(blank, forms.FundingForm) and values["rows"]:
        yield _plain(
            ja("年度別の調達方法"), [ja("年度"), ja("方法"), ja("金額（円）")], _funding(filed, values)
        )
    if isinstance(blank, forms.EffectsForm) and values["goals"]:
        rows = [[fiscal_year_label(goal["fiscal_year"]), goal["text"]] for goal in values["goals"]]
        yield _plain(ja("年度別の目標"), [ja("年度"), ja("目標")], rows)
    if isinstance(blank, forms.VolumesForm) and values["rows"]:
        yield _plain(
            ja("生産数量"),
            [ja("品目"), ja("現在"), ja("措置後"), ja("単位"), ja("年度")],
            _volumes(filed, values),
        )


def _plain(caption: str, head: list[str], rows: list[list[Any]]) -> dict[str, Any]:
    return {"caption": caption, "head": head, "rows": rows}


def _row_table(blank: RowsForm, rows: list[dict[str, Any]]) -> dict[str, Any]:
    fields = blank.blank_row().fields
    head = [_label(field) for field in fields.values()]
    body = [[_shown(field, row[name]) for name, field in fields.items()] for row in rows]
    return _plain(str(blank.caption), head, body)


def _cost_table(filed: Filed, values: dict[str, Any]) -> dict[str, Any]:
    labels = {
        (menu["code"], each["code"]): f"{menu['short_name']}・{each['name']}"
        for menu in filed.scheme["menus"]
        for each in menu["cost_categories"]
    }
    rows = [
        [
            fiscal_year_label(cell["fiscal_year"]),
            labels[cell["menu"], cell["category"]],
            cell["total_cost"],
            cell["eligible_cost"],
        ]
        for cell in values["cells"]
    ]
    eligible = words_of(filed.scheme["kind"]).eligible
    head = [
        ja("年度"),
        ja("経費区分"),
        ja("総事業費（円）"),
        ja("{eligible}（円）").format(eligible=eligible),
    ]
    return _plain(ja("年度別・経費区分別の資金"), head, rows)


def _funding(filed: Filed, values: dict[str, Any]) -> list[list[Any]]:
    labels = dict(forms.funding.sources(filed.scheme))
    return [
        [fiscal_year_label(row["fiscal_year"]), labels[row["source"]], row["amount"]]
        for row in values["rows"]
    ]


def _volumes(filed: Filed, values: dict[str, Any]) -> list[list[Any]]:
    names = {row["row"]: row["name"] for row in filed.rows("products")}
    return [
        [
            names.get(row["row"], row["row"]),
            row["before"],
            row["after"],
            row["unit"],
            fiscal_year_label(row["fiscal_year"]) if row["fiscal_year"] else None,
        ]
        for row in values["rows"]
    ]


def _files(filed: Filed) -> dict[str, Any]:
    rows = [
        [file["name"], document_name(filed.scheme, file["document"]), file["size"], file["sha256"]]
        for file in filed.content["files"]
    ]
    head = [ja("名称"), ja("書類の種類"), ja("大きさ（バイト）"), "SHA-256"]
    tables = [_plain(ja("添付書類の一覧"), head, rows)] if rows else []
    return {"heading": ja("添付書類"), "rows": [], "tables": tables}
