"""交付申請: a version and its receipt, or nothing at all; the corrected application; taking it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import access
from accounts.models import Membership
from common import clock, numbers
from common.transitions import lock
from law.deadlines import fiscal_year

from ..forms import GrantForm, read
from ..models import Grant, GrantVersion
from ..money import Amounts
from ..selectors import asked, filing_facts, open_remarks, standing_facts
from .freezing import Filed, freeze, line_content, unit_content
from .moving import move, tell_both

SCHEMA, SCHEMA_VERSION = "kikin/grant", 1


@transaction.atomic
def file_grant(*, grant: Grant, membership: Membership, arrived_at: datetime) -> GrantVersion:
    """適正化法5条. It arrives when the whole request was in (26条の3: recorded in the receiver's file)."""
    grant = _held(grant)
    form = read(grant)
    facts = filing_facts(form) | standing_facts(grant.plan, grant.basis, clock.local(arrived_at).date())
    row = move(
        grant,
        "file_grant",
        membership,
        facts=facts,
        changes=lambda: {"number": _number(grant, arrived_at), "arrived_at": arrived_at},
    )
    access.open_to_office(grant.case, clock.now())
    version = _freeze(form, row.name, membership, arrived_at)
    tell_both(grant, row, membership)
    return version


@transaction.atomic
def correct_grant(*, grant: Grant, membership: Membership, arrived_at: datetime) -> GrantVersion:
    """The next version, with what was remarked on mended; the first arrival stays."""
    grant = _held(grant)
    form = read(grant)
    row = move(grant, "correct_grant", membership, facts=filing_facts(form))
    open_remarks(grant).update(closed_at=clock.now())
    version = _freeze(form, row.name, membership, arrived_at)
    tell_both(grant, row, membership)
    return version


@transaction.atomic
def withdraw_grant(*, grant: Grant, membership: Membership) -> Grant:
    """The company's own act, until the decision is issued."""
    row = move(grant, "withdraw_grant", membership)
    open_remarks(grant).update(closed_at=clock.now())
    tell_both(grant, row, membership)
    return grant


def _held(grant: Grant) -> Grant:
    """Locked, then read anew: what is filed is what stands now."""
    lock(grant)
    grant.refresh_from_db()
    return grant


def _number(grant: Grant, arrived_at: datetime) -> str:
    year = fiscal_year(clock.local(arrived_at).date())
    prefix = grant.basis.scheme_version.document["prefix"]
    return numbers.draw(series=f"grant:{prefix}:{year}", form=f"{prefix}K{year}-{{:05d}}")


# What is frozen


def _freeze(form: GrantForm, act: str, membership: Membership, arrived_at: datetime) -> GrantVersion:
    grant, amounts = form.grant, asked(form)
    number = grant.filings.count() + 1
    return freeze(
        form=form,
        content=content_of(form, amounts, number),
        schema="grant_application.v1",
        amounts=amounts,
        filed=Filed(grant, number, act, membership, arrived_at),
        period=(form.cleaned_data["starts_on"], form.cleaned_data["ends_on"]),
    )


def content_of(form: GrantForm, amounts: Amounts, number: int) -> dict[str, Any]:
    grant, values = form.grant, form.checked.values
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "grant": grant.number,
        "version": number,
        "plan": {"number": grant.plan.number, "version": grant.basis.number, "sha256": grant.basis.sha256},
        "scheme": {"code": grant.plan.scheme_id, "version": grant.basis.scheme_version.number},
        "fiscal_year": grant.fiscal_year,
        "party": {
            "party": grant.party_id,
            "name": grant.party.organisation.name,
            "corporate_number": grant.party.organisation.corporate_number,
            "address": values["address"] or "",
            "representative_title": values["representative_title"] or "",
            "representative_name": values["representative_name"] or "",
            "notice": values["notice"] or "",
        },
        "content": values["content"] or "",
        "other": values["other"] or "",
        "starts_on": values["starts_on"],
        "ends_on": values["ends_on"],
        "lines": [line_content(line, form.costs()[line.pk]) for line in form.own_lines],
        "units": [unit_content(form, unit) for unit in amounts.units],
        "amount": amounts.total,
    }
