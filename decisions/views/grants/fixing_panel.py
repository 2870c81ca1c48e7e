"""額の確定 on the page of the report that it rests on: the draft as it stands, and what may be done."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from grants.models import PerformanceReport
from law.acts import refusals
from law.lifecycle import FIXING_DECISION
from law.reports import ReportKind
from law.roles import Role
from law.states import ReportState

from ...about.fixing import fixing_facts
from ...models import Decision
from ...selectors import live_fixing, voided_decisions
from ..officer.decision import standing_of
from .offering import on_decision


def fixing_of(request: HttpRequest, report: PerformanceReport, role: Role) -> dict[str, Any]:
    """For whoever sees drafts; nothing but dropped ones before any stands."""
    voided = voided_decisions(report.grant).filter(outcome=Decision.Outcome.FIXING)
    decision = live_fixing(report.grant)
    standing = standing_of(request, decision, role) if decision is not None else {}
    return {"voided": voided} | standing


def acts_on_fixing(report: PerformanceReport, membership: Membership) -> list[dict[str, Any]]:
    """What this role may do about the amount, each with why it is closed now."""
    if report.kind != ReportKind.COMPLETION:
        return []
    decision = live_fixing(report.grant)
    if decision is not None:
        return [
            act | {"danger": act["name"] == "void_decision"}
            for act in on_decision(decision, membership, overtaken=False)
        ]
    row = report.grant.under(FIXING_DECISION).row("draft_fixing", None)
    if row is None or Role(membership.role) not in row.by or report.state != ReportState.ACCEPTED:
        return []
    facts = fixing_facts(report.grant, None, None) | {"finding": "-"}
    return [
        {
            "name": row.name,
            "label": _(row.label),
            "url": reverse("draft_fixing", args=[report.pk]),
            "reasons": [reason.text for reason in refusals(row, facts)],
            "post": False,
        }
    ]
