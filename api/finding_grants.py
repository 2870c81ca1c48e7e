"""A grant, the reports on it and its conditions, to those who see them; and what begins on each."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Membership
from decisions.selectors import (
    live_change_decision,
    live_decision,
    live_disposal_decision,
    live_fixing,
    recovery_under_way,
)
from grants.assets.reading import assets_visible_to, disposals_visible_to
from grants.changes import changes_visible_to
from grants.models import Asset, Condition, Disposal, Grant, GrantChange, PerformanceReport
from grants.reports import reports_visible_to
from grants.selectors import grants_with_parts
from grants.sight import grants_visible_to
from law.acts import Lifecycle
from law.lifecycle import (
    ASSET,
    CANCELLATION,
    CHANGE_DECISION,
    DISPOSAL,
    DISPOSAL_DECISION,
    FIXING_DECISION,
    GRANT,
    GRANT_CHANGE,
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


def change_or_404(membership: Membership, pk: UUID) -> GrantChange:
    return get_object_or_404(changes_visible_to(membership), pk=pk)


def change_stands(change: GrantChange) -> Stands:
    """A change, and the decision that is drafted on it."""
    live = live_change_decision(change)
    under = change.grant.under
    return [(under(GRANT_CHANGE), change.state), (under(CHANGE_DECISION), live.state if live else None)]


def asset_or_404(membership: Membership, pk: UUID) -> Asset:
    return get_object_or_404(assets_visible_to(membership), pk=pk)


def asset_stands(asset: Asset) -> Stands:
    """An asset, and the disposal that begins on it."""
    under = asset.grant.under
    return [(under(ASSET), asset.state), (under(DISPOSAL), None)]


def disposal_or_404(membership: Membership, pk: UUID) -> Disposal:
    return get_object_or_404(disposals_visible_to(membership), pk=pk)


def disposal_stands(disposal: Disposal) -> Stands:
    """A disposal, and the decision that is drafted on it."""
    live = live_disposal_decision(disposal)
    under = disposal.grant.under
    return [(under(DISPOSAL), disposal.state), (under(DISPOSAL_DECISION), live.state if live else None)]


def condition_or_404(membership: Membership, pk: UUID) -> Condition:
    rows = Condition.objects.select_related(
        "grant__plan", "grant__case", "grant__party__organisation", "evidence"
    )
    return get_object_or_404(rows, pk=pk, grant__in=grants_visible_to(membership))


def grant_stands(grant: Grant) -> Stands:
    """A grant, the decision that is drafted on it, and what begins on it: a change, a report, a claim."""
    live = live_decision(grant)
    under = grant.under
    decided = (under(GRANT_DECISION), live.state if live else None)
    started = (GRANT_CHANGE, PERFORMANCE_REPORT, ASSET, PAYMENT_CLAIM)
    begins = ((under(lifecycle), None) for lifecycle in started)
    under_way = recovery_under_way(grant)
    state = under_way.state if under_way else None
    recovery = ((under(lifecycle), state) for lifecycle in (CANCELLATION, RETURN_ORDER))
    return [(under(GRANT), grant.state), decided, *recovery, *begins]


def report_stands(report: PerformanceReport) -> Stands:
    """A report, and on completion the fixing of the amount that rests on it."""
    under = report.grant.under
    reported = (under(PERFORMANCE_REPORT), report.state)
    if report.kind != ReportKind.COMPLETION:
        return [reported]
    live = live_fixing(report.grant)
    return [reported, (under(FIXING_DECISION), live.state if live else None)]
