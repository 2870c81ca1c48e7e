"""A grant of the ministry's own money on its way, made through the services."""

from datetime import date
from typing import Any

from applications.models import Plan
from common import clock
from common.actor import actor_of
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import draft_fixing
from decisions.services.issuing import issue_decision
from decisions.services.rankings import issue_ranking
from funds.appropriations.models import Appropriation
from funds.appropriations.services import confirm_appropriation, enter_appropriation
from funds.models import Scheme
from grants.models import Grant, PerformanceReport
from grants.selectors import latest_grant_version, lines_of
from grants.services.examining import check_lines, take_up_grant
from grants.services.examining_reports import accept_report, check_report_lines
from grants.services.filing import file_grant
from grants.services.starting import start_grant
from law.grant_conditions import as_set
from payments.models import PaymentClaim, TreasuryPayment
from payments.owing import owing_of
from payments.selectors import claims_visible_to
from payments.services.claims import claim_payment
from payments.services.treasury import record_treasury_payment
from tests.cast import membership
from tests.decisions.deciding import do_jobs
from tests.decisions.test_rankings import approved as ranking_approved
from tests.decisions.test_rankings import two_plans
from tests.worlds import kept

from . import granting as g
from . import reporting as r

SCHEME, YEAR = "biosimilar-facility", 2026
OKU = 100_000_000
AFTER = date(2027, 4, 2)  # the work of fiscal 2026 is over, and its payments are not
GRANT = Decision.Outcome.GRANT


@kept
def _told() -> tuple[Plan, Plan]:
    call, best, other = two_plans(SCHEME)
    issue_ranking(ranking=ranking_approved(call), actor=actor_of(membership("officer")))
    return best.fresh, other.fresh


def adopted() -> Plan:
    """A joint plan that won its call: 180,000,000 yen for each of two companies."""
    return Plan.objects.select_related("scheme__fund", "case", "call").get(pk=_told()[0].pk)


def passed_over() -> Plan:
    return Plan.objects.select_related("scheme__fund", "case", "call").get(pk=_told()[1].pk)


@kept
def appropriated(amount: int = 10 * OKU, year: int = YEAR, number: str = "見本会発第1号") -> Appropriation:
    found = entered(amount, year, number)
    return confirm_appropriation(appropriation=found, membership=membership("decider"))


def entered(amount: int = 10 * OKU, year: int = YEAR, number: str = "見本会発第1号") -> Appropriation:
    return enter_appropriation(
        scheme=Scheme.objects.get(pk=SCHEME),
        fiscal_year=year,
        budget="見本施設整備費補助金",
        number=number,
        dated_on=clock.today(),
        amount=amount,
        membership=membership("officer"),
    )


def started(plan: Plan, who: str = "lead") -> Grant:
    return g.again(start_grant(plan=plan, membership=membership(who), fiscal_year=YEAR))


def filed(plan: Plan, who: str = "lead") -> Grant:
    grant = started(plan, who)
    file_grant(grant=grant, membership=membership(who), arrived_at=clock.now())
    return g.again(grant)


def checked(plan: Plan, who: str = "lead") -> Grant:
    grant = filed(plan, who)
    take_up_grant(grant=grant, membership=membership("officer"))
    grant = g.again(grant)
    found = {line.pk: (line.eligible_cost, "") for line in lines_of(latest_grant_version(grant))}
    check_lines(grant=grant, checks=found, membership=membership("officer"))
    return g.again(grant)


def draft(grant: Grant, outcome: str = GRANT, who: str = "officer") -> Decision:
    ends_on = latest_grant_version(grant).ends_on
    kept_words = as_set(["tax", "profit", "books"], [], ends_on, grant.authority)
    return g.draft(grant, outcome, membership(who), conditions=kept_words if outcome == GRANT else [])


def approved(grant: Grant, outcome: str = GRANT) -> Decision:
    return approve_decision(decision=draft(grant, outcome), membership=membership("decider"))


@kept
def _granted(plan: Plan, who: str, outcome: str) -> Decision:
    decision = approved(checked(plan, who), outcome)
    do_jobs("seal")
    return issue_decision(decision=g.whole(decision), actor=actor_of(membership("officer")))


def granted(plan: Plan, who: str = "lead", outcome: str = GRANT) -> Grant:
    return g.again(_granted(plan, who, outcome).grant)


def issued(decision: Decision) -> Grant:
    """Approved by the decider, sealed, and told by the officer."""
    approve_decision(decision=decision, membership=membership("decider"))
    do_jobs("seal")
    issue_decision(decision=g.whole(decision), actor=actor_of(membership("officer")))
    return g.again(decision.grant)


# After the decision


def reported(grant: Grant, **boxes: str) -> PerformanceReport:
    """Completion told and checked, every line as told."""
    return check_and_accept(r.filed(grant, **boxes))


def check_and_accept(report: PerformanceReport) -> PerformanceReport:
    checks = {line.pk: (line.eligible_cost, "") for line in lines_of(r.latest_report_version(report))}
    check_report_lines(report=report, checks=checks, membership=membership("officer"))
    report = r.anew(report)
    accept_report(report=report, membership=membership("officer"))
    return r.anew(report)


def fixed(grant: Grant, **boxes: str) -> Grant:
    reported(grant, **boxes)
    return fix(g.again(grant))


def fix(grant: Grant) -> Grant:
    found = draft_fixing(
        grant=grant,
        finding="領収の記録と照合し、設備を現地で確かめた。",
        dated_on=clock.today(),
        membership=membership("officer"),
    )
    return issued(found)


def claimed(grant: Grant, amount: int, kind: str = "fixed", who: str = "lead", **more: Any) -> PaymentClaim:
    said = {"fiscal_year": YEAR, "reason": "支払の期日が額の確定より前に来るため。", **more}
    found = claim_payment(grant=grant, kind=kind, amount=amount, membership=membership(who), **said)
    return again(found)


def again(claim: PaymentClaim) -> PaymentClaim:
    return claims_visible_to(membership("officer")).get(pk=claim.pk)


def paid(claim: PaymentClaim, on: date | None = None) -> TreasuryPayment:
    return record_treasury_payment(
        claim=claim, on=on or clock.today(), reference="見本支払第7号", membership=membership("officer")
    )


def owing(receivable: Any) -> Any:
    receivable.refresh_from_db()
    return owing_of(receivable)
