"""What NIBN's pages of a report show of the evidence that it was filed with."""

from typing import Any

from django.http import HttpRequest

from grants.evidence.listed import Checked
from grants.evidence.rows import asked_of_sums, covered_by, labels_of, sums_of, told_in
from grants.models import GrantVersion, PerformanceReport
from grants.sight import viewer
from law.visibility import Kind

SHOWN = 20


def checked_of(request: HttpRequest, report: PerformanceReport, version: GrantVersion) -> Checked:
    eyes = viewer(report.grant, request.membership)
    return Checked.of(
        report.grant,
        version,
        elsewhere=bool(eyes.sees(Kind.EVIDENCE_ELSEWHERE)),
        marks=bool(eyes.sees(Kind.GRANT_CHECK)),
    )


def sums_asked(report: PerformanceReport, checked: Checked) -> list[tuple[str, list[Any]]]:
    """Each cost line whose rows do not come to what the report says of it."""
    found = asked_of_sums(sums_of(covered_by(checked.version)), told_in(checked.version))
    labels = labels_of(report.grant)
    return [(labels[line], asked) for line, asked in found.items() if line in labels]


def evidence_panel(request: HttpRequest, report: PerformanceReport, version: GrantVersion) -> dict[str, Any]:
    """How many rows there are, the questions still open (the first of them), and how sums differ."""
    checked = checked_of(request, report, version)
    labels = labels_of(report.grant)
    first = checked.rows("open").order_by("number").prefetch_related("files__file")[:SHOWN]
    return {
        "rows": len(checked.asked),
        "open": len(checked.open),
        "asking": len(checked.asking),
        "first": checked.listed(first, labels),
        "sums": sums_asked(report, checked),
    }
