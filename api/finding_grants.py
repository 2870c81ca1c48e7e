"""A grant, the reports on it and its conditions, to those who see them; and what begins on each."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Membership
from decisions.selectors import live_decision, live_fixing, recovery_under_way
from grants.models import Condition, Grant, PerformanceReport
from grants.reports import reports_visible_to
from grants.selectors import grants_with_parts
from grants.sight import grants_visible_to
from law.acts import Lifecycle
from law.lifecycle import (
    CANCELLATION,
    FIXING_DECISION,
    GRANT,
    GRANT_DECISION,
    PAYMENT_CLAIM,
    PERFORMANCE_REPORT,
    RETURN_ORDER,
)
from law.reports import ReportKind

Stands = list[tuple[Lifecycle, str | None]]


def grant_or_404(membership: Membership, pk: UUID) -> Grant:
    return get_object_or_404(grants_with_parts(grants_visible_to(membership)), pk=pk)


def report_or_404(membership: Membership, pk: UUID) -> PerformanceReport:
    return get_object_or_404(reports_visible_to(membership), pk=pk)


def condition_or_404(membership: Membership, pk: UUID) -> Condition:
    rows = Condition.objects.select_related(
        "grant__plan", "grant__case", "grant__party__organisation", "evidence"
    )
    return get_object_or_404(rows, pk=pk, grant__in=grants_visible_to(membership))


def grant_stands(grant: Grant) -> Stands:
    """A grant, the decision that is drafted on it, what is reported of it, and what is claimed of it."""
    live = live_decision(grant)
    decided = (GRANT_DECISION, live.state if live else None)
    under_way = recovery_under_way(grant)
    state = under_way.state if under_way else None
    coming_back = [(CANCELLATION, state), (RETURN_ORDER, state)]
    return [(GRANT, grant.state), decided, *coming_back, (PERFORMANCE_REPORT, None), (PAYMENT_CLAIM, None)]


def report_stands(report: PerformanceReport) -> Stands:
    """A report, and on completion the fixing of the amount that rests on it."""
    reported = (PERFORMANCE_REPORT, report.state)
    if report.kind != ReportKind.COMPLETION:
        return [reported]
    live = live_fixing(report.grant)
    return [reported, (FIXING_DECISION, live.state if live else None)]
