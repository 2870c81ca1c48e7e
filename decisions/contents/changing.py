"""What the head tells a company of a change of its grant: 承認, 変更交付決定, 不承認."""

import json
from collections.abc import Iterator
from typing import Any

from common import clock
from grants.money import terms_under
from grants.selectors import assessed_amounts, lines_of
from law.rules import rule
from law.text import ja

from ..about.changing import AboutChange, sums_of
from ..models import Decision
from .certificate import trace_rows
from .fixing import granted_by
from .grant import category_of, told
from .header import Heading

NOTE = ja("交付決定額は年度ごとの上限です。支払う額は、実績の報告の後、額の確定により定めます。")
Content = dict[str, Any]


@rule("S7", "S6")
def change(*, heading: Heading, decision: Decision) -> Content:
    """The sums by year and the lines, as they stood and as they stand from now on."""
    version, block = decision.grant_version, _block(decision)
    said = json.loads(version.content)
    years = list(_by_year(decision))
    return _told(heading, decision, block) | {
        "content": said["content"],
        "stop_on": said["stop_on"],
        "ends_on": said["ends_on"],
        "was_ends_on": said["was_ends_on"],
        "amount": sum(row["amount"] for row in years),
        "was_amount": sum(row["was"] for row in years),
        "by_year": years,
        "paragraphs": block.get("paragraphs", []),
        "annex": _annex(decision, said),
    }


@rule("S7", "T1", "T2")
def change_refusal(*, heading: Heading, decision: Decision) -> Content:
    """Its reasons are told although no article orders it, and the 教示."""
    return _told(heading, decision, _block(decision)) | {"reasons": decision.reasons}


def _block(decision: Decision) -> Content:
    return dict(AboutChange(decision).document["letters"].get("change", {}))


def _told(heading: Heading, decision: Decision, block: Content) -> Content:
    matter = AboutChange(decision)
    asked, said = matter.change, json.loads(decision.grant_version.content)
    return told(heading, matter.application, block) | {
        "granted": granted_by(decision),
        "change": {
            "kind": asked.kind,
            "number": asked.number,
            "version": decision.grant_version.number,
            "applied_on": clock.local(asked.arrived_at).date().isoformat(),
            "why": said["why"],
        },
    }


def _by_year(decision: Decision) -> Iterator[Content]:
    was, now = sums_of(decision)
    for year in sorted({*was, *now}):
        yield {"fiscal_year": year, "was": was.get(year, 0), "amount": now.get(year, 0)}


def _annex(decision: Decision, said: Content) -> Content:
    """The company's own lines: as they stood, as they are now; and the computation step by step."""
    version, scheme = decision.grant_version, terms_under(decision.grant)
    was = {(line["fiscal_year"], line["menu"], line["category"]): line for line in said["lines"]}
    lines = []
    for line in lines_of(version):
        cost = line.cost_line
        before = was[cost.fiscal_year, cost.menu, cost.category]
        lines.append(
            {
                "fiscal_year": cost.fiscal_year,
                "category": category_of(scheme, line),
                "was": before["was_eligible_cost"],
                "now": line.eligible_cost,
            }
        )
    return {
        "party": decision.grant.party.organisation.name,
        "lines": lines,
        "total": {name: sum(line[name] for line in lines) for name in ("was", "now")},
        "trace": list(trace_rows(assessed_amounts(version).units, scheme)),
        "note": NOTE,
    }
