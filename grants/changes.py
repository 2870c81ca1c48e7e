"""Reads about changes of a grant: one as it stands, whether a notice suffices, the guards' facts."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership
from common import clock
from funds.selectors import version_in_force
from law import changes as law
from law.changes import ChangeKind, Limit, Line, Step
from law.reports import ReportKind
from law.states import ChangeState, GrantState, ReportState

from .forms import category_names
from .forms_change import ChangeForm, read_change
from .models import Grant, GrantChange, GrantVersion, Remark
from .models.change import OPEN_CHANGES
from .money import Amounts, amounts_of, terms_under
from .reports import told_years
from .selectors import GRANT_PARTS, assessed_costs, incomes_of, is_abolished, line_label, standing_version
from .sight import grants_visible_to

CHANGE_PARTS = tuple(f"grant__{part}" for part in GRANT_PARTS)
OPEN_TO_TYPING = (ChangeState.DRAFT, ChangeState.CORRECTION)


def changes_visible_to(membership: Membership | None) -> QuerySet[GrantChange]:
    """With its grant; a draft is its company's alone."""
    rows = GrantChange.objects.filter(grant__in=grants_visible_to(membership))
    if membership is not None and membership.side != "applicant":
        rows = rows.exclude(state=ChangeState.DRAFT)
    return rows.select_related(*CHANGE_PARTS)


def latest_change_version(change: GrantChange) -> GrantVersion | None:
    return change.versions.order_by("-number").first()


def open_change_remarks(change: GrantChange) -> QuerySet[Remark]:
    return change.remarks.filter(closed_at=None).select_related("cost_line", "asked_by__user")


def minor_limit(grant: Grant) -> Limit | None:
    """What the scheme calls minor now: how a filing is made follows the version in force on its day."""
    version = version_in_force(grant.scheme, clock.today()) or grant.basis.scheme_version
    return law.limit_of(version.document.get("grant_minor_changes"))


# One change


@dataclass
class ChangeDraft:
    """A change as it stands in its boxes, beside what the grant stands on."""

    change: GrantChange

    @cached_property
    def standing(self) -> GrantVersion:
        return standing_version(self.change.grant)

    @cached_property
    def was(self) -> dict[int, tuple[int, int]]:
        return assessed_costs(self.standing)

    @cached_property
    def was_amounts(self) -> Amounts:
        return amounts_of(self.change.grant, self.was, incomes_of(self.standing))

    @cached_property
    def form(self) -> ChangeForm:
        incomes = incomes_of(self.standing)
        return read_change(self.change, was=self.was, incomes=incomes, since=self.standing.starts_on)

    @cached_property
    def amounts(self) -> Amounts | None:
        form = self.form
        return None if form.checked.errors else amounts_of(form.grant, form.costs(), form.incomes())

    @property
    def stop_on(self) -> date | None:
        found: date | None = self.form.cleaned_data.get("stop_on")
        return found

    @property
    def ends_on(self) -> date:
        """When the work is to end; what is abolished ends then."""
        if self.change.kind == ChangeKind.ABOLITION and self.stop_on:
            return self.stop_on
        return self.form.cleaned_data.get("ends_on") or self.standing.ends_on

    @cached_property
    def steps(self) -> list[Step]:
        """Each thing that changes, held against the scheme's limit; nothing while a figure is unreadable."""
        return list(self._steps()) if self.amounts is not None else []

    def _steps(self) -> Iterator[Step]:
        limit = minor_limit(self.change.grant)
        yield from law.steps_of_stop(self.change.kind)
        yield from law.steps_of_lines(self.lines, limit)
        yield from law.steps_of_sums(self.was_amounts.by_year, self.amounts.by_year if self.amounts else {})
        if not self.change.stops:
            yield from law.steps_of_period(self.standing.ends_on, self.ends_on, limit)
            yield from law.steps_of_content(self.form.scope_said)

    @property
    def suffices(self) -> bool:
        """Whether a notice (届出) does."""
        return law.is_minor(self.steps)

    @cached_property
    def lines(self) -> list[Line]:
        costs, grant = self.form.costs(), self.change.grant
        return [
            Line(
                line_label(grant, line),
                self.was.get(line.pk, (0, 0))[1],
                costs[line.pk][1],
                planned=bool(line.eligible_cost or self.was.get(line.pk, (0, 0))[1]),
            )
            for line in self.form.own_lines
        ]

    @property
    def changes(self) -> bool:
        if self.steps:
            return True
        form = self.form
        return form.costs() != self.was or form.incomes() != incomes_of(self.standing)

    def reported(self) -> list[str]:
        """Lines of years that were reported on, and yet change."""
        told, costs = told_years(self.change.grant), self.form.costs()
        return [
            line_label(self.change.grant, line)
            for line in self.form.own_lines
            if line.fiscal_year in told and costs[line.pk] != self.was.get(line.pk, (0, 0))
        ]

    @cached_property
    def opened(self) -> frozenset[str] | None:
        """What may be typed into: of a draft all, of a returned change what is remarked on; of a notice that
        needs approval all of it, since it is asked for anew.
        """
        if self.change.state == ChangeState.DRAFT:
            return None
        if self.change.state != ChangeState.CORRECTION:
            return frozenset()
        if not was_applied_for(self.change):
            return None
        found: set[str] = set()
        for remark in open_change_remarks(self.change):
            found |= set(self._fields_of(remark))
        return frozenset(found)

    def _fields_of(self, remark: Remark) -> Iterable[str]:
        if remark.cost_line_id is not None:
            return (f"total-{remark.cost_line_id}", f"eligible-{remark.cost_line_id}")
        return [name for name in self.form.fields if not name.startswith(("total-", "eligible-"))]


def was_applied_for(change: GrantChange) -> bool:
    """Its last version was an application, not a notice."""
    version = latest_change_version(change)
    return version is not None and version.act != "notify_change"


def said_in(version: GrantVersion) -> dict[str, Any]:
    """What was frozen, its days as days."""
    said = dict(json.loads(version.content))
    days = {name: said[name] for name in ("starts_on", "ends_on", "was_ends_on", "stop_on")}
    return said | {name: date.fromisoformat(day) if day else None for name, day in days.items()}


def lines_said(grant: Grant, said: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a frozen change, named as the pages name them."""
    names = category_names(terms_under(grant))
    return [line | {"label": names[line["menu"], line["category"]]} for line in said.get("lines", [])]


# Facts


def starting_facts(grant: Grant) -> dict[str, Any]:
    return running_facts(grant) | {"change_open": grant.changes.filter(state__in=OPEN_CHANGES).exists()}


def running_facts(grant: Grant) -> dict[str, Any]:
    told = grant.reports.filter(kind=ReportKind.COMPLETION).exclude(state=ReportState.DRAFT)
    return {
        "grant_runs": grant.state == GrantState.GRANTED and not is_abolished(grant),
        "completion_told": told.exists(),
    }


def filing_facts(draft: ChangeDraft) -> dict[str, Any]:
    form, grant = draft.form, draft.change.grant
    last = grant.basis.scheme_version.document["last_days"].get("work")
    readable = draft.amounts is not None
    return running_facts(grant) | {
        "unreadable": [
            str(form.fields[name].label) if name in form.fields else name for name in form.checked.errors
        ],
        "stops": draft.change.stops,
        "stop_on": draft.stop_on,
        "why": form.cleaned_data.get("why") or "",
        # What can't be read is refused as such, and as nothing else.
        "changes": not readable or draft.changes,
        "asked": draft.amounts.total if draft.amounts else 1,
        "unplanned": [line.label for line in draft.lines if line.new > line.was and not line.planned]
        if readable
        else [],
        "reported_lines": draft.reported() if readable else [],
        "work_last_on": date.fromisoformat(last) if last else None,
        "ends_on": draft.ends_on,
        "fiscal_year": grant.fiscal_year,
        "needs_approval": [step.text for step in draft.steps if not step.minor],
    }


def examining_facts(change: GrantChange) -> dict[str, Any]:
    """For NIBN's acts before a decision."""
    return {"applied_for": was_applied_for(change), "rests_on_it": _rests_on(change)}


def _rests_on(change: GrantChange) -> bool:
    """Whether something later was held against it."""
    grant = change.grant
    later = grant.changes.filter(number__gt=change.number).exclude(state=ChangeState.WITHDRAWN)
    version = latest_change_version(change)
    reported = (
        version is not None
        and grant.versions.filter(report__isnull=False, arrived_at__gte=version.arrived_at).exists()
    )
    return later.exists() or bool(reported)
