"""Where things live in the API, and what their addresses name them by."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from accounts.models import Notice, Organisation, User
from applications.models import ListExport, Plan, PlanVersion
from common.jobs.models import Job
from decisions.models import Decision, Document, Receivable, WorkingPaper
from funds.appropriations.models import Appropriation
from funds.ledger.models import Book, Entry, Investment
from funds.models import Call, SchemeDraft
from grants.models import Asset, Condition, Disposal, Grant, GrantChange, PerformanceReport
from payments.models import (
    BankAccount,
    BankMatch,
    MonthSheet,
    PayeeAccount,
    PaymentClaim,
    PaymentRun,
    Remittance,
    Transfer,
    TreasuryPayment,
)
from reviews.models import Consultation, Pairing, Ranking, Sheet


def address(thing: Any) -> str:
    if isinstance(thing, PlanVersion):
        return reverse("api_plan_version", args=[thing.plan_id, thing.number])
    if isinstance(thing, WorkingPaper):
        if thing.ranking_id:
            return reverse("api_ranking_paper", args=[thing.ranking_id, thing.pk])
        return reverse("api_paper_content", args=[thing.plan_id, thing.pk])
    name, ident = _PLACES[type(thing)]
    return reverse(name, args=[ident(thing)])


_PLACES: dict[type[Model], tuple[str, Callable[[Any], UUID]]] = {
    Plan: ("api_plan", lambda each: each.pk),
    Sheet: ("api_sheet", lambda each: each.pk),
    Pairing: ("api_pairing", lambda each: each.pk),
    Consultation: ("api_consultation", lambda each: each.pk),
    Decision: ("api_decision", lambda each: each.pk),
    Document: ("api_document", lambda each: each.pk),
    Grant: ("api_grant", lambda each: each.pk),
    Condition: ("api_condition", lambda each: each.pk),
    Book: ("api_book", lambda each: each.pk),
    Entry: ("api_entry", lambda each: each.pk),
    Investment: ("api_investment", lambda each: each.pk),
    Asset: ("api_asset", lambda each: each.pk),
    Disposal: ("api_disposal", lambda each: each.pk),
    GrantChange: ("api_change", lambda each: each.pk),
    PerformanceReport: ("api_report", lambda each: each.pk),
    PayeeAccount: ("api_payee_account", lambda each: each.pk),
    PaymentClaim: ("api_claim", lambda each: each.pk),
    TreasuryPayment: ("api_treasury_payment", lambda each: each.pk),
    Appropriation: ("api_appropriation", lambda each: each.pk),
    PaymentRun: ("api_run", lambda each: each.pk),
    Transfer: ("api_transfer", lambda each: each.pk),
    Receivable: ("api_receivable", lambda each: each.pk),
    Remittance: ("api_remittance", lambda each: each.pk),
    BankAccount: ("api_bank_account", lambda each: each.pk),
    BankMatch: ("api_bank_match", lambda each: each.pk),
    MonthSheet: ("api_month_sheet", lambda each: each.pk),
    User: ("api_person", lambda each: each.public_id),
    Organisation: ("api_organisation", lambda each: each.public_id),
    Call: ("api_call", lambda each: each.pk),
    SchemeDraft: ("api_scheme_draft", lambda each: each.pk),
    Notice: ("api_notice", lambda each: each.public_id),
    Ranking: ("api_ranking", lambda each: each.pk),
    Job: ("api_job", lambda each: each.pk),
    ListExport: ("api_export", lambda each: each.pk),
}


def ident(thing: Any) -> str:
    """What the address names it by."""
    _name, of = _PLACES.get(type(thing), ("", _own_key))
    return str(of(thing))


def _own_key(thing: Any) -> Any:
    return thing.pk
