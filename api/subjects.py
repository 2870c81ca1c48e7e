"""What acts are done to: where each kind of thing lives, and how one who may see it finds it.

Whoever may not see a thing is told that it isn't there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import lifecycle_of
from applications.worklist import READERS as LIST_READERS
from decisions.models import Decision
from decisions.selectors import live_decision
from funds.calls.selectors import READERS, proposed_closing
from funds.ledger.models import Book
from funds.models import Call
from law.acts import Lifecycle
from law.authorities import Authority
from law.jobs import JOB
from law.lifecycle import (
    APPROPRIATION,
    BANK_ACCOUNT,
    BOOK,
    CALL,
    CLOSING,
    CONDITION,
    CONSULTATION,
    DECISION,
    ENTRY,
    GRANT,
    INVESTMENT,
    PAIRING,
    PAYEE_ACCOUNT,
    PAYMENT_RUN,
    PLAN_LIFECYCLE,
    RANKING,
    SCHEME_DRAFT,
    SHEET,
    TRANSFER,
    SchemeKind,
    ruled,
)
from law.roles import BANK_READERS, PAYERS, ROLES, Role
from law.states import CallState, RankingState

from .finding import (
    RANKING_READERS,
    READERS_OF_ACCOUNTS,
    READERS_OF_SCHEMES,
    call_or_404,
    consultation_or_404,
    decision_or_404,
    document_or_404,
    export_or_404,
    job_or_404,
    notice_or_404,
    pairing_or_404,
    person_or_404,
    plan_or_404,
    ranking_or_404,
    scheme_draft_or_404,
    sheet_or_404,
)
from .finding_bank import (
    account_stands,
    bank_account_or_404,
    bank_match_or_404,
    match_stands,
    month_sheet_or_404,
    sheet_stands,
)
from .finding_books import (
    BOOK_READERS,
    READERS_OF_APPROPRIATIONS,
    appropriation_or_404,
    book_or_404,
    entry_or_404,
    investment_or_404,
    of_year,
)
from .finding_grants import (
    Stands,
    asset_or_404,
    asset_stands,
    change_or_404,
    change_stands,
    condition_or_404,
    disposal_or_404,
    disposal_stands,
    grant_or_404,
    grant_stands,
    report_or_404,
    report_stands,
)
from .finding_payments import (
    claim_or_404,
    claim_stands,
    payee_account_or_404,
    receivable_or_404,
    receivable_stands,
    recorded_stands,
    remittance_or_404,
    remittance_stands,
    run_or_404,
    transfer_or_404,
    treasury_payment_or_404,
)


@dataclass(frozen=True)
class Subject:
    """`stands`: the lifecycles in which the thing stands, its own first, and where in each.

    `readers` may ask what is open and closed; the list is their own and may be empty.
    """

    name: str
    path: str
    find: Callable[[Membership, UUID], Any]
    stands: Callable[[Any], Stands]
    plan: Callable[[Any], Plan | None]
    readers: frozenset[Role] = frozenset(ROLES)


def _itself(thing: Any) -> Any:
    return thing


def _its_plan(thing: Any) -> Plan:
    plan: Plan = thing.plan
    return plan


def _none(_thing: Any) -> None:
    return None


def _with_plan(own: Lifecycle) -> Callable[[Any], Stands]:
    """Its own lifecycle, and the plan's, which some of its acts move."""
    return lambda thing: [(own, thing.state), (lifecycle_of(thing.plan), thing.plan.state)]


def _beginnings(_nothing: Any) -> Stands:
    """Where nothing stands yet, a plan of any kind can begin, a call, a scheme's terms, a book, a payee."""
    begins = (*PLAN_LIFECYCLE.values(), CALL, SCHEME_DRAFT, BOOK, PAYEE_ACCOUNT, APPROPRIATION)
    return [(lifecycle, None) for lifecycle in begins]


def competes(call: Call) -> bool:
    """Whether a ranking decides it: not where 認定 is bound, and nothing that nobody could apply to."""
    return call.state == CallState.PUBLISHED and call.scheme.kind != SchemeKind.CERTIFICATION


def _call_stands(call: Call) -> Stands:
    """A call, the change of its closing that waits or may begin once it is published, and its ranking."""
    change = proposed_closing(call)
    ranked = [(RANKING, _running(call))] if competes(call) else []
    return [(CALL, call.state), (CLOSING, change.state if change else None), *ranked]


def _plan_stands(plan: Plan) -> Stands:
    """A plan, and what begins on it: of a fund's a consultation and a decision too, of no 委託 a grant."""
    begins = [(lifecycle_of(plan), plan.state), (SHEET, None), (PAIRING, None)]
    if plan.kind == SchemeKind.ADOPTION:
        return [*begins, (ruled(GRANT, Authority.MINISTRY), None)]
    if plan.kind != SchemeKind.CERTIFICATION:
        return begins
    live = live_decision(plan)
    decision = (DECISION, live.state if live else None)
    return [*begins, (CONSULTATION, None), (GRANT, None), decision]


def _decision_stands(decision: Decision) -> Stands:
    if decision.terms.of_grant:
        return [(decision.lifecycle, decision.state), (decision.grant.under(GRANT), decision.grant.state)]
    return [(DECISION, decision.state), (lifecycle_of(decision.plan), decision.plan.state)]


def _book_stands(book: Book) -> Stands:
    """A book, and what begins in it; which of its years is meant, only the body tells."""
    begins = (ENTRY, INVESTMENT, PAYMENT_RUN, BANK_ACCOUNT)
    return [(BOOK, book.state), *((lifecycle, None) for lifecycle in begins)]


def _running(call: Call) -> str | None:
    """One ranking at a time."""
    ended = (RankingState.ISSUED, RankingState.VOIDED)
    return call.rankings.exclude(state__in=ended).values_list("state", flat=True).first()


HOUSE = Subject("house", "", lambda _membership, _pk: None, _beginnings, _none)
PLAN = Subject("plan", "plans", plan_or_404, _plan_stands, _itself)
SHEETS = Subject("sheet", "sheets", lambda m, pk: sheet_or_404(m, pk)[0], _with_plan(SHEET), _its_plan)
PAIRINGS = Subject("pairing", "pairings", pairing_or_404, _with_plan(PAIRING), _its_plan)
CONSULTATIONS = Subject(
    "consultation", "consultations", consultation_or_404, _with_plan(CONSULTATION), _its_plan
)
DECISIONS = Subject("decision", "decisions", decision_or_404, _decision_stands, _its_plan)
GRANTS = Subject("grant", "grants", grant_or_404, grant_stands, _none)
CHANGES = Subject("change", "changes", change_or_404, change_stands, _none)
ASSETS = Subject("asset", "assets", asset_or_404, asset_stands, _none)
DISPOSALS = Subject("disposal", "disposals", disposal_or_404, disposal_stands, _none)
REPORTS = Subject("report", "reports", report_or_404, report_stands, _none)
CONDITIONS = Subject(
    "condition",
    "conditions",
    condition_or_404,
    lambda found: [(found.grant.under(CONDITION), found.state)],
    _none,
)
DOCUMENTS = Subject("document", "documents", document_or_404, lambda _thing: [], _none)
BOOKS = Subject("book", "books", book_or_404, _book_stands, _none, BOOK_READERS)
ENTRIES = Subject("entry", "entries", entry_or_404, lambda found: [(ENTRY, found.state)], _none, BOOK_READERS)
INVESTMENTS = Subject(
    "investment",
    "investments",
    investment_or_404,
    lambda found: [(INVESTMENT, found.state)],
    _none,
    BOOK_READERS,
)
PAYEES = Subject(
    "payee_account",
    "payee-accounts",
    payee_account_or_404,
    lambda found: [(PAYEE_ACCOUNT, found.state)],
    _none,
    READERS_OF_ACCOUNTS,
)
CLAIMS = Subject("claim", "claims", claim_or_404, claim_stands, _none)
TREASURY_PAYMENTS = Subject(
    "treasury_payment", "treasury-payments", treasury_payment_or_404, recorded_stands, _none
)
APPROPRIATIONS = Subject(
    "appropriation", "appropriations", appropriation_or_404, of_year, _none, READERS_OF_APPROPRIATIONS
)
RUNS = Subject("run", "runs", run_or_404, lambda found: [(PAYMENT_RUN, found.state)], _none, PAYERS)
TRANSFERS = Subject(
    "transfer", "transfers", transfer_or_404, lambda found: [(TRANSFER, found.state)], _none, PAYERS
)
RECEIVABLES = Subject("receivable", "receivables", receivable_or_404, receivable_stands, _none)
REMITTANCES = Subject("remittance", "remittances", remittance_or_404, remittance_stands, _none)
_BANK = (_none, BANK_READERS)
BANK_ACCOUNTS = Subject("bank_account", "bank-accounts", bank_account_or_404, account_stands, *_BANK)
BANK_MATCHES = Subject("bank_match", "bank-matches", bank_match_or_404, match_stands, *_BANK)
MONTH_SHEETS = Subject("month_sheet", "month-sheets", month_sheet_or_404, sheet_stands, *_BANK)
PERSONS = Subject(
    "person", "people", person_or_404, lambda _thing: [], _none, frozenset({Role.ADMINISTRATOR})
)
CALLS = Subject("call", "calls", call_or_404, _call_stands, _none, READERS)
NOTICES = Subject("notice", "notices", notice_or_404, lambda _thing: [], _none)
RANKINGS = Subject(
    "ranking", "rankings", ranking_or_404, lambda found: [(RANKING, found.state)], _none, RANKING_READERS
)
JOBS = Subject(
    "job",
    "jobs",
    job_or_404,
    lambda found: [(JOB, found.status)],
    _none,
    RANKING_READERS | {Role.ADMINISTRATOR},
)
EXPORTS = Subject("export", "exports", export_or_404, lambda _thing: [], _none, LIST_READERS)
SCHEME_DRAFTS = Subject(
    "scheme_draft",
    "scheme-drafts",
    scheme_draft_or_404,
    lambda draft: [(SCHEME_DRAFT, draft.state)],
    _none,
    READERS_OF_SCHEMES,
)
SUBJECTS = (
    HOUSE,
    PLAN,
    SHEETS,
    PAIRINGS,
    CONSULTATIONS,
    DECISIONS,
    DOCUMENTS,
    GRANTS,
    REPORTS,
    CHANGES,
    ASSETS,
    DISPOSALS,
    CONDITIONS,
    BOOKS,
    ENTRIES,
    INVESTMENTS,
    PAYEES,
    CLAIMS,
    RUNS,
    TRANSFERS,
    RECEIVABLES,
    REMITTANCES,
    TREASURY_PAYMENTS,
    APPROPRIATIONS,
    BANK_ACCOUNTS,
    BANK_MATCHES,
    MONTH_SHEETS,
    CALLS,
    RANKINGS,
    PERSONS,
    SCHEME_DRAFTS,
    NOTICES,
    JOBS,
    EXPORTS,
)
