"""Rows and papers taken in together: looked at first, then kept by the same acts as what is typed."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import audit, clock, files
from common.actor import actor_of
from common.files import FileRefused
from common.transitions import lock
from law.acts import Reason, Refused

from ..evidence import excel, zips
from ..evidence.cells import VALUES, Read, Reader
from ..evidence.preview import Planned, Preview, preview
from ..evidence.rows import closed_lines, labels_of, live_rows, may_keep
from ..models import EvidenceUpload, Grant, UploadedPaper
from .evidence import LIMITS, Hanging, Told, hang_evidence_file, keep_evidence


def take_in_evidence(
    *, grant: Grant, table: UploadedFile, papers: UploadedFile | None, membership: Membership
) -> EvidenceUpload:
    """Read and stored, but nothing is kept yet. What this person took in before and left goes."""
    if not may_keep(grant):
        text = _("いまは証憑を記録できません。交付の決定を受けた後、実績報告を提出するまでの間に記録します。")
        raise Refused(Reason("evidence_closed", text))
    name = files.label(table.name or "")
    path = _weighed(table, name, excel.LIMITS.max_bytes)
    reads = excel.read_workbook(path, Reader(labels_of(grant)), name)
    numbers = {read.number for read in reads} | set(live_rows(grant).values_list("number", flat=True))
    found: list[zips.Paper | zips.NotTaken] = []
    if papers is not None:
        label = files.label(papers.name or "")
        place = _weighed(papers, label, zips.MOST_PACKED)
        found = zips.papers_in(place, name=label, numbers=numbers - {""}, limits=LIMITS)
    return _write(grant, reads, found, membership)


@transaction.atomic
def _write(
    grant: Grant, reads: list[Read], found: list[zips.Paper | zips.NotTaken], membership: Membership
) -> EvidenceUpload:
    lock(grant)
    EvidenceUpload.objects.filter(grant=grant, by=membership).delete()
    upload = EvidenceUpload.objects.create(
        grant=grant,
        by=membership,
        at=clock.now(),
        cells=[[read.place, dict(read.cells)] for read in reads],
        refused=[[each.name, each.why] for each in found if isinstance(each, zips.NotTaken)],
    )
    UploadedPaper.objects.bulk_create(
        UploadedPaper(
            upload=upload, file=each.file, name=each.name, number=each.number, shows=list(each.shows)
        )
        for each in found
        if isinstance(each, zips.Paper)
    )
    said = {"rows": len(reads), "papers": sum(isinstance(each, zips.Paper) for each in found)}
    audit.record(act="take_in_evidence", subject=upload, actor=actor_of(membership), facts=said)
    return upload


@transaction.atomic
def keep_upload(*, upload: EvidenceUpload, seen: str, membership: Membership) -> tuple[int, int]:
    """The rows that can be kept, then the papers of rows that stand; how many of each."""
    lock(upload.grant)
    plan = preview_of(upload)
    _refuse_unseen(plan, seen)
    if plan.kept:
        keep_planned(grant=upload.grant, rows=plan.kept, membership=membership)
    matched, _others = sorted_papers(upload, plan)
    rows = {row.number: row for row in live_rows(upload.grant)}
    hangings = [Hanging(rows[paper.number], paper.file, paper.name, paper.shows) for paper in matched]
    if hangings:
        hang_evidence_file(grant=upload.grant, hangings=hangings, membership=membership)
    upload.delete()
    return len(plan.kept), len(hangings)


@transaction.atomic
def drop_upload(*, upload: EvidenceUpload, membership: Membership) -> None:
    audit.record(act="drop_evidence_upload", subject=upload, actor=actor_of(membership), facts={})
    upload.delete()


def keep_planned(*, grant: Grant, rows: list[Planned], membership: Membership) -> None:
    """Rows of a preview, each held to the edition that the preview saw."""
    told = [
        Told(
            row.read.number,
            row.read.values["line"],
            {name: row.read.values[name] for name in VALUES},
            row.edition,
        )
        for row in rows
    ]
    keep_evidence(grant=grant, rows=told, membership=membership)


def preview_of(upload: EvidenceUpload) -> Preview:
    """Read again from its cells: what stands beside them may have changed since."""
    reader = Reader(labels_of(upload.grant))
    return preview(upload.grant, [reader.read(place, cells) for place, cells in upload.cells])


def sorted_papers(upload: EvidenceUpload, plan: Preview) -> tuple[list[UploadedPaper], list[UploadedPaper]]:
    """Papers that find a row which may change, and the others."""
    closed = closed_lines(upload.grant)
    open_rows = {row.number for row in live_rows(upload.grant) if row.cost_line_id not in closed}
    open_rows |= {row.read.number for row in plan.kept}
    open_rows -= {row.read.number for row in plan.left}
    papers = list(upload.papers.select_related("file"))
    matched = [paper for paper in papers if paper.number in open_rows]
    return matched, [paper for paper in papers if paper.number not in open_rows]


def _refuse_unseen(plan: Preview, seen: str) -> None:
    if plan.seen != seen:
        text = _("確かめた後に、ほかの人が証憑を変えました。もう一度確かめてから取り込んでください。")
        raise Refused(Reason("evidence_changed", text))


def _weighed(upload: UploadedFile, name: str, most: int) -> Path:
    if (upload.size or 0) > most:
        text = _("「%(name)s」は大きすぎます（上限は%(limit)sMBです）。分けて取り込んでください。")
        raise FileRefused(text % {"name": name, "limit": most // (1024 * 1024)})
    found: Any = upload
    return Path(found.temporary_file_path())
