"""Reads of evidence: which rows there are, which may still change, what each of them asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from common.forms import normalise
from law.evidence import RIVAL_FROM, Asked, Sums, Terms, questions, same_file, same_invoice, sum_questions
from law.reports import ReportKind
from law.states import GrantState, ReportState

from ..forms import own_lines
from ..models import Evidence, EvidenceCheck, EvidenceFile, Grant, GrantLine, GrantVersion
from ..money import terms_under
from ..panels import decided_days
from ..selectors import line_label, standing_version

MOST_ROWS = 5_000  # of one grant: what a page, an export and a check of all of them are made for


def live_rows(grant: Grant) -> QuerySet[Evidence]:
    return grant.evidence.live().select_related("cost_line")


def labels_of(grant: Grant) -> dict[int, str]:
    """Cost line → its name with its year, in the order of the grant's lines."""
    return {line.pk: line_label(grant, line) for line in own_lines(grant)}


def covered_by(version: GrantVersion) -> QuerySet[Evidence]:
    """The rows that a filed version names."""
    return Evidence.objects.filter(filings__version=version).select_related("cost_line")


def invoice_key(values: Mapping[str, Any]) -> str:
    """Supplier and invoice number in one form: whoever types it, however wide, it is the same invoice."""
    number = normalise(values.get("invoice_number") or "").casefold()
    supplier = values.get("supplier_number") or normalise(values.get("supplier") or "").casefold()
    return f"{supplier}|{number}" if supplier and number else ""


# What may still change


def closed_lines(grant: Grant) -> set[int]:
    """Cost lines that a report was filed on, but for those that NIBN asked to be mended.

    The report on completion speaks of all lines, and so for those of the years told before it.
    """
    reports = list(grant.reports.exclude(state=ReportState.DRAFT))
    whole = [report for report in reports if report.kind == ReportKind.COMPLETION]
    lines = own_lines(grant)
    closed: set[int] = set()
    for report in whole or reports:
        year = report.fiscal_year
        told = {line.pk for line in lines if year is None or line.fiscal_year == year}
        if report.state == ReportState.CORRECTION:
            told -= set(report.remarks.filter(closed_at=None).values_list("cost_line_id", flat=True))
        closed |= told
    return closed


def may_keep(grant: Grant) -> bool:
    """Whether anything of it may be written now: decided, and not all of its lines filed."""
    return grant.state == GrantState.GRANTED and bool(set(labels_of(grant)) - closed_lines(grant))


# What rows ask


def rival_from(document: Mapping[str, Any]) -> int:
    found = document.get("grant_rival_quote_from")
    return RIVAL_FROM if found is None else int(found)


@dataclass
class Asking:
    """What the rows of one grant ask, with what they all are held against read once."""

    grant: Grant

    @cached_property
    def version(self) -> GrantVersion:
        return standing_version(self.grant)

    @cached_property
    def terms(self) -> Terms:
        document = terms_under(self.grant)
        return Terms(None, self.version.starts_on, self.version.ends_on, rival_from(document))

    @cached_property
    def decided(self) -> dict[tuple[str, str], date]:
        """Item (menu and category) → the first decision of this company that contains it."""
        grants = Grant.objects.filter(plan=self.grant.plan_id, party=self.grant.party_id)
        standing = grants.filter(state__in=(GrantState.GRANTED, GrantState.FIXED))
        days = dict(decided_days.ask(list(standing.values_list("pk", flat=True))))
        lines = GrantLine.objects.filter(
            version__grant__in=list(days), version__report=None, version__change=None
        )
        rows = lines.values_list("version__grant_id", "cost_line__menu", "cost_line__category").distinct()
        found: dict[tuple[str, str], date] = {}
        for grant, menu, category in rows:
            item = (menu, category)
            found[item] = min(days[grant], found.get(item, days[grant]))
        return found

    def of(self, row: Evidence) -> list[Asked]:
        """What the row itself asks; its cost line must have been read with it."""
        line = row.cost_line
        decided_on = self.decided.get((line.menu, line.category))
        return questions(row.as_payment(), replace(self.terms, decided_on=decided_on))


def asked_of(grant: Grant, rows: Iterable[Evidence]) -> dict[UUID, list[Asked]]:
    """Row → what it asks by itself, for its company and for the office alike."""
    asking = Asking(grant)
    return {row.pk: asking.of(row) for row in rows}


def asked_elsewhere(grant: Grant, rows: QuerySet[Evidence]) -> dict[UUID, list[Asked]]:
    """Row → what another grant of any scheme asks about it; two queries however many rows there are.

    Only what was filed elsewhere counts: what a company has not filed is its own.
    """
    found: dict[UUID, list[Asked]] = {}
    for ask, places in ((same_invoice, _invoices(grant, rows)), (same_file, _files(grant, rows))):
        for row, where in places.items():
            found.setdefault(row, []).extend(ask(where))
    return found


def _invoices(grant: Grant, rows: QuerySet[Evidence]) -> dict[UUID, set[str]]:
    own = dict(rows.exclude(invoice_key="").order_by().values_list("pk", "invoice_key"))
    others = _others(grant).filter(
        invoice_key__in=rows.exclude(invoice_key="").order_by().values("invoice_key")
    )
    return _places(own, others.values_list("invoice_key", *_NAMED))


def _files(grant: Grant, rows: QuerySet[Evidence]) -> dict[UUID, set[str]]:
    hung = EvidenceFile.objects.filter(evidence__in=rows.order_by().values("pk"))
    others = _others(grant).filter(files__file__in=hung.values("file"))
    named = list(others.values_list("files__file", *_NAMED))
    if not named:
        return {}
    found: dict[UUID, set[str]] = {}
    by_file: dict[Any, set[str]] = {}
    for file, *where in named:
        by_file.setdefault(file, set()).add(_place(*where))
    for row, file in hung.values_list("evidence_id", "file_id"):
        if file in by_file:
            found.setdefault(row, set()).update(by_file[file])
    return found


_NAMED = ("grant__number", "grant__party__organisation__name", "number")


def _others(grant: Grant) -> QuerySet[Evidence]:
    return Evidence.objects.live().filter(filed_at__isnull=False).exclude(grant=grant).order_by()


def _places(own: Mapping[UUID, str], others: Iterable[tuple[Any, ...]]) -> dict[UUID, set[str]]:
    where: dict[str, set[str]] = {}
    for key, *named in others:
        where.setdefault(key, set()).add(_place(*named))
    return {row: where[key] for row, key in own.items() if key in where}


def _place(grant: str, company: str, number: str) -> str:
    return _("%(grant)s %(company)s 証憑%(number)s") % {"grant": grant, "company": company, "number": number}


# Sums


def sums_of(rows: QuerySet[Evidence]) -> dict[int, Sums]:
    """Cost line → what its rows come to; a sum that is not told is nothing."""
    found = rows.order_by().values("cost_line").annotate(paid=Sum("paid_sum"), eligible=Sum("eligible_sum"))
    return {row["cost_line"]: Sums(row["paid"] or 0, row["eligible"] or 0) for row in found}


def asked_of_sums(kept: Mapping[int, Sums], told: Mapping[int, Sums]) -> dict[int, list[Asked]]:
    """Cost line → how its rows differ from what is told of it; a line with neither asks nothing."""
    found = {line: sum_questions(kept.get(line, Sums(0, 0)), said) for line, said in told.items()}
    return {line: asked for line, asked in found.items() if asked}


def told_in(version: GrantVersion) -> dict[int, Sums]:
    return {line.cost_line_id: Sums(line.total_cost, line.eligible_cost) for line in version.lines.all()}


# As NIBN marks them


def _marks(version: GrantVersion) -> QuerySet[EvidenceCheck]:
    return EvidenceCheck.objects.standing().filter(evidence__filings__version=version)


def marks_of(version: GrantVersion) -> dict[UUID, EvidenceCheck]:
    """Row → the mark that stands on it."""
    return {mark.evidence_id: mark for mark in _marks(version).select_related("by__user")}


def remarks_on_rows(version: GrantVersion) -> dict[int, list[str]]:
    """Cost line → what NIBN asks about its rows, each by its number; it rides on the line's own remark."""
    told: dict[int, list[str]] = {}
    named = _marks(version).exclude(asks="").order_by("evidence__number")
    for line, number, asks in named.values_list("evidence__cost_line", "evidence__number", "asks"):
        told.setdefault(line, []).append(_("証憑%(number)s：%(asks)s") % {"number": number, "asks": asks})
    return told
