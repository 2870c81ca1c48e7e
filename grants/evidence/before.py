"""What a company may look at once more before it files a report: questions, never a block."""

from typing import Any

from ..reports import Draft
from .rows import Sums, asked_of, asked_of_sums, labels_of, live_rows, sums_of

SHOWN = 20


def evidence_before(draft: Draft) -> dict[str, Any]:
    """The rows it would rest on, the first that ask something, and where sums differ from what is typed."""
    grant = draft.report.grant
    rows = live_rows(grant).filter(cost_line__in=draft.lines)
    asked = asked_of(grant, rows.order_by("number"))
    asking = [row for row in rows.order_by("number") if asked[row.pk]]
    return {
        "rows": len(asked),
        "asked": [(row, asked[row.pk]) for row in asking[:SHOWN]],
        "more": max(0, len(asking) - SHOWN),
        "sums": _sums(draft, rows) if asked else [],
    }


def _sums(draft: Draft, rows: Any) -> list[tuple[str, list[Any]]]:
    told = {line: Sums(*cost) for line, cost in draft.form.costs().items()}
    labels = labels_of(draft.report.grant)
    return [(labels[line], asked) for line, asked in asked_of_sums(sums_of(rows), told).items()]
