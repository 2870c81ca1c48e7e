"""What the head tells a company of what its grant is fixed at: 額の確定通知書."""

import json
from collections.abc import Iterator
from typing import Any

from common import clock
from grants.models import GrantVersion
from grants.money import Amounts, terms_under
from grants.reports import found_amounts, granted_of
from grants.selectors import checks_of, lines_of
from law.rules import rule
from law.text import ja

from ..about.fixing import AboutFixing
from ..models import Decision
from ..selectors import decision_that_grants
from ..sums import years_of
from .certificate import trace_rows
from .grant import category_of, named, told
from .header import Heading

NOTE = ja(
    "確定額は年度ごとに交付決定額を限度とします。交付決定額のうち確定額を超える部分は、交付されません。"
)


@rule("S15", "R6")
def fixing(*, heading: Heading, decision: Decision) -> dict[str, Any]:
    """額の確定通知書: the sum by year beside what was decided, what was found, and how it was reckoned."""
    matter = AboutFixing(decision)
    version = decision.grant_version
    amounts = found_amounts(version, version.report)
    years = list(_by_year(decision, amounts))
    said = json.loads(version.content)
    block = matter.document["letters"].get("fixing", {})
    return told(heading, matter.application, block) | {
        "granted": granted_by(decision),
        "reported_on": clock.local(version.report.arrived_at).date().isoformat(),
        "report_version": version.number,
        "period": {"from": said["starts_on"], "until": said["ends_on"]},
        "amount": sum(row["amount"] for row in years),
        "decided": sum(row["decided"] for row in years),
        "released": sum(row["decided"] - row["amount"] for row in years),
        "by_year": years,
        "finding": decision.reasons,
        "paragraphs": block.get("paragraphs", []),
        "annex": _annex(version, amounts),
    }


def granted_by(decision: Decision) -> dict[str, str]:
    """The decision to grant, by its number and day."""
    given = decision_that_grants(decision.grant)
    if given is None:
        raise LookupError(decision.grant_id)
    return named(given)


def _by_year(decision: Decision, amounts: Amounts) -> Iterator[dict[str, Any]]:
    """Within what was decided and not cancelled since."""
    for year, sums in years_of(decision.grant).items():
        fixed = min(amounts.by_year.get(year, 0), sums.ceiling)
        yield {"fiscal_year": year, "decided": sums.ceiling, "amount": fixed}


def _annex(version: GrantVersion, amounts: Amounts) -> dict[str, Any]:
    """The company's own lines: decided, spent, found good, why; and the computation step by step."""
    grant = version.report.grant
    lines = list(_lines(version))
    return {
        "party": grant.party.organisation.name,
        "lines": lines,
        "total": {name: sum(line[name] for line in lines) for name in ("decided", "spent", "found")},
        "trace": list(trace_rows(amounts.units, terms_under(grant))),
        "note": NOTE,
    }


def _lines(version: GrantVersion) -> Iterator[dict[str, Any]]:
    grant = version.report.grant
    checks, scheme, granted = checks_of(version), terms_under(grant), granted_of(grant).lines
    for line in lines_of(version):
        check = checks.get(line.pk)
        yield {
            "fiscal_year": line.cost_line.fiscal_year,
            "category": category_of(scheme, line),
            "decided": granted.get(line.cost_line_id, 0),
            "spent": line.eligible_cost,
            "found": check.assessed if check else line.eligible_cost,
            "reason": check.reason if check else "",
        }
