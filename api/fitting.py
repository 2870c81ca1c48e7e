"""Which of several acts of one name, or of one table, a thing is fit for."""

from collections.abc import Callable
from typing import Any

from decisions.outcomes import Outcome
from law.reports import ReportKind
from law.states import ChangeState, GrantState, ReportState
from reviews.models import Sheet


def is_correction(sheet: Sheet) -> bool:
    return sheet.kind == Sheet.Kind.CORRECTION


def is_inquiry(sheet: Sheet) -> bool:
    return sheet.kind == Sheet.Kind.INQUIRY


def certifies(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.CERTIFICATION)


def refuses(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.REFUSAL)


def gives_grant(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.GRANT)


def refuses_grant(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.GRANT_REFUSAL)


def is_of_grant(decision: Any) -> bool:
    return bool(decision.outcome in (Outcome.GRANT, Outcome.GRANT_REFUSAL))


def cancels_grant(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.CANCELLATION)


def orders_return(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.RETURN_ORDER)


def fixes_amount(decision: Any) -> bool:
    return bool(decision.terms.fixes)


def changes_grant(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.CHANGE)


def refuses_change(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.CHANGE_REFUSAL)


def is_of_change(decision: Any) -> bool:
    return bool(decision.terms.changes)


def change_is_typed(change: Any) -> bool:
    return change.state in (ChangeState.DRAFT, ChangeState.CORRECTION)


def permits_disposal(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.DISPOSAL)


def refuses_disposal(decision: Any) -> bool:
    return bool(decision.outcome == Outcome.NON_DISPOSAL)


def is_of_disposal(decision: Any) -> bool:
    return bool(decision.terms.disposes)


def is_completion(report: Any) -> bool:
    return bool(report.kind == ReportKind.COMPLETION)


def is_of_plan(decision: Any) -> bool:
    return not decision.terms.of_grant


def report_is_typed(report: Any) -> bool:
    return report.state in (ReportState.DRAFT, ReportState.CORRECTION)


def is_draft(grant: Any) -> bool:
    return bool(grant.state == GrantState.DRAFT)


def may_be_typed(grant: Any) -> bool:
    return grant.state in (GrantState.DRAFT, GrantState.CORRECTION)


def records(act: str) -> Callable[[Any], bool]:
    """An entry is confirmed under the name of what it records, and no other."""
    return lambda entry: bool(entry.act == act)
