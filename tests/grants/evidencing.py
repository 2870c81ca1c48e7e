"""Evidence of a grant, kept through the services."""

import io
import zipfile
from datetime import date
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from openpyxl import Workbook

from common import files
from grants.evidence.cells import COLUMNS, VALUES, EvidenceForm
from grants.evidence.rows import labels_of
from grants.models import Evidence, EvidenceFile, EvidenceUpload, Grant
from grants.services.evidence import Hanging, Told, hang_evidence_file, keep_evidence
from grants.services.evidence_uploads import take_in_evidence
from tests.cast import membership
from tests.plans import PDF

EMPTY: dict[str, Any] = {
    name: None if name.endswith(("_on", "_sum")) else False if name == "is_related" else "" for name in VALUES
}


def told(grant: Grant, number: str, *, line: int = 0, seen: int | None = None, **values: Any) -> Told:
    """`line` is the place in the grant's own list."""
    return Told(number, list(labels_of(grant))[line], EMPTY | values, seen)


def kept(grant: Grant, number: str = "A-001", who: str = "lead", **values: Any) -> Evidence:
    row = told(grant, number, **values)
    return keep_evidence(grant=grant, rows=[row], membership=membership(who))[0]


def hung(
    *rows: Evidence, content: bytes = PDF, shows=("invoice",), name: str = "請求書.pdf"
) -> list[EvidenceFile]:
    file = files.store_bytes(content, kind="pdf")
    hangings = [Hanging(row, file, name, shows) for row in rows]
    return hang_evidence_file(grant=rows[0].grant, hangings=hangings, membership=membership("lead"))


def paid(day: date, amount: int, **more: Any) -> dict[str, Any]:
    return {"paid_on": day, "paid_sum": amount, "eligible_sum": amount} | more


def sheet(rows: list[dict[str, Any]], heading: tuple[str, ...] = COLUMNS) -> bytes:
    """An Excel as the template has it, filled in: column → what stands in its cell."""
    fields = EvidenceForm(labels={}).fields
    book = Workbook()
    page = book.active
    page.append([str(fields[name].label) for name in heading])
    for row in rows:
        page.append([row.get(name) for name in heading])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def zipped(papers: dict[str, bytes], **how: Any) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in papers.items():
            archive.writestr(name, content, **how)
    return whole.getvalue()


def sent(name: str, content: bytes) -> TemporaryUploadedFile:
    """As the middleware leaves an upload: on the disk."""
    upload = TemporaryUploadedFile(name, "application/octet-stream", len(content), None)
    upload.write(content)
    upload.flush()
    upload.seek(0)
    return upload


def taken_in(
    grant: Grant, rows: list[dict[str, Any]] | None = None, papers: dict[str, bytes] | None = None
) -> EvidenceUpload:
    table = sheet(rows if rows is not None else [{"number": "U-001", "line": 1, "item": "反応槽"}])
    archive = sent("書類.zip", zipped(papers)) if papers is not None else None
    with sent("証憑.xlsx", table) as sheet_sent:
        try:
            return take_in_evidence(
                grant=grant, table=sheet_sent, papers=archive, membership=membership("lead")
            )
        finally:
            if archive is not None:
                archive.close()
