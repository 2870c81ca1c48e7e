from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership
from common import clock
from common.actor import Actor
from common.transitions import perform
from funds.ledger.fixing import fix_and_release
from funds.selectors import FIXING_WORDS, uncleared_blocks
from grants.models import Grant, GrantVersion
from grants.reports import found_amounts, latest_report_version
from grants.selectors import change_is_asked
from law.acts import Act
from law.lifecycle import GRANT
from law.reports import ReportKind
from law.rules import rule
from law.states import ConditionState, GrantState, ReportState

from ..models import Decision, FixedAmount
from ..selectors import cancellation_under_way, decision_that_grants, live_fixing
from ..sums import years_of
from .after import AfterGrant, words_in_force
from .base import last_day, without_block
from .grants import money_on_its_way


class AboutFixing(AfterGrant):
    """額の確定 (適正化法15条) on the accepted report on completion; nothing moves before its issue."""

    @property
    def live(self) -> Decision | None:
        return live_fixing(self.subject)

    @property
    def page(self) -> str:
        return reverse("report_case", args=[self.decision.grant_version.report_id])

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return fixing_facts(self.subject, self.decision, membership)

    @rule("S15", "R6")
    def bind(self, membership: Membership) -> None:
        """The sums are written, year by year beside what was decided; the book stays as it is."""
        version = self.decision.grant_version
        found = found_amounts(version, version.report).by_year
        FixedAmount.objects.bulk_create(
            FixedAmount(
                decision=self.decision,
                fiscal_year=year,
                decided=sums.ceiling,
                amount=min(found.get(year, 0), sums.ceiling),
            )
            for year, sums in years_of(self.subject).items()
        )

    def unbind(self, actor: Actor) -> None:
        """Nothing was bound: the grant's own money still stands as it was decided."""

    def settle(self, actor: Actor) -> Act:
        """The book first: the grant is fixed only as the book holds it (trigger)."""
        amounts = dict(self.decision.fixed_amounts.values_list("fiscal_year", "amount"))
        money = self.money(self.decision.approval.recorded_by)
        fix_and_release(grant=money, amounts=amounts)
        return perform(
            lifecycle=self.subject.under(GRANT),
            act=self.decision.terms.settle,
            subject=self.subject,
            actor=actor,
            facts={},
            changes={"updated_at": clock.now()},
            audit={"fixed": amounts, "decision": str(money.decision)},
        )


def accepted_completion(grant: Grant) -> GrantVersion | None:
    """The version that 額の確定 rests on."""
    report = grant.reports.filter(kind=ReportKind.COMPLETION, state=ReportState.ACCEPTED).first()
    if report is None:
        return None
    report.grant = grant
    version = latest_report_version(report)
    if version is not None:
        version.grant, version.report = grant, report
    return version


def fixing_facts(grant: Grant, decision: Decision | None, membership: Membership | None) -> dict[str, Any]:
    """What must be known before an amount is drafted, approved or told."""
    version, document = accepted_completion(grant), words_in_force(grant)
    missed = grant.conditions.filter(state=ConditionState.MISSED)
    given = decision_that_grants(grant)
    return {
        "grant_stands": grant.state == GrantState.GRANTED,
        "completion_accepted": version is not None
        and (decision is None or decision.grant_version_id == version.pk),
        "change_open": change_is_asked(grant),
        "conditions_missed": [condition.get_kind_display() for condition in missed],
        "on_its_way": bool(given and money_on_its_way.ask(given)),
        "finding": decision.reasons if decision else "",
        "cancellation_under_way": cancellation_under_way(grant),
        "fixing_last_on": last_day(document, "fixing"),
        "fixed_on": max(decision.dated_on, clock.today()) if decision else clock.today(),
        "specimen": settings.DEMO,
        "uncleared_blocks": without_block(document, FIXING_WORDS)
        or uncleared_blocks(document, of=FIXING_WORDS),
        "approver_id": membership.user_id if membership else None,
        "drafter_id": decision.drafted_by.user_id if decision else None,
        "dated_on": decision.dated_on if decision else None,
        "today": clock.today(),
    }
