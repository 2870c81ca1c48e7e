"""証憑: kept and taken out by its company, checked by NIBN."""

from django.utils.translation import gettext as _

from grants.evidence.cells import VALUES
from grants.evidence.rows import labels_of, live_rows
from grants.models import Evidence, EvidenceFile, Grant, PerformanceReport
from grants.services import evidence as keeping
from grants.services import examining_reports as examining

from ..problems import invalid
from .asked import Asked


def keep_evidence(asked: Asked) -> Grant:
    lines = dict(enumerate(labels_of(asked.on), start=1))
    unknown = [row["number"] for row in asked.said["rows"] if row["line"] not in lines]
    if unknown:
        raise invalid(rows=_("この交付にない経費の番号です（証憑%s）。") % "、".join(unknown[:20]))
    rows = [
        keeping.Told(row["number"], lines[row["line"]], {name: row[name] for name in VALUES}, row["seen"])
        for row in asked.said["rows"]
    ]
    keeping.keep_evidence(grant=asked.on, rows=rows, membership=asked.membership)
    return asked.on


def remove_evidence(asked: Asked) -> Grant:
    [row] = _rows(asked, [asked.said["evidence"]])
    keeping.remove_evidence(row=row, membership=asked.membership)
    return asked.on


def hang_evidence_file(asked: Asked) -> Grant:
    said = asked.said
    rows = _rows(asked, said["evidence"])
    hangings = [keeping.Hanging(row, said["scan"], said["name"], said["shows"]) for row in rows]
    keeping.hang_evidence_file(grant=asked.on, hangings=hangings, membership=asked.membership)
    return asked.on


def take_evidence_file(asked: Asked) -> Grant:
    files = EvidenceFile.objects.filter(evidence__in=live_rows(asked.on).values("pk"))
    found = files.select_related("file", "evidence__grant", "evidence__cost_line")
    file = found.filter(pk=asked.said["file"]).first()
    if file is None:
        raise invalid(file=_("この交付の証憑にない書類です。"))
    keeping.take_evidence_file(file=file, membership=asked.membership)
    return asked.on


def check_evidence(asked: Asked) -> PerformanceReport:
    marks = {row["evidence"]: row["asks"].strip() for row in asked.said["rows"]}
    return examining.check_evidence(report=asked.on, marks=marks, membership=asked.membership)


def _rows(asked: Asked, wanted: list[object]) -> list[Evidence]:
    found = list(live_rows(asked.on).filter(pk__in=wanted))
    if len(found) < len(set(wanted)):
        raise invalid(evidence=_("この交付の証憑ではないか、すでに取り除かれています。"))
    for row in found:
        row.grant = asked.on
    return found
