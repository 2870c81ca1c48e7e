from collections.abc import Iterable, Iterator
from typing import Any

from law.rules import rule
from law.text import ja

from ..models import Decision
from .header import Filed, Heading, header

NOTE = ja("見込額は申請の内容から計算したものであり、資金の交付及びその額を約するものではありません。")


@rule("N3", "N4")
def certificate(
    *, heading: Heading, filed: Filed, party: dict[str, Any], decision: Decision
) -> dict[str, Any]:
    """認定通知書 for one party, with its own rows only in the annex.

    The decision's conditions are printed as 留意事項: the statute lets no condition be set (docs/adr/0010).
    """
    measure = filed.values("measure")
    return header(heading, filed.addressee(party)) | {
        "law": filed.law("certify"),
        "applied_on": filed.applied_on,
        "fund": filed.fund,
        "plan": filed.plan,
        "version": filed.version.number,
        "parties": filed.party_rows(),
        "measures": filed.measures(),
        "period": {"from": measure["starts_on"], "until": measure["ends_on"]},
        "notes": decision.conditions,
        "annex": annex(filed, party, note=NOTE),
    }


def annex(filed: Filed, party: dict[str, Any], *, note: str) -> dict[str, Any] | None:
    """Year × category with the trace; None for a party that bears no cost."""
    costs = filed.values("costs", party["party"])
    years = sorted({cell["fiscal_year"] for cell in costs["cells"]})
    if not years:
        return None
    rows = [_year(filed, party, costs, year) for year in years]
    return {
        "party": filed.addressee(party)["name"],
        "years": rows,
        "total": _sums(rows),
        "trace": list(trace_rows(_units(filed, party), filed.scheme)),
        "note": note,
    }


def _year(filed: Filed, party: dict[str, Any], costs: dict[str, Any], year: int) -> dict[str, Any]:
    cells = [cell for cell in costs["cells"] if cell["fiscal_year"] == year]
    units = [unit for unit in costs["units"] if unit["fiscal_year"] == year]
    standards = [unit["standard_amount"] for unit in units if unit["standard_amount"] is not None]
    return {
        "fiscal_year": year,
        "lines": [_line(filed, cell) for cell in cells],
        "total_cost": sum(cell["total_cost"] for cell in cells),
        "eligible_cost": sum(cell["eligible_cost"] for cell in cells),
        "income": sum(unit["income"] for unit in units),
        "standard_amount": sum(standards) if standards else None,
        "subsidy": sum(unit["amount"] for unit in _units(filed, party) if unit["fiscal_year"] == year),
    }


def _units(filed: Filed, party: dict[str, Any]) -> list[dict[str, Any]]:
    return [unit for unit in filed.version.subsidy["units"] if unit["party"] == party["party"]]


def _line(filed: Filed, cell: dict[str, Any]) -> dict[str, Any]:
    menu = next(menu for menu in filed.scheme["menus"] if menu["code"] == cell["menu"])
    category = next(each for each in menu["cost_categories"] if each["code"] == cell["category"])
    return {
        "category": f"{menu['short_name']}・{category['name']}",
        "total_cost": cell["total_cost"],
        "eligible_cost": cell["eligible_cost"],
    }


def _sums(rows: list[dict[str, Any]]) -> dict[str, Any]:
    sums: dict[str, Any] = {
        name: sum(row[name] for row in rows) for name in ("total_cost", "eligible_cost", "income", "subsidy")
    }
    standards = [row["standard_amount"] for row in rows if row["standard_amount"] is not None]
    return sums | {"standard_amount": sum(standards) if standards else None}


def trace_rows(units: Iterable[dict[str, Any]], scheme: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The computation as an annex prints it: party and year have a place of their own, so a step says its
    menu alone.
    """
    menus = {menu["code"]: menu["short_name"] for menu in scheme["menus"]}
    for unit in units:
        for line in unit["trace"]:
            yield {
                "fiscal_year": unit["fiscal_year"],
                "label": f"{menus[unit['menu']]}：{step_of(line['label'])}",
                "rule": _rule(line),
                "value": line["value"],
            }


def step_of(label: str) -> str:
    """A step of a unit without what says whose it is (令和9年度・見本製薬・設備整備：少ない方の額)."""
    return label.rpartition("：")[2]


def _rule(line: dict[str, Any]) -> str:
    inputs = "、".join(f"{each['label']} {_figure(each['value'])}" for each in line["inputs"])
    return "　".join(text for text in (inputs, line["rounding"]) if text)


def _figure(value: int | str) -> str:
    return f"{value:,}" if isinstance(value, int) else value
