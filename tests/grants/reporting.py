"""A performance report on its way, made through the services, at a moment when it may be told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from common import clock, files
from grants.models import Grant, PerformanceReport, ReportPaper
from grants.reports import Draft, latest_report_version, reports_visible_to
from grants.selectors import lines_of
from grants.services.examining_reports import accept_report, check_report_lines
from grants.services.reporting import add_report_paper, file_report, save_report, start_report
from grants.services.starting import boxes_of_day, typed_changes
from tests.cast import membership
from tests.plans import PDF

COMPLETION, YEAR_END = "completion", "year_end"
AFTER_ALL = date(2029, 4, 2)  # the plan of the tests ends within fiscal 2028


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(datetime.combine(day, time(10), tzinfo=clock.TOKYO)):
        yield


def anew(report: PerformanceReport) -> PerformanceReport:
    return reports_visible_to(membership("lead")).get(pk=report.pk)


def begun(grant: Grant, kind: str = COMPLETION, year: int | None = None, **boxes: str) -> PerformanceReport:
    report = start_report(grant=grant, kind=kind, fiscal_year=year, membership=membership("lead"))
    return typed(report, **(whole(report) | boxes))


def whole(report: PerformanceReport) -> dict[str, str]:
    """As granted, line by line; the work done today."""
    draft = Draft(anew(report))
    day = clock.today().isoformat()
    said = {"content": "設備を据え付け、生産を始めた。"}
    for line in draft.form.own_lines:
        said[f"total-{line.pk}"] = f"{line.total_cost:,}"
        said[f"eligible-{line.pk}"] = f"{draft.granted.lines[line.pk]:,}"
    if report.kind == COMPLETION:
        said |= boxes_of_day("starts_on", day) | boxes_of_day("ends_on", day)
    known = {box for name, names in draft.form.boxes().items() if _open(draft, name) for box in names}
    return {box: text for box, text in said.items() if box in known}


def _open(draft: Draft, name: str) -> bool:
    return draft.opened is None or name in draft.opened


def typed(report: PerformanceReport, **boxes: str) -> PerformanceReport:
    """Boxes by name; `eligible_0` is the first line's."""
    found = anew(report)
    wanted = {_box(found, name): text for name, text in boxes.items()}
    saved = save_report(report=found, changes=typed_changes(found, wanted), membership=membership("lead"))
    assert not saved.refused
    assert not saved.conflicts
    return anew(report)


def _box(report: PerformanceReport, name: str) -> str:
    kind, _dash, place = name.rpartition("_")
    if kind not in ("total", "eligible") or not place.isdecimal():
        return name
    return f"{kind}-{Draft(report).form.own_lines[int(place)].pk}"


def filed(grant: Grant, kind: str = COMPLETION, year: int | None = None, **boxes: str) -> PerformanceReport:
    return told(begun(grant, kind, year, **boxes))


def told(report: PerformanceReport) -> PerformanceReport:
    file_report(report=anew(report), membership=membership("lead"), arrived_at=clock.now())
    return anew(report)


def paper_on(report: PerformanceReport, name: str, content: bytes = PDF) -> ReportPaper:
    file = files.store_bytes(content, kind="pdf")
    return add_report_paper(report=report, file=file, name=name, membership=membership("lead"))


def checked(
    report: PerformanceReport, less: Mapping[int, tuple[int, str]] | None = None
) -> PerformanceReport:
    lines = lines_of(latest_report_version(report))
    found: dict[int, Any] = {
        line.pk: (less or {}).get(place, (line.eligible_cost, "")) for place, line in enumerate(lines)
    }
    check_report_lines(report=report, checks=found, membership=membership("nibn_officer"))
    return anew(report)


def accepted(report: PerformanceReport) -> PerformanceReport:
    accept_report(report=checked(report), membership=membership("nibn_officer"))
    return anew(report)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=clock.TOKYO)
