"""証憑 kept by the company: rows entered and changed, files hung on them, all frozen with a report."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import canonical, clock, files
from common.actor import actor_of
from common.models import StoredFile
from common.transitions import perform
from law.acts import Reason, Refused
from law.lifecycle import GRANT
from law.states import AssetState

from ..evidence.cells import VALUES
from ..evidence.rows import MOST_ROWS, closed_lines, covered_by, invoice_key, labels_of, live_rows
from ..models import Asset, Evidence, EvidenceFile, FiledEvidence, Grant, GrantVersion

MOST_FILES = 50  # on one row
LIMITS = files.Limits(
    max_bytes=20 * 1024 * 1024,
    kinds=frozenset({files.Kind.PDF, files.Kind.PNG, files.Kind.JPEG, files.Kind.XLSX, files.Kind.DOCX}),
)
NAMED_IN_AUDIT = 50


@dataclass(frozen=True)
class Told:
    """One row as it was read: `line` is the key of its cost line, `values` what its other columns hold.

    `seen`: the edition that the writer saw, 0 where they saw none, None where they did not say.
    """

    number: str
    line: int
    values: Mapping[str, Any]
    seen: int | None = None


@transaction.atomic
def keep_evidence(
    *, grant: Grant, rows: Sequence[Told], membership: Membership, instead_of: str | None = None
) -> list[Evidence]:
    """Each row by its 証憑番号: a new number is a new row, a known one is changed.

    A row that a report was filed with is replaced by a new one, never changed. `instead_of`: the number that
    the one row had before, where it is given another.
    """
    numbers = [row.number for row in rows]
    if len(set(numbers)) < len(numbers):
        raise Refused(Reason("number_twice", _("同じ証憑番号が二つ以上あります：%s") % _twice(numbers)))
    standing: dict[str, Evidence] = {}

    def facts() -> dict[str, Any]:
        standing.update(_standing(grant, [*numbers, *([instead_of] if instead_of else [])]))
        _refuse_taken(standing, rows, instead_of)
        lines = {row.line for row in rows} | {row.cost_line_id for row in standing.values()}
        return facts_of(grant, lines) | {"changed_meanwhile": _changed(standing, rows, instead_of)}

    said = {"rows": len(rows), "sha256": canonical.sha256_hex(canonical.dumps(_content(rows)))}
    perform(
        lifecycle=grant.under(GRANT),
        act="keep_evidence",
        subject=grant,
        actor=actor_of(membership),
        facts=facts,
        audit=said,
    )
    new = [row for row in rows if (instead_of or row.number) not in standing]
    _refuse_too_many(grant, new)
    made = Evidence.objects.bulk_create([_new(grant, row, membership) for row in new], batch_size=500)
    kept = {row.number: row for row in made}
    kept |= {
        row.number: _changed_to(standing[instead_of or row.number], row, membership)
        for row in rows
        if row.number not in kept
    }
    return [kept[row.number] for row in rows]


@transaction.atomic
def remove_evidence(*, row: Evidence, membership: Membership) -> None:
    """A row never filed is really deleted; a filed one stays with the versions that name it."""
    _refuse_named(row)
    _perform(row.grant, "remove_evidence", membership, [row], {"evidence": row.pk})
    row.refresh_from_db()
    if row.filed_at is None:
        row.files.all().delete()
        row.delete()
    else:
        Evidence.objects.filter(pk=row.pk).update(removed_at=clock.now())


def _refuse_named(row: Evidence) -> None:
    """The register of assets rests on it."""
    found = Asset.objects.filter(evidence=row.pk, state=AssetState.REGISTERED).order_by("number").first()
    if found is not None:
        text = _(
            "台帳の財産%(number)s（%(name)s）が、この証憑を根拠にしています。先に台帳の記載を直してください。"
        )
        raise Refused(Reason("named_by_asset", text % {"number": found.number, "name": found.name}))


@dataclass(frozen=True)
class Hanging:
    """A file for one row, and the papers that it holds (PaperKind)."""

    row: Evidence
    file: StoredFile
    name: str
    shows: Collection[str]


@transaction.atomic
def hang_evidence_file(
    *, grant: Grant, hangings: Sequence[Hanging], membership: Membership
) -> list[EvidenceFile]:
    """One file or many, each on its row; the same file may serve several rows. What hangs already is left."""
    rows = {each.row.pk: each.row for each in hangings}
    hashes = sorted({each.file.sha256 for each in hangings})
    said = {"rows": len(rows), "files": len(hashes), "sha256": hashes[:NAMED_IN_AUDIT]}
    _perform(grant, "hang_evidence_file", membership, list(rows.values()), said)
    standing = Evidence.objects.in_bulk(list(rows))
    fresh = {pk: _unfiled(row, membership) for pk, row in standing.items()}
    there = _hanging({row.pk for row in fresh.values()})
    made: list[EvidenceFile] = []
    for each in hangings:
        row = fresh[each.row.pk]
        hung = there.setdefault(row.pk, set())
        for shows in sorted(set(each.shows)):
            if (each.file.pk, shows) not in hung:
                hung.add((each.file.pk, shows))
                made.append(_hung(row, each.file, each.name, shows, membership))
        _refuse_too_many_files(row, len(hung))
    return EvidenceFile.objects.bulk_create(made)


@transaction.atomic
def take_evidence_file(*, file: EvidenceFile, membership: Membership) -> None:
    """From the row alone; what was filed keeps it, and so does every other row it hangs on."""
    row = file.evidence
    facts = {"evidence": row.pk, "files": [file.shows], "sha256": file.file.sha256}
    _perform(row.grant, "take_evidence_file", membership, [row], facts)
    row.refresh_from_db()
    fresh = _unfiled(row, membership)
    fresh.files.filter(file=file.file_id, shows=file.shows).delete()


# Frozen with a report


def evidence_content(grant: Grant, lines: Collection[int]) -> dict[str, Any]:
    """How many rows a report rests on, and the hash of what they and their files hold (RFC 8785)."""
    rows = live_rows(grant).filter(cost_line__in=lines).order_by("number").prefetch_related("files__file")
    content = [_row_content(row) for row in rows]
    return {"rows": len(content), "sha256": canonical.sha256_hex(canonical.dumps(content))}


def freeze_evidence(version: GrantVersion, lines: Collection[int]) -> None:
    """Name the rows that the version rests on. From here on they and their files stay as they are."""
    rows = Evidence.objects.live().filter(grant=version.grant_id, cost_line__in=lines)
    FiledEvidence.objects.bulk_create(
        (
            FiledEvidence(version=version, evidence_id=pk)
            for pk in rows.values_list("pk", flat=True).order_by("number")
        ),
        batch_size=500,
    )
    filed = covered_by(version).order_by()
    EvidenceFile.objects.filter(evidence__in=filed.values("pk"), is_filed=False).update(is_filed=True)
    filed.filter(filed_at=None).update(filed_at=version.arrived_at)


def facts_of(grant: Grant, lines: Collection[int]) -> dict[str, Any]:
    """What the law's guards ask: which of these cost lines a report was filed on."""
    labels, closed = labels_of(grant), closed_lines(grant)
    return {
        "lines_filed": [label for line, label in labels.items() if line in closed and line in lines],
        "changed_meanwhile": [],
    }


# One row


def _standing(grant: Grant, numbers: Sequence[str]) -> dict[str, Evidence]:
    rows = Evidence.objects.live().filter(grant=grant, number__in=numbers)
    return {row.number: row for row in rows}


def _refuse_taken(standing: Mapping[str, Evidence], rows: Sequence[Told], instead_of: str | None) -> None:
    """A row that is given another number may not push a third one out of its place."""
    if instead_of and rows[0].number != instead_of and rows[0].number in standing:
        text = _("証憑番号「%s」は、ほかの証憑に使われています。別の番号にしてください。")
        raise Refused(Reason("number_taken", text % rows[0].number))
    if not instead_of:
        taken = [row.number for row in rows if row.seen == 0 and row.number in standing]
        if taken:
            text = _("証憑番号「%s」は、すでに使われています。別の番号にしてください。")
            raise Refused(Reason("number_taken", text % "、".join(taken)))


def _changed(standing: Mapping[str, Evidence], rows: Sequence[Told], instead_of: str | None) -> list[str]:
    changed = []
    for row in rows:
        found = standing.get(instead_of or row.number)
        if row.seen and (found is None or found.edition != row.seen):
            changed.append(row.number)
    return changed


def _twice(numbers: Sequence[str]) -> str:
    return "、".join(sorted(number for number, times in Counter(numbers).items() if times > 1))


def _refuse_too_many(grant: Grant, new: Sequence[Told]) -> None:
    if new and Evidence.objects.live().filter(grant=grant).count() + len(new) > MOST_ROWS:
        text = _("一つの交付で記録できる証憑は%(most)s件までです。少額の支払は、まとめて一件にしてください。")
        raise Refused(Reason("too_much_evidence", text % {"most": f"{MOST_ROWS:,}"}))


def _new(grant: Grant, told: Told, membership: Membership) -> Evidence:
    return Evidence(grant=grant, entered_at=clock.now(), entered_by=membership, **_columns(told))


def _changed_to(row: Evidence, told: Told, membership: Membership) -> Evidence:
    values = _columns(told)
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    row = _unfiled(row, membership)
    for name, value in values.items():
        setattr(row, name, value)
    row.edition += 1
    row.save(update_fields=[*(name.removesuffix("_id") for name in values), "edition"])
    return row


def _columns(told: Told) -> dict[str, Any]:
    values = {**told.values, "number": told.number, "cost_line_id": told.line}
    return values | {"invoice_key": invoice_key(values)}


def _unfiled(row: Evidence, membership: Membership) -> Evidence:
    """The row that may be written to: itself, or a filed one's successor with the same files."""
    if row.filed_at is None:
        return row
    hung = list(row.files.all())
    Evidence.objects.filter(pk=row.pk).update(removed_at=clock.now())
    held = {name: getattr(row, name) for name in (*VALUES, "number", "cost_line_id", "invoice_key")}
    fresh = Evidence.objects.create(
        grant_id=row.grant_id,
        replaces=row,
        edition=row.edition,
        entered_at=clock.now(),
        entered_by=membership,
        **held,
    )
    EvidenceFile.objects.bulk_create(
        EvidenceFile(
            evidence=fresh,
            file_id=each.file_id,
            shows=each.shows,
            name=each.name,
            added_at=each.added_at,
            added_by_id=each.added_by_id,
        )
        for each in hung
    )
    return fresh


def _hanging(rows: Collection[UUID]) -> dict[UUID, set[tuple[int, str]]]:
    """Row → what hangs on it: the file, and what it shows."""
    found: dict[UUID, set[tuple[int, str]]] = {}
    for row, file, shows in EvidenceFile.objects.filter(evidence__in=rows).values_list(
        "evidence", "file", "shows"
    ):
        found.setdefault(row, set()).add((file, shows))
    return found


def _refuse_too_many_files(row: Evidence, count: int) -> None:
    if count > MOST_FILES:
        text = _("証憑%(number)sに付けられる書類は%(most)s点までです。まとめて一つのファイルにしてください。")
        raise Refused(Reason("too_many_files", text % {"number": row.number, "most": MOST_FILES}))


def _hung(row: Evidence, file: StoredFile, name: str, shows: str, membership: Membership) -> EvidenceFile:
    return EvidenceFile(
        evidence=row,
        file=file,
        shows=shows,
        name=files.label(name),
        added_at=clock.now(),
        added_by=membership,
    )


def _perform(
    grant: Grant, act: str, membership: Membership, rows: Sequence[Evidence], audit: Mapping[str, Any]
) -> None:
    """What was taken out or mended already, perhaps in another window, is changed no more."""

    def facts() -> dict[str, Any]:
        gone = {row.pk: row.number for row in rows}
        for pk in Evidence.objects.live().filter(pk__in=list(gone)).values_list("pk", flat=True):
            del gone[pk]
        lines = {row.cost_line_id for row in rows}
        return facts_of(grant, lines) | {"changed_meanwhile": list(gone.values())}

    perform(
        lifecycle=grant.under(GRANT),
        act=act,
        subject=grant,
        actor=actor_of(membership),
        facts=facts,
        audit=audit,
    )


def _row_content(row: Evidence) -> dict[str, Any]:
    held = {name: _plain(getattr(row, name)) for name in VALUES}
    papers = sorted((each.shows, each.file.sha256) for each in row.files.all())
    line = row.cost_line
    return {
        "number": row.number,
        "line": [line.fiscal_year, line.menu, line.category],
        "files": [list(each) for each in papers],
        **held,
    }


def _content(rows: Sequence[Told]) -> list[dict[str, Any]]:
    return [
        {
            "number": row.number,
            "line": row.line,
            **{name: _plain(value) for name, value in row.values.items()},
        }
        for row in rows
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
