"""Beginning an application from the certified or adopted plan, writing it, and throwing a draft away."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Membership
from applications.models import Plan, PlanVersion
from applications.selectors import latest_version
from applications.services.saving import Changes, Saved
from common import audit, clock
from common.actor import actor_of
from common.forms.dates import BOXES
from common.transitions import begin, lock
from law.acts import Reason, Refused
from law.authorities import AUTHORITY_OF
from law.deadlines import fiscal_year_span
from law.lifecycle import GRANT
from law.states import GrantState

from ..forms import DAYS, own_lines, own_units, read
from ..models import Grant
from ..selectors import open_fields, own_party, running_grants, span_of, standing_facts, years_to_ask
from .boxes import Draft, save_boxes


@transaction.atomic
def start_grant(*, plan: Plan, membership: Membership, fiscal_year: int | None = None) -> Grant:
    """Begin this company's own application, filled with what the plan was certified or adopted with."""
    lock(plan)
    plan.refresh_from_db()
    if plan.scheme.kind not in AUTHORITY_OF:
        raise Refused(Reason("no_grant", _("この制度は契約によるため、交付の申請はありません。")))
    party, basis = own_party(plan, membership), latest_version(plan)
    if party is None:
        raise Refused(Reason("not_a_party", _("この計画の申請者ではありません。")))
    year = _year(plan, basis, membership, fiscal_year)
    facts = standing_facts(plan, basis, clock.today()) | {
        "asked_already": running_grants(plan, party).filter(fiscal_year=year).exists()
    }
    now = clock.now()
    grant = Grant(
        case=access.open_case(kind="grant"),
        plan=plan,
        party=party,
        basis=basis,
        fiscal_year=year,
        authority=AUTHORITY_OF[plan.scheme.kind],
        started_at=now,
        updated_at=now,
        started_by=membership,
    )
    if basis is not None:
        grant.typed = filled_in(grant)
    actor = actor_of(membership)
    begin(lifecycle=grant.under(GRANT), act="start_grant", subject=grant, actor=actor, facts=facts)
    access.grant(case=grant.case, capacity=access.Capacity.LEAD, organisation=party.organisation, actor=actor)
    return grant


def _year(plan: Plan, basis: PlanVersion | None, membership: Membership, said: int | None) -> int | None:
    """The span that the scheme decides over; a year only where it decides year by year."""
    if basis is None or span_of(basis.scheme_version.document) == "plan":
        return None
    party = own_party(plan, membership)
    years = years_to_ask(plan, party) if party else []
    if said not in years:
        raise Refused(
            Reason(
                "no_such_year",
                _("計画に自社の経費がある年度を選んでください（この制度は年度ごとに決定します）。"),
            )
        )
    return said


def filled_in(grant: Grant) -> dict[str, str]:
    """What the certified version says, as it would be typed."""
    parts = json.loads(grant.basis.content)["parts"]
    said = {(part["key"], part["party"]): part["values"] for part in parts}
    applicant, measure = said["applicant", grant.party_id], said["measure", None]
    typed = {
        name: applicant.get(name) or ""
        for name in ("address", "representative_title", "representative_name", "notice")
    }
    typed["content"] = measure.get("content") or ""
    for name, day in _days(grant, measure).items():
        typed |= boxes_of_day(name, day)
    for line in own_lines(grant):
        typed[f"total-{line.pk}"] = f"{line.total_cost:,}"
        typed[f"eligible-{line.pk}"] = f"{line.eligible_cost:,}"
    for (year, menu), unit in own_units(grant).items():
        if unit.income:
            typed[f"income-{year}-{menu}"] = f"{unit.income:,}"
    return {name: text for name, text in typed.items() if text}


def _days(grant: Grant, measure: Mapping[str, Any]) -> dict[str, str | None]:
    """The plan's, within the year where the ministry grants: its appropriation ends with it."""
    said = {name: measure.get(name) for name in DAYS}
    if grant.is_of_fund or grant.fiscal_year is None:
        return said
    first, last = (day.isoformat() for day in fiscal_year_span(grant.fiscal_year))
    return {name: min(max(day, first), last) if day else None for name, day in said.items()}


def boxes_of_day(name: str, day: str | None) -> dict[str, str]:
    if not day:
        return {}
    found = date.fromisoformat(day)
    values = (str(found.year), str(found.month), str(found.day))
    return {f"{name}_{box}": value for box, value in zip(BOXES, values, strict=True)}


@transaction.atomic
def save_grant(*, grant: Grant, changes: Changes, membership: Membership) -> Saved:
    """Save the boxes whose stored value is still what the writer saw; report the others."""
    lock(grant)
    grant.refresh_from_db()
    outcome = save_boxes(
        draft=grant,
        form=read(grant),
        opened=open_fields(grant),
        changes=changes,
        act="save_grant",
        membership=membership,
    )
    if outcome.saved:
        grant.updated_at = clock.now()
        grant.save(update_fields=["updated_at"])
    return outcome


@transaction.atomic
def discard_grant(*, grant: Grant, membership: Membership) -> None:
    """Really delete a draft that was never filed. An audit line remains."""
    lock(grant)
    grant.refresh_from_db()
    if grant.state != GrantState.DRAFT:
        raise Refused(Reason("not_a_draft", _("提出した申請は削除できません。取下げをしてください。")))
    audit.record(act="discard_grant", subject=grant, actor=actor_of(membership), facts={})
    access.end(
        case=grant.case,
        capacity=access.Capacity.LEAD,
        organisation=grant.party.organisation,
        actor=actor_of(membership),
    )
    grant.delete()


def typed_changes(draft: Draft, wanted: Mapping[str, Any]) -> Changes:
    """Changes against what stands now, for whoever says the whole of a box."""
    return {key: (draft.typed.get(key, ""), str(text)) for key, text in wanted.items()}
