"""申請内容: one filed version as the viewer may see it, what changed since another, the money, the sheets."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from applications.models import PaperLetter, Plan, PlanVersion, VersionFile
from applications.sight import version_view
from common import files
from law.deadlines import fiscal_year_label
from law.lifecycle import DESK, SHEET
from law.states import PlanState, SheetState
from law.visibility import Kind
from law.words import words_of

from ...contents.application import section
from ...contents.certificate import step_of
from ...contents.differing import differences
from ...contents.header import Filed
from .frame import closed_to, show
from .grids import GRIDS, grids_of
from .page import CasePage, opens_to_readers

Part = dict[str, Any]


@opens_to_readers
@require_GET
def case(request: HttpRequest, pk: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case"):
        return refusal
    versions = list(page.plan.versions.select_related("scheme_version", "receipt", "filed_by__user"))
    context = _filed(request, page, versions) if versions else {}
    return show(request, page, "case", context | _sheets(page))


@opens_to_readers
@require_GET
def case_file(request: HttpRequest, pk: str, file: str) -> HttpResponseBase:
    """A file as it was filed, to whom the visibility table shows it."""
    page = CasePage.of(request, pk)
    row = get_object_or_404(VersionFile.objects.select_related("version"), pk=file, version__plan=page.plan)
    visible = {each.pk: each for each in version_view(row.version, page.eyes).files}
    if row.pk not in visible:
        raise Http404
    return files.serve(visible[row.pk].file, name=row.name)


def _sheets(page: CasePage) -> dict[str, Any]:
    under_examination = page.plan.state == PlanState.EXAMINATION
    return {
        "sheets": page.sheets,
        "may_withdraw_sheets": page.role in DESK,
        "may_clear": under_examination and bool(SHEET.open_acts(SheetState.LAPSED, page.role)),
        "sees_clearing": page.sees(Kind.FINDING),
        "names_people": page.names_people,
    }


def _filed(request: HttpRequest, page: CasePage, versions: list[PlanVersion]) -> dict[str, Any]:
    numbers = {str(version.number): version for version in versions}
    version = numbers.get(request.GET.get("version", ""), versions[-1])
    against = numbers.get(request.GET.get("against", ""))
    seen = version_view(version, page.eyes)
    return {
        "version": version,
        "versions": versions,
        "against": against,
        "sections": list(_drawn(version, seen.parts)),
        "changes": _changes(against, version, page) if against and against != version else None,
        "files": seen.files,
        "paper_letters": _letters_on_paper(page),
        "money": money_of(version, page),
        "units": list(_units(version)),
        "trace": version.subsidy["trace"],
        "parties": {party.pk: party.organisation.name for party in page.plan.parties.all()},
        "warnings": _warnings(version, page),
    }


def _letters_on_paper(page: CasePage) -> Iterable[PaperLetter]:
    opens = page.plan.channel == Plan.Channel.PAPER and page.sees(Kind.PAPER)
    return page.plan.letters.select_related("entered_by__user") if opens else ()


def _sections(version: PlanVersion, page: CasePage) -> list[dict[str, Any]]:
    filed = Filed(version)
    return [section(filed, part) for part in version_view(version, page.eyes).parts]


def _drawn(version: PlanVersion, parts: list[Part]) -> Iterator[dict[str, Any]]:
    """Sums of many years stand in a grid; the letters and the comparison keep them as lists."""
    filed = Filed(version)
    for part in parts:
        told = section(filed, part)
        grids = grids_of(part, filed.scheme, told["heading"])
        yield told | {"grids": grids, "tables": [] if part["key"] in GRIDS else told["tables"]}


def _changes(was: PlanVersion, now: PlanVersion, page: CasePage) -> list[dict[str, Any]]:
    return differences(_sections(was, page), _sections(now, page))


def _warnings(version: PlanVersion, page: CasePage) -> list[str]:
    """What the receipt warned of, and answers that contradict each other; each to whom it may be told."""
    sees_all = page.sees(Kind.CONFIDENTIAL)
    told = [each["text"] for each in version.receipt.warnings if each["party"] is None or sees_all]
    doubts = page.trigger.doubts if sees_all and page.trigger else ()
    return [*told, *(str(doubt) for doubt in doubts)]


# Money


def _units(version: PlanVersion) -> Iterator[dict[str, Any]]:
    """Company, year and menu in columns of their own, the steps by their bare names."""
    menus = {menu["code"]: menu["short_name"] for menu in version.scheme_version.document["menus"]}
    for unit in version.subsidy["units"]:
        steps = [line | {"label": step_of(line["label"])} for line in unit["trace"]]
        yield unit | {"menu": menus[unit["menu"]], "trace": steps}


def money_of(version: PlanVersion, page: CasePage) -> dict[str, Any] | None:
    """Per party and year what it costs; below, what of it is eligible and what may be expected."""
    lines = list(version.cost_lines.all())
    years = sorted({line.fiscal_year for line in lines})
    if not years:
        return None
    rows = list(_cost_rows(lines, years, page))
    totals = [sum(line.total_cost for line in lines if line.fiscal_year == year) for year in years]
    return {
        "name": "money",
        "caption": _("年度別・会社別の総事業費"),
        "corner": _("総事業費"),
        "years": [fiscal_year_label(year) for year in years],
        "rows": rows,
        "totals": totals,
        "total": sum(totals),
        "notes": list(_notes(version, lines, years)),
    }


def _cost_rows(lines: list[Any], years: list[int], page: CasePage) -> Iterator[dict[str, Any]]:
    for party in page.plan.parties.all():
        own = [line for line in lines if line.party_id == party.pk]
        cells = [{"yen": sum(line.total_cost for line in own if line.fiscal_year == year)} for year in years]
        total = sum(line.total_cost for line in own)
        yield {"label": party.organisation.name, "cells": cells, "total": total}


def _notes(version: PlanVersion, lines: list[Any], years: list[int]) -> Iterator[dict[str, Any]]:
    eligible = [sum(line.eligible_cost for line in lines if line.fiscal_year == year) for year in years]
    units = version.subsidy["units"]
    expected = [sum(unit["amount"] for unit in units if unit["fiscal_year"] == year) for year in years]
    words = words_of(version.scheme_version.document["kind"])
    among = _("うち%(eligible)s") % {"eligible": words.eligible}
    for label, sums in ((among, eligible), (words.expected, expected)):
        yield {"label": label, "sums": sums, "total": sum(sums)}
