"""What the head tells a company of its application: 交付決定通知書, 不交付決定通知書."""

import json
from collections.abc import Iterator
from typing import Any

from common import clock
from grants.models import GrantLine, GrantVersion
from grants.money import Amounts, terms_under
from grants.selectors import assessed_amounts, checks_of, lines_of, withdrawal_days
from law.grant_conditions import CONDITIONS
from law.rules import rule
from law.text import ja

from ..models import Decision
from .certificate import trace_rows
from .header import Heading, header

LAW = ja("補助金等に係る予算の執行の適正化に関する法律（昭和30年法律第179号）")
READ_WITH = {
    "generics": ja("国立研究開発法人医薬基盤・健康・栄養研究所法（平成16年法律第135号）附則第29条"),
    "innovation": ja("国立研究開発法人医薬基盤・健康・栄養研究所法（平成16年法律第135号）附則第22条"),
}
NOTE = ja("交付決定額は年度ごとの上限です。支払う額は、実績の報告の後、額の確定により定めます。")
CORRECTED = ja("申請のとおり決定")
REDUCED = ja("申請の事項に修正を加えて決定")


@rule("S8", "S6")
def grant_decision(*, heading: Heading, decision: Decision) -> dict[str, Any]:
    """交付決定通知書: the sum by year, the conditions, the way out, and how it was reckoned."""
    version = decision.grant_version
    amounts = assessed_amounts(version)
    lines = list(_lines(version))
    return told(heading, decision.grant_version) | {
        "amount": amounts.total,
        "asked": version.amount,
        "changed": REDUCED if amounts.total < version.amount else CORRECTED,
        "by_year": _by_year(version, amounts),
        "eligible_cost": sum(line["assessed"] for line in lines),
        "period": {"from": version.starts_on.isoformat(), "until": version.ends_on.isoformat()},
        "conditions": [_condition(row) for row in decision.conditions],
        "withdrawal_days": withdrawal_days(version.grant.basis.scheme_version.document),
        "annex": _annex(version, lines, amounts),
    }


@rule("S6", "T1", "T2")
def grant_refusal(*, heading: Heading, decision: Decision) -> dict[str, Any]:
    """不交付決定通知書: its reasons are told although no article orders it, and the 教示."""
    return told(heading, decision.grant_version) | {
        "asked": decision.grant_version.amount,
        "reasons": decision.reasons,
    }


def told(heading: Heading, version: GrantVersion, block: dict[str, Any] | None = None) -> dict[str, Any]:
    """What every letter on a grant says; `version` is the application, `block` the letter's own words."""
    grant = version.grant
    scheme = grant.basis.scheme_version.document
    said = json.loads(version.content)
    block = scheme["letters"].get("grant", {}) if block is None else block
    return header(heading, _addressee(said)) | {
        "law": {"statute": LAW, "read_with": _read_with(scheme)},
        "applied_on": clock.local(grant.arrived_at).date().isoformat(),
        "fund": (scheme.get("fund") or scheme)["name"],
        "grant": {"number": grant.number, "version": version.number},
        "plan": {"number": grant.plan.number, "title": grant.plan.title},
        "fiscal_year": grant.fiscal_year,
        "company": {
            "name": said["party"]["name"],
            "corporate_number": said["party"]["corporate_number"],
            "address": said["party"]["address"],
        },
        "appeal_notice": block.get("appeal_notice", []),
        "needs_legal_review": block.get("needs_legal_review", True),
    }


def _read_with(scheme: dict[str, Any]) -> str | None:
    """A fund's grant rests on 適正化法 as another statute reads it; the ministry's own on 適正化法 itself."""
    fund = scheme.get("fund")
    return READ_WITH[fund["law_fund"]] if fund else None


def named(decision: Decision) -> dict[str, str]:
    """A decision that was issued, by its letter's number and day."""
    letter = decision.documents.get(kind=decision.terms.letter)
    return {"number": letter.document_number or letter.number, "dated_on": letter.dated_on.isoformat()}


def _addressee(said: dict[str, Any]) -> dict[str, Any]:
    party = said["party"]
    return {name: party[name] for name in ("name", "address", "representative_title", "representative_name")}


def _condition(row: dict[str, Any]) -> dict[str, Any]:
    source = CONDITIONS[row["kind"]].source
    return {**row, "label": CONDITIONS[row["kind"]].label, "source": str(source)}


def _by_year(version: GrantVersion, amounts: Amounts) -> list[dict[str, Any]]:
    asked = {unit["fiscal_year"]: 0 for unit in version.subsidy["units"]}
    for unit in version.subsidy["units"]:
        asked[unit["fiscal_year"]] += unit["amount"]
    return [
        {"fiscal_year": year, "asked": asked.get(year, 0), "amount": amount}
        for year, amount in amounts.by_year.items()
    ]


def _lines(version: GrantVersion) -> Iterator[dict[str, Any]]:
    checks, scheme = checks_of(version), terms_under(version.grant)
    for line in lines_of(version):
        check = checks.get(line.pk)
        yield {
            "fiscal_year": line.cost_line.fiscal_year,
            "category": category_of(scheme, line),
            "planned": line.cost_line.eligible_cost,
            "total_cost": line.total_cost,
            "asked": line.eligible_cost,
            "assessed": check.assessed if check else line.eligible_cost,
            "reason": check.reason if check else "",
        }


def category_of(scheme: dict[str, Any], line: GrantLine) -> str:
    cost = line.cost_line
    menu = next(menu for menu in scheme["menus"] if menu["code"] == cost.menu)
    category = next(each for each in menu["cost_categories"] if each["code"] == cost.category)
    return f"{menu['short_name']}・{category['name']}"


def _annex(version: GrantVersion, lines: list[dict[str, Any]], amounts: Amounts) -> dict[str, Any]:
    """The company's own lines: planned, asked, assessed, why; and the computation step by step."""
    return {
        "party": version.grant.party.organisation.name,
        "lines": lines,
        "total": {
            name: sum(line[name] for line in lines) for name in ("planned", "total_cost", "asked", "assessed")
        },
        "trace": list(trace_rows(amounts.units, terms_under(version.grant))),
        "note": NOTE,
    }
