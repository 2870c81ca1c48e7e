"""A grant on its way, made through the services: certified, asked for, examined, decided."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import Membership
from applications.models import Plan
from common import clock
from common.actor import actor_of
from decisions.about import DECISION_PARTS
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import draft_grant_decision
from decisions.services.issuing import issue_decision
from funds.ledger.books import open_book
from funds.ledger.models import Book
from funds.ledger.years import open_year
from funds.models import Fund
from grants.models import Grant
from grants.selectors import grants_with_parts, latest_grant_version, lines_of
from grants.services.examining import check_lines, take_up_grant
from grants.services.filing import file_grant
from grants.services.starting import save_grant, start_grant, typed_changes
from law.accounts import Attribution, Draw
from law.grant_conditions import as_set
from tests.cast import membership
from tests.decisions.deciding import do_jobs, examined
from tests.decisions.deciding import sealed as plan_sealed
from tests.funds.ledger.booking import OKU, entered, state_grant
from tests.worlds import kept

YEARS = (2026, 2027, 2028)
GRANT, REFUSAL = Decision.Outcome.GRANT, Decision.Outcome.GRANT_REFUSAL


def certified(lead: str = "lead", partners: tuple[str, ...] = ("takasaki",), **how: Any) -> Plan:
    """A certified plan of two companies: 80,000,000 yen a year each, 72,000,000 of it eligible, half paid."""
    issued = _issued(lead, partners, **how)
    return Plan.objects.select_related("scheme__fund", "case", "call").get(pk=issued.plan_id)


@kept
def _issued(lead: str, partners: tuple[str, ...], **how: Any) -> Decision:
    decision = plan_sealed(examined(lead=lead, partners=partners, **how))
    return issue_decision(decision=decision, actor=actor_of(membership("officer")))


@kept
def book(amount: int = 10 * OKU, *, line: int | None = None) -> Book:
    """The generics fund's book, with its money and the years of the plan opened."""
    head = membership("nibn_decider")
    found = open_book(
        fund=Fund.objects.get(code="generic-base"),
        attribution=Attribution.PROPORTIONAL,
        draw=Draw.PROPORTIONAL,
        membership=head,
    )
    for year in YEARS:
        open_year(book=found, fiscal_year=year, line=line, membership=head)
    if amount:
        entered(found, "receive_state_money", amount, state_grant(found, amount))
    return found


def started(plan: Plan, who: str = "lead") -> Grant:
    return again(start_grant(plan=plan, membership=membership(who)))


def again(grant: Grant) -> Grant:
    return grants_with_parts(Grant.objects.all()).get(pk=grant.pk)


def typed(grant: Grant, who: str = "lead", **boxes: str) -> Grant:
    """Boxes by their names; `total_0` is the first line's, in the order of the form."""
    wanted = {_box(grant, name): text for name, text in boxes.items()}
    saved = save_grant(grant=grant, changes=typed_changes(grant, wanted), membership=membership(who))
    assert not saved.refused
    assert not saved.conflicts
    return again(grant)


def _box(grant: Grant, name: str) -> str:
    kind, _joint, place = name.rpartition("_")
    if kind not in ("total", "eligible") or not place.isdecimal():
        return name
    lines = grant.basis.cost_lines.filter(party=grant.party_id).order_by("fiscal_year", "pk")
    return f"{kind}-{lines[int(place)].pk}"


def filed(plan: Plan, who: str = "lead", **boxes: str) -> Grant:
    grant = typed(started(plan, who), who, **boxes) if boxes else started(plan, who)
    file_grant(grant=grant, membership=membership(who), arrived_at=clock.now())
    return again(grant)


def taken_up(plan: Plan, who: str = "lead", **boxes: str) -> Grant:
    grant = filed(plan, who, **boxes)
    take_up_grant(grant=grant, membership=membership("nibn_officer"))
    return again(grant)


def checked(plan: Plan, who: str = "lead", less: Mapping[int, tuple[int, str]] | None = None) -> Grant:
    """Every line as asked, but those in `less`: place → (sum, why)."""
    grant = taken_up(plan, who)
    found = {
        line.pk: (less or {}).get(place, (line.eligible_cost, ""))
        for place, line in enumerate(lines_of(latest_grant_version(grant)))
    }
    check_lines(grant=grant, checks=found, membership=membership("nibn_officer"))
    return again(grant)


def draft(grant: Grant, outcome: str = GRANT, who: Membership | None = None, **words: Any) -> Decision:
    ends_on = latest_grant_version(grant).ends_on
    said = {
        "conditions": as_set(["tax", "books"], [], ends_on) if outcome == GRANT else [],
        "reasons": "" if outcome == GRANT else "補助対象とならない経費であるため。",
        "dated_on": clock.today(),
    }
    post = who or membership("nibn_officer")
    return draft_grant_decision(grant=grant, outcome=outcome, membership=post, **(said | words))


def approved(grant: Grant, outcome: str = GRANT) -> Decision:
    return approve_decision(decision=draft(grant, outcome), membership=membership("nibn_decider"))


def granted(plan: Plan, who: str = "lead", outcome: str = GRANT) -> Grant:
    """Decided and issued; the letter is sealed by the worker's own part."""
    return again(_granted(plan, who, outcome).grant)


@kept
def _granted(plan: Plan, who: str, outcome: str) -> Decision:
    decision = approved(checked(plan, who), outcome)
    do_jobs("seal")
    return issue_decision(decision=whole(decision), actor=actor_of(membership("nibn_officer")))


def whole(decision: Decision) -> Decision:

    return Decision.objects.select_related(*DECISION_PARTS, "approval", "drafted_by").get(pk=decision.pk)


def day(text: str) -> date:
    return date.fromisoformat(text)
