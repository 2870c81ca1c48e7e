"""The annex of a letter that tells sums: years, categories, trace."""

from .matter import PARTIES

CATEGORIES = ("設備費", "調査費", "製造所間の技術移転に要する試験研究費", "委託費", "その他の経費")


def year(fiscal_year: int, unit: int) -> dict:
    lines = [
        {"category": name, "total_cost": unit * weight, "eligible_cost": unit * (weight - 1)}
        for weight, name in enumerate(CATEGORIES, start=2)
    ]
    total, eligible = (sum(line[key] for line in lines) for key in ("total_cost", "eligible_cost"))
    return {
        "fiscal_year": fiscal_year,
        "lines": lines,
        "total_cost": total,
        "eligible_cost": eligible,
        "income": unit // 7,
        "standard_amount": None,
        "subsidy": eligible // 2 // 1000 * 1000,
    }


def annex(years: int = 6) -> dict:
    rows = [year(2026 + index, 98_765_432_109 * (index + 1) // 2) for index in range(years)]
    total = {
        key: sum(row[key] for row in rows) for key in ("total_cost", "eligible_cost", "income", "subsidy")
    }
    return {
        "party": PARTIES[0]["name"],
        "years": rows,
        "total": total | {"standard_amount": None},
        "trace": [step for row in rows for step in trace(row)],
        "note": (
            "認定は、資金の交付及びその額を約するものではありません。補助金の額は、国立研究開発法人医"
            "薬基盤・健康・栄養研究所の交付の決定によって定まります。"
        ),
    }


def trace(row: dict) -> list[dict]:
    spent = row["total_cost"] - row["income"]
    lines = (
        ("補助対象経費", "支援メニュー「製造所集約」の対象経費の区分", row["eligible_cost"]),
        ("総事業費－収入", "総事業費から寄付金その他の収入を控除", spent),
        ("補助率", "支援メニュー「製造所集約」の補助率", "1/2"),
        ("補助金の見込額", "千円未満切捨て（決定の単位ごとに１回）", row["subsidy"]),
    )
    return [
        {"fiscal_year": row["fiscal_year"], "label": label, "rule": rule, "value": value}
        for label, rule, value in lines
    ]
