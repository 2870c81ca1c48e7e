"""Evidence as the API says it. The caller has asked whether it may be seen."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from grants.evidence.checklist import LineNeeds
from grants.evidence.listed import ListedRow
from grants.models import EvidenceFile
from law.evidence import Asked

from .showing import Shown


def needs(found: LineNeeds, asked: Mapping[int, Sequence[Asked]]) -> Shown:
    return {
        "place": found.place,
        "label": found.label,
        "rows": found.rows,
        "paid": found.paid,
        "eligible": found.eligible,
        "needs": [
            {
                "kind": str(need.kind),
                "kind_label": need.kind.label,
                "there": need.there,
                "rows": need.rows,
            }
            for need in found.needs
        ],
        "questions": [each.text for each in asked.get(found.line, [])],
    }


def evidence(found: ListedRow, places: Mapping[int, int]) -> Shown:
    row, mark = found.row, found.mark
    steps = [*row.steps, ("rival", row.rival_on, row.rival_sum)]
    return {
        "id": row.pk,
        "number": row.number,
        "edition": row.edition,
        "line": places[row.cost_line_id],
        "line_label": found.label,
        "item": row.item,
        "supplier": row.supplier,
        "supplier_number": row.supplier_number,
        "is_related": row.is_related,
        "steps": [{"step": str(step), "day": day, "sum": paid} for step, day, paid in steps],
        "choice_reason": row.choice_reason,
        "invoice_number": row.invoice_number,
        "paid_by": row.paid_by,
        "eligible_sum": row.eligible_sum,
        "note": row.note,
        "is_filed": row.filed_at is not None,
        "may_change": found.may_change,
        "files": [_file(each) for each in found.files],
        "questions": [{"code": str(each.code), "text": each.text} for each in found.asked],
        "mark": {"asks": mark.asks, "by": mark.by.user.name, "at": mark.at} if mark else None,
    }


def _file(found: EvidenceFile) -> Shown:
    return {
        "id": found.pk,
        "name": found.name,
        "shows": found.shows,
        "shows_label": found.get_shows_display(),
        "sha256": found.file.sha256,
        "size": found.file.size,
        "url": reverse("api_evidence_file", args=[found.pk]),
    }
