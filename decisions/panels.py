"""What this floor adds to the applicants' pages: letters addressed to a company, its copy of a receipt;
and to the page of a call: the way to its ranking."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import BigIntegerField, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan, Receipt
from applications.panels import Letter, copies_of_receipt, letters_to, unprintable
from common import clock
from common.written import Slot, Written
from funds.calls.panels import Way, ways_from
from funds.ledger.fixing import money_of
from funds.models import Call
from grants.models import Grant
from grants.panels import (
    GrantMoney,
    Leaving,
    decided_days,
    leaving_granted,
    letters_of_grant,
    money_of_grant,
)
from law.lifecycle import SchemeKind
from law.roles import MINISTRY, Role
from law.states import CallState, DecisionState, GrantState

from .models import Decision, Document, FixedAmount
from .pdf import FontsMissing, preflight
from .selectors import decided_amounts, decision_that_grants
from .services.granting import notice_of


@unprintable.answered_by
def drawn_by_no_font(texts: Iterable[str]) -> list[str]:
    """A machine without the fonts takes filings all the same; the worker that prints has them."""
    try:
        return preflight(texts)
    except FontsMissing:
        return []


@letters_to.answered_by
def letters(plan: Plan, membership: Membership) -> list[Letter]:
    return [_letter(each) for each in _of_plan().ask(plan=plan.pk, company=membership.organisation_id)]


@cache
def _of_plan() -> Written[Document]:
    rows = _issued().filter(addressee=Slot("company", BigIntegerField()))
    rows = rows.filter(decision__plan=Slot("plan", UUIDField()))
    return Written(rows.defer("content").order_by("-dated_on", "number"))


@letters_of_grant.answered_by
def grant_letters(grant: Grant, membership: Membership) -> list[Letter]:
    rows = _own(membership).filter(decision__grant=grant)
    return [_letter(document) for document in rows.order_by("-dated_on", "number")]


@leaving_granted.answered_by
def leaving(grant: Grant) -> list[Leaving]:
    """While the period runs; nothing once it is over, or before there is a decision."""
    if grant.state != GrantState.GRANTED:
        return []
    until = notice_of(grant).until
    return [Leaving(until)] if until is None or clock.today() <= until else []


@decided_days.answered_by
def days_of_decisions(grants: list[UUID]) -> list[tuple[UUID, date]]:
    """The day on the letter that grants, issued and not withdrawn since."""
    rows = Decision.objects.filter(
        grant__in=grants, outcome=Decision.Outcome.GRANT, state=DecisionState.ISSUED
    )
    return list(rows.values_list("grant", "dated_on"))


@money_of_grant.answered_by
def money(grant: Grant) -> list[GrantMoney]:
    """From the decisions as they were issued, and from the book's postings."""
    given = decision_that_grants(grant)
    if given is None or not grant.is_decided:
        return []
    issued = FixedAmount.objects.filter(decision__grant=grant, decision__state=DecisionState.ISSUED)
    fixed = dict(issued.values_list("fiscal_year", "amount"))
    years = [(row.fiscal_year, row.amount, fixed.get(row.fiscal_year)) for row in decided_amounts(grant)]
    book = money_of(given.pk)
    return [GrantMoney(tuple(years), book.committed, book.payable, book.paid, book.recovered, book.released)]


@copies_of_receipt.answered_by
def receipt_copies(receipt: Receipt, membership: Membership) -> list[Letter]:
    return [_letter(document) for document in _own(membership).filter(receipt=receipt)]


@ways_from.answered_by
def ranking_of(call: Call, role: Role) -> list[Way]:
    if call.state != CallState.PUBLISHED or call.scheme.kind == SchemeKind.CERTIFICATION:
        return []
    if role not in MINISTRY | {Role.AUDITOR}:
        return []
    return [Way(_("順位表"), reverse("ranking", args=[call.pk]))]


def _own(membership: Membership) -> QuerySet[Document]:
    return _issued().filter(addressee=membership.organisation_id)


def _issued() -> QuerySet[Document]:
    return Document.objects.filter(issued_at__isnull=False).select_related("delivery")


def _letter(document: Document) -> Letter:
    delivery = getattr(document, "delivery", None)
    return Letter(
        title=document.get_kind_display(),
        number=document.document_number or document.number,
        dated_on=document.dated_on,
        url=reverse("document", args=[document.pk]),
        note=delivery.get_channel_display() if delivery else "",
    )
