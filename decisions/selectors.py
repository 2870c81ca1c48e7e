"""Reads for deciding: every fact the law's guards ask for, gathered once."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet, Sum

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import latest_version
from common import clock
from funds.selectors import uncleared_blocks
from grants.models import Disposal, Grant, GrantChange, GrantVersion
from grants.selectors import standing_version
from law.acts import Act, Lifecycle, Reason, refusals
from law.parameters import SUNSETS
from law.roles import Role
from law.states import DecisionState, PlanState
from reviews.models import Consultation
from reviews.selectors import consultation_facts, finding_facts, has_formal_defect, open_sheets

from .kinds import AFTER_GRANT, CANCELS, CHANGES, DISPOSALS, GIVES, RECOVERS
from .models import (
    DecidedAmount,
    Decision,
    Document,
)


def deciding_facts(plan: Plan, decision: Decision | None, membership: Membership | None) -> dict[str, Any]:
    """What must be known before anything about `plan` is drafted, approved or issued."""
    facts = finding_facts(plan) | consultation_facts(plan)
    weighing = decision.weighing if decision else {}
    opinions: list[Consultation] = facts.pop("with_opinion")
    return facts | {
        "opinions_unweighed": [str(each) for each in opinions if not weighing.get(each.body)],
        "outcome": decision.outcome if decision else None,
        "formal_defect": has_formal_defect(plan),
        "reasons": decision.reasons if decision else "",
        "sheets_open": open_sheets(plan).exists(),
        "plan_under_examination": plan.state == PlanState.EXAMINATION,
        "version_is_current": decision is None or decision.version_id == latest_version(plan).pk,
        "specimen": settings.DEMO,
        "uncleared_blocks": uncleared_blocks(plan.scheme_version.document),
        "approver_id": membership.user_id if membership else None,
        "dated_on": date_of(decision) if decision else None,
        "today": clock.today(),
        **_last_days(plan.scheme_version.document),
        "drafter_id": decision.drafted_by.user_id if decision else None,
    }


def _last_days(document: dict[str, Any]) -> dict[str, date | None]:
    """Until when may be certified: by the scheme, and by the statute that ends its fund's support."""
    fund, last = document.get("fund"), document["last_days"].get("certification")
    return {
        "support_ends_on": SUNSETS[fund["law_fund"]].on(clock.today()) if fund else None,
        "certification_last_on": date.fromisoformat(last) if last else None,
    }


def live_decision(subject: Plan | Grant) -> Decision | None:
    """The one decision about a plan or on an application for a grant that was not dropped."""
    return _live(subject, Decision.objects.exclude(outcome__in=AFTER_GRANT))


def live_fixing(grant: Grant) -> Decision | None:
    """The one fixing of a grant's amount that was not dropped."""
    return _live(grant, Decision.objects.filter(outcome=Decision.Outcome.FIXING))


def live_change_decision(change: GrantChange) -> Decision | None:
    """The one decision on a change of a grant that was not dropped."""
    rows = Decision.objects.filter(outcome__in=CHANGES, grant_version__change=change)
    found = _live(change.grant, rows)
    if found is not None:
        found.grant_version.change = change
    return found


def live_disposal_decision(disposal: Disposal) -> Decision | None:
    """The one decision on the disposal of an asset that was not dropped."""
    rows = Decision.objects.filter(outcome__in=DISPOSALS, disposal_version__disposal=disposal)
    found = _live(disposal.grant, rows)
    if found is not None:
        found.disposal_version.disposal = disposal
    return found


def decided_amounts(grant: Grant, *, before: Decision | None = None) -> QuerySet[DecidedAmount]:
    """What is decided now, by fiscal year: as granted, or as changed since; `before` that decision."""
    rows = Decision.objects.filter(grant=grant, state=DecisionState.ISSUED, outcome__in=GIVES)
    if before is not None:
        rows = rows.exclude(pk=before.pk)
    return DecidedAmount.objects.filter(decision=rows.order_by("-issued_at", "-approved_at").values("pk")[:1])


def recovery_under_way(grant: Grant) -> Decision | None:
    """What is drafted of a grant's money coming back, and not issued yet."""
    rows = Decision.objects.filter(outcome__in=RECOVERS).exclude(state=DecisionState.ISSUED)
    return _live(grant, rows)


def cancellation_under_way(grant: Grant) -> bool:
    found = recovery_under_way(grant)
    return found is not None and found.outcome == CANCELS


def approved_change_waits(grant: Grant) -> bool:
    """Its money is set aside already, its letter has not left."""
    waiting = (DecisionState.APPROVED, DecisionState.SEALED)
    return grant.decisions.filter(outcome__in=CHANGES, state__in=waiting).exists()


def recoveries_of(grant: Grant) -> QuerySet[Decision]:
    """What was issued of it, in its order."""
    rows = grant.decisions.filter(outcome__in=RECOVERS, state=DecisionState.ISSUED)
    rows = rows.annotate(cancelled=Sum("cancelled_amounts__amount"))
    return rows.select_related("receivable", "grant_version").order_by("issued_at")


def decision_that_fixes(grant: Grant) -> Decision | None:
    """The issued 額の確定."""
    rows = grant.decisions.filter(state=DecisionState.ISSUED, outcome=Decision.Outcome.FIXING)
    return rows.select_related("grant_version").first()


def latest_basis(grant: Grant) -> GrantVersion | None:
    """What later decisions on a grant name: the report that its amount rests on, else what it stands on."""
    fixing = decision_that_fixes(grant)
    return fixing.grant_version if fixing else standing_version(grant)


def date_of(decision: Decision) -> date:
    """The day on the letter: the announced day, else the day drafted, but never before its 決裁."""
    if decision.approved_at:
        return decision.dated_on
    announced = clock.local(decision.issue_at).date() if decision.issue_at else decision.dated_on
    return max(announced, clock.today())


def decision_that_grants(grant: Grant) -> Decision | None:
    """The issued 交付決定, whose money stands in the book under its id."""
    rows = grant.decisions.filter(state=DecisionState.ISSUED, outcome=Decision.Outcome.GRANT)
    return rows.select_related("grant_version").first()


def _live(subject: Plan | Grant, rows: QuerySet[Decision]) -> Decision | None:
    rows = rows.exclude(state=DecisionState.VOIDED)
    rows = rows.select_related(
        "drafted_by__user",
        "version__scheme_version",
        "grant_version__report",
        "grant_version__change",
        "disposal_version",
        "approval__approver",
    )
    name = _name_of(subject)
    decision = rows.filter(**{name: subject}).first()
    if decision is not None:
        setattr(decision, name, subject)
    return decision


def voided_decisions(subject: Plan | Grant) -> QuerySet[Decision]:
    """Drafts that were dropped; a number already drawn stays unused (欠番)."""
    rows = Decision.objects.filter(**{_name_of(subject): subject}, state=DecisionState.VOIDED)
    return rows.order_by("-drafted_at")


def _name_of(subject: Plan | Grant) -> str:
    return "grant" if isinstance(subject, Grant) else "plan"


def documents_of(subject: Plan | Grant) -> QuerySet[Document]:
    """Every letter of the case: of its decisions, and the receipts of a plan's versions."""
    rows = Document.objects.filter(
        Q(decision__grant=subject)
        if isinstance(subject, Grant)
        else Q(decision__plan=subject) | Q(receipt__version__plan=subject)
    )
    rows = rows.select_related(
        "addressee", "decision", "receipt__version", "file", "delivery__first_opened_by__user"
    )
    return rows.order_by("-dated_on", "number")


def offered(
    lifecycle: Lifecycle,
    state: str | None,
    role: Role,
    facts: dict[str, Any],
    typed: dict[str, dict[str, Any]] | None = None,
) -> list[tuple[Act, list[Reason]]]:
    """Each act this role could do from here, with the reasons that close it now (none: open).

    `typed` are facts per act that its own form will ask for: no reason to close the way to the form.
    """
    typed = typed or {}
    return [
        (act, list(refusals(act, facts | typed.get(act.name, {}))))
        for act in lifecycle.open_acts(state, role)
    ]
