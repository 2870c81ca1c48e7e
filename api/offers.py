"""What one may do to a thing now, and why not: the law's guards, asked before anybody has spoken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.agreement import joint_text, named, not_agreed
from applications.models import Plan
from applications.readiness import check_filing
from applications.selectors import latest_version, openings_of, read_plan
from applications.services.moving import is_over
from applications.services.on_paper import is_on_paper
from applications.services.starting import actor_of
from common import clock
from decisions.about import about
from decisions.about.cancelling import cancelling_facts
from decisions.about.changing import change_facts
from decisions.about.disposing import disposal_decision_facts
from decisions.about.fixing import fixing_facts
from decisions.about.grants import grant_facts
from decisions.about.returning import return_facts
from decisions.models import Decision, Receivable
from decisions.selectors import (
    deciding_facts,
    live_change_decision,
    live_decision,
    live_disposal_decision,
    live_fixing,
)
from decisions.services.granting import notice_of
from decisions.services.issuing import snapshot_matches
from decisions.services.rankings import facts_of
from funds.appropriations.models import Appropriation
from funds.calls.selectors import call_at, proposed_closing
from funds.calls.services.closing import closing_facts
from funds.calls.services.making import publishing_facts
from funds.ledger.entries import confirming_facts
from funds.ledger.models import Book, Entry, Investment
from funds.models import Call, SchemeDraft
from funds.schemes.services import draft_facts
from funds.selectors import version_in_force
from grants.assets.reading import asset_facts
from grants.assets.reading import grant_facts as register_facts
from grants.changes import ChangeDraft
from grants.changes import examining_facts as change_examining_facts
from grants.changes import filing_facts as change_filing_facts
from grants.changes import starting_facts as change_starting_facts
from grants.forms import read
from grants.models import Asset, Condition, Disposal, Grant, GrantChange, PerformanceReport
from grants.reports import Draft, checking_facts, may_begin
from grants.reports import filing_facts as report_filing_facts
from grants.selectors import filing_facts, own_party, running_grants, standing_facts, years_to_ask
from law.acts import Act, Facts, Lifecycle, Reason
from law.calls import Phase
from law.roles import Role
from law.states import DecisionState, PlanState
from payments.models import (
    BankMatch,
    MonthSheet,
    PayeeAccount,
    PaymentClaim,
    PaymentRun,
    Remittance,
    Transfer,
    TreasuryPayment,
)
from payments.selectors import confirming_facts as payee_facts
from payments.selectors import recording_facts, releasing_facts, result_facts, standing_facts_of
from payments.services.matching import undoing_facts
from payments.services.month_sheets import signing_facts
from payments.services.remittances import reversing_facts
from payments.services.treasury import is_ordered_back
from payments.services.treasury import recording_facts as recorded_facts
from reviews.models import Consultation, Ranking, Sheet
from reviews.standings import Rule, beginning_facts, standings

from .acts import Row, acts_on
from .subjects import Stands, Subject, competes


class Unsaid(KeyError):
    """A guard asks for what only the body will tell: no reason to close the way to it."""


class Known(dict[str, Any]):
    def __missing__(self, fact: str) -> Any:
        raise Unsaid(fact)


@dataclass(frozen=True)
class Offer:
    """`sources`: the articles of this kind of thing alone."""

    row: Row
    reasons: tuple[Reason, ...]
    sources: list[str]

    @property
    def is_open(self) -> bool:
        return not self.reasons


def offers(subject: Subject, thing: Any, membership: Membership) -> list[Offer]:
    """The acts of this role on such a thing; what another role does, or another kind knows, is not here."""
    role, stands = Role(membership.role), subject.stands(thing)
    of = [lifecycle for lifecycle, _state in stands]
    known = {name for lifecycle in of for name in lifecycle.names()}
    rows = [
        row
        for row in acts_on(subject)
        if role in row.roles and row.is_done_by(role, of)
        if row.fits(thing) and (row.by or not known.isdisjoint(row.law_names))
    ]
    facts = _facts(subject, thing, membership) if rows else {}
    return [Offer(row, tuple(_reasons(row, thing, role, facts, stands)), row.sources(of)) for row in rows]


def _reasons(row: Row, thing: Any, role: Role, facts: dict[str, Any], stands: Stands) -> Iterator[Reason]:
    plan = row.on.plan(thing)
    if row.within and plan is not None and plan.state not in row.within:
        yield _wrong_state(row, plan.status.label)
        return
    said = set(row.body().fields) | row.unsaid
    known = Known({name: value for name, value in facts.items() if name not in said})
    for lifecycle, state in stands:
        yield from _of_law(row, lifecycle, state, role, known)


def _of_law(row: Row, lifecycle: Lifecycle, state: str | None, role: Role, known: Facts) -> Iterator[Reason]:
    """Every lifecycle that knows the act must allow it from where the thing stands there."""
    names = [name for name in row.law_names if name in lifecycle.names()]
    allowed = [act for act in lifecycle.open_acts(state, role) if act.name in names]  # type: ignore[arg-type]
    if names and not allowed:
        yield _wrong_state(row, str(getattr(lifecycle.states(state), "label", state)) if state else "")
    for act in allowed[:1]:
        yield from _asked(act, known)


def _asked(act: Act, known: Facts) -> Iterator[Reason]:
    for guard in act.guards:
        try:
            reason = guard(known)
        except Unsaid:
            continue
        if reason is not None:
            yield reason


def _wrong_state(row: Row, state: str) -> Reason:
    words = {"act": row.title, "state": _(state)}
    return Reason("state", _("いまの状態（%(state)s）では「%(act)s」ことはできません。") % words)


# What is known


def _facts(subject: Subject, thing: Any, membership: Membership) -> dict[str, Any]:
    if gather := _OF_NO_PLAN.get(type(thing)):
        return gather(thing, membership)
    plan = subject.plan(thing)
    if plan is None:
        return _deciding_grant(thing, membership) if isinstance(thing, Decision) else {}
    facts: dict[str, Any] = {"today": clock.today(), "on_paper": is_on_paper(plan)}
    if membership.side == "applicant" or plan.state == PlanState.DRAFT:
        facts |= _filing(plan, membership) | _asking_for_a_grant(plan, membership)
    elif plan.state != PlanState.DRAFT and plan.scheme_version_id:
        facts |= _deciding(plan, thing, membership)
    if isinstance(thing, Sheet):
        facts["due_on"] = thing.due_on
    if isinstance(thing, Consultation):
        facts |= {"sent_on": thing.sent_on, "package_ready": thing.package_id is not None}
    return facts


def _filing(plan: Plan, membership: Membership) -> dict[str, Any]:
    """Who files agrees by filing, so the own word is not missed."""
    reader, attachments = read_plan(plan), list(plan.attachments.select_related("file"))
    check, text = check_filing(reader, attachments), joint_text(reader, attachments)
    others = [
        party
        for party in not_agreed(reader.parties, text)
        if party.organisation_id != membership.organisation_id
    ]
    facts = {} if is_on_paper(plan) else {"intake_open": _takes_in(plan)}  # paper comes by its own stamp
    return facts | {
        "call_over": is_over(plan),
        "next_open": call_at(plan.scheme, clock.now()) is not None,
        "unreadable": check.unreadable,
        "parties_not_agreed": [named(party, text) for party in others],
        "parts_open": bool(openings_of(plan)),
        "parties_not_withdrawing": [],
    }


def _takes_in(plan: Plan) -> bool:
    in_force = version_in_force(plan.scheme, clock.today()) is not None
    return in_force and plan.call is not None and plan.call.phase(clock.now()) is Phase.OPEN


def _deciding(plan: Plan, thing: Any, membership: Membership) -> dict[str, Any]:
    decision = thing if isinstance(thing, Decision) else None
    facts = deciding_facts(plan, decision, membership)
    if decision is not None:
        sealed = decision.state == DecisionState.SEALED
        facts["snapshot_matches"] = sealed and snapshot_matches(decision)
    return facts


def _deciding_grant(decision: Decision, membership: Membership) -> dict[str, Any]:
    sealed = decision.state == DecisionState.SEALED
    facts = about(decision).facts(membership)
    return facts | {"snapshot_matches": sealed and snapshot_matches(decision)}


def _asking_for_a_grant(plan: Plan, membership: Membership) -> dict[str, Any]:
    """Whether this company may ask: for which year, only the body tells."""
    if plan.state not in (PlanState.CERTIFIED, PlanState.ADOPTED):
        return {"certification_in_force": False, "adopted": False, "asked_already": False}
    party, basis = own_party(plan, membership), latest_version(plan)
    years = years_to_ask(plan, party) if party else []
    running = [] if party is None else list(running_grants(plan, party).values_list("fiscal_year", flat=True))
    asked_already = bool(set(years or [None]) <= set(running))
    return standing_facts(plan, basis, clock.today()) | {"asked_already": asked_already}


def _of_grant(grant: Grant, membership: Membership) -> dict[str, Any]:
    """A company's own application as it stands, or what NIBN has found of it."""
    if membership.side == "applicant":
        facts = filing_facts(read(grant)) | standing_facts(grant.plan, grant.basis, clock.today())
        facts |= {"withdrawal_until": notice_of(grant).until, "today": clock.today()}
        facts |= {"lines_filed": [], "changed_meanwhile": []}  # which rows are meant, only the body tells
        facts |= may_begin(grant) | change_starting_facts(grant) | register_facts(grant, by_office=False)
        return facts | standing_facts_of(grant)
    asked = grant_facts(grant, live_decision(grant), membership)
    coming_back = cancelling_facts(grant, None, membership) | return_facts(grant, None, membership)
    return asked | coming_back if grant.is_decided else coming_back | asked


def _of_report(report: PerformanceReport, membership: Membership) -> dict[str, Any]:
    """A company's own report as it stands, or what NIBN has found of it."""
    if membership.side == "applicant":
        return report_filing_facts(Draft(report), clock.today())
    return checking_facts(report) | fixing_facts(report.grant, live_fixing(report.grant), membership)


def _of_change(change: GrantChange, membership: Membership) -> dict[str, Any]:
    """A company's own change as it stands, or what NIBN holds of it."""
    if membership.side == "applicant":
        return change_filing_facts(ChangeDraft(change))
    return change_examining_facts(change) | change_facts(change, live_change_decision(change), membership)


def _of_asset(asset: Asset, membership: Membership) -> dict[str, Any]:
    """The figures are the body's to say; what stands of it now is told."""
    facts = register_facts(asset.grant, by_office=membership.side != "applicant")
    return facts | asset_facts(asset) | {"today": clock.today()}


def _of_disposal(disposal: Disposal, membership: Membership) -> dict[str, Any]:
    live = live_disposal_decision(disposal)
    return disposal_decision_facts(disposal, live, membership)


def _of_condition(condition: Condition, _membership: Membership) -> dict[str, Any]:
    return {"due_on": condition.due_on, "today": clock.today()}


def _ranking_begins(call: Call) -> dict[str, Any]:
    return beginning_facts(call, standings(call, Rule.of(call))) if competes(call) else {}


def call_facts(call: Call, membership: Membership) -> dict[str, Any]:
    """`now` and the window once; who wrote and who asked, for the second person."""
    change = proposed_closing(call)
    facts = publishing_facts(call, membership) | closing_facts(call)
    facts |= {"proposed_already": change is not None, "approver_id": membership.user_id}
    return facts | {
        "proposer_id": change.proposed_by_id if change else None,
        "closes_at": change.closes_at if change else None,
    }


def _of_claim(claim: PaymentClaim, membership: Membership) -> dict[str, Any]:
    facts = standing_facts_of(claim.grant)
    return facts if claim.grant.is_of_fund else facts | recorded_facts(claim, membership)


def _of_book(book: Book, _membership: Membership) -> dict[str, Any]:
    return {"law_fund": book.law_fund, "today": clock.today()}


_OF_NO_PLAN: dict[type, Callable[[Any, Membership], dict[str, Any]]] = {
    Grant: _of_grant,
    Condition: _of_condition,
    PerformanceReport: _of_report,
    GrantChange: _of_change,
    Asset: _of_asset,
    Disposal: _of_disposal,
    Call: lambda call, membership: call_facts(call, membership) | _ranking_begins(call),
    Ranking: facts_of,
    PayeeAccount: lambda account, membership: dict(payee_facts(account, membership)),
    PaymentClaim: _of_claim,
    TreasuryPayment: lambda payment, _membership: {"returns_ordered": is_ordered_back(payment.claim)},
    Appropriation: lambda found, membership: {
        "drafter": found.drafter_id,
        "confirmer": membership.user_id,
    },
    PaymentRun: releasing_facts,
    Transfer: lambda transfer, _membership: result_facts(transfer),
    Receivable: lambda found, membership: recording_facts(found, membership) | {"due_on": found.due_on},
    Remittance: lambda found, membership: dict(reversing_facts(found, membership)),
    BankMatch: lambda match, _membership: dict(undoing_facts(match)),
    MonthSheet: lambda sheet, membership: dict(signing_facts(sheet, membership)),
    Book: _of_book,
    Entry: lambda entry, membership: dict(confirming_facts(entry, membership)),
    Investment: lambda found, _membership: {"since": found.since, "today": clock.today()},
    SchemeDraft: lambda draft, membership: draft_facts(draft, actor_of(membership)),
}
