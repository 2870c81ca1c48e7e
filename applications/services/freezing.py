"""Freezes the parts of a plan into a version, its typed rows and its receipt."""

import secrets
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from accounts.models import Membership
from common import canonical, clock, files, jobs, numbers
from common.schemas import check_content
from law.deadlines import fiscal_year
from law.money import Subsidy, trace_json

from ..models import (
    Attachment,
    CostLine,
    FacilityLine,
    FundingLine,
    Goal,
    JftcRequired,
    Plan,
    PlanPart,
    PlanVersion,
    ProductLine,
    Receipt,
    UnitLine,
    VersionFile,
    VolumeLine,
)
from ..parts.reading import PlanReader
from ..readiness import FilingCheck
from ..selectors import competition_of, subsidy_of

REQUIRED = {True: JftcRequired.YES, False: JftcRequired.NO, None: JftcRequired.OPEN}
SCHEMA, SCHEMA_VERSION = "kikin/plan", 1


def freeze(
    *, reader: PlanReader, check: FilingCheck, act: str, arrived_at: datetime, membership: Membership
) -> PlanVersion:
    """Write the next version, its rows, files and receipt. Runs inside the filing's transaction.

    Every file the receipt names is found in the store, with its size, before anything is written.
    """
    plan = reader.plan
    attachments = list(plan.attachments.select_related("file"))
    for attachment in attachments:
        files.verify_present(attachment.file)
    subsidy = subsidy_of(reader)
    version = _write_version(
        reader, attachments, subsidy, act=act, arrived_at=arrived_at, membership=membership
    )
    _write_rows(version, reader, subsidy)
    _write_files(version, attachments)
    _write_receipt(version, check, attachments, reader)
    return version


# The content and its hashes


def part_name(part: PlanPart) -> str:
    return f"{part.key}:{part.party_id}" if part.party_id else part.key


def content_of(reader: PlanReader, attachments: list[Attachment], number: int) -> dict[str, Any]:
    plan = reader.plan
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "plan": plan.number,
        "version": number,
        "scheme": {"code": plan.scheme_id, "version": plan.scheme_version.number},
        "parties": [_party(party) for party in reader.parties],
        "parts": [_part(part, checked.values) for part, _spec, checked in reader.all()],
        "files": [_file(attachment) for attachment in attachments],
    }


def _party(party: Any) -> dict[str, Any]:
    return {
        "party": party.pk,
        "name": party.organisation.name,
        "corporate_number": party.organisation.corporate_number,
        "lead": party.is_lead,
    }


def _part(part: PlanPart, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": part.key,
        "party": part.party_id,
        "confidential": part.confidential,
        "form_version": part.form_version,
        "values": values,
    }


def _file(attachment: Attachment) -> dict[str, Any]:
    return {
        "document": attachment.document,
        "party": attachment.party_id,
        "confidential": attachment.confidential,
        "name": attachment.name,
        "size": attachment.file.size,
        "sha256": attachment.file.sha256,
    }


def manifest_of(content: dict[str, Any], salts: dict[str, str]) -> dict[str, str]:
    """{part: SHA-256(salt + canonical part)}; the files are one part of it, "files"."""
    pieces = {_piece_name(part): part for part in content["parts"]} | {"files": content["files"]}
    return {
        name: canonical.sha256_hex(bytes.fromhex(salts[name]) + canonical.dumps(piece))
        for name, piece in pieces.items()
    }


def _piece_name(part: dict[str, Any]) -> str:
    return f"{part['key']}:{part['party']}" if part["party"] else str(part["key"])


def plan_hash(content: dict[str, Any], manifest: dict[str, str]) -> str:
    head = {key: content[key] for key in ("schema", "schema_version", "plan", "version", "scheme", "parties")}
    return canonical.sha256_hex(canonical.dumps({"head": head, "parts": manifest}))


def _write_version(
    reader: PlanReader,
    attachments: list[Attachment],
    subsidy: Subsidy,
    *,
    act: str,
    arrived_at: datetime,
    membership: Membership,
) -> PlanVersion:
    plan: Plan = reader.plan
    number = plan.versions.count() + 1
    content = content_of(reader, attachments, number)
    check_content(content, "plan.v1")
    salts = {name: secrets.token_hex(16) for name in [*map(part_name, reader.parts), "files"]}
    manifest = manifest_of(content, salts)
    trigger = competition_of(reader, clock.today(), clock.local(arrived_at).date())
    return PlanVersion.objects.create(
        jftc_required=REQUIRED[trigger.required if trigger else False],
        plan=plan,
        number=number,
        act=act,
        scheme_version=plan.scheme_version,
        arrived_at=arrived_at,
        filed_by=membership,
        content=canonical.dumps(content).decode(),
        manifest=manifest,
        salts=salts,
        sha256=plan_hash(content, manifest),
        subsidy=subsidy_json(subsidy),
    )


def subsidy_json(subsidy: Subsidy) -> dict[str, Any]:
    """The expected subsidy as kept with a version: per party and fiscal year, and its trace."""
    return {
        "amount": subsidy.amount,
        "units": [
            {
                "party": int(unit.party),
                "fiscal_year": unit.fiscal_year,
                "menu": unit.menu,
                "amount": unit.amount,
                "trace": trace_json(unit.trace),
            }
            for unit in subsidy.units
        ],
        "trace": trace_json(subsidy.trace[sum(len(unit.trace) for unit in subsidy.units) :]),
    }


# Typed rows, which lists and sums read


def _write_rows(version: PlanVersion, reader: PlanReader, subsidy: Subsidy) -> None:
    for party in reader.parties:
        _write_costs(version, party, reader.values("costs", party.pk), subsidy)
        FundingLine.objects.bulk_create(
            FundingLine(version=version, party=party, **row) for row in _rows(reader, "funding", party.pk)
        )
        VolumeLine.objects.bulk_create(
            _volume(version, party, row) for row in _rows(reader, "volumes", party.pk)
        )
    ProductLine.objects.bulk_create(
        ProductLine(version=version, order=order, **_dated(row, "stopped_on", "starts_on"))
        for order, row in enumerate(_rows(reader, "products"))
    )
    FacilityLine.objects.bulk_create(
        FacilityLine(version=version, order=order, **_dated(row, "opens_on"))
        for order, row in enumerate(_rows(reader, "facilities"))
    )
    goals = reader.values("effects").get("goals", [])
    Goal.objects.bulk_create(Goal(version=version, order=order, **goal) for order, goal in enumerate(goals))


def _rows(reader: PlanReader, key: str, party_id: int | None = None) -> list[dict[str, Any]]:
    return list(reader.values(key, party_id).get("rows", []))


def _write_costs(version: PlanVersion, party: Any, costs: dict[str, Any], subsidy: Subsidy) -> None:
    CostLine.objects.bulk_create(CostLine(version=version, party=party, **cell) for cell in costs["cells"])
    expected = {
        (unit.fiscal_year, unit.menu): unit.amount for unit in subsidy.units if unit.party == str(party.pk)
    }
    UnitLine.objects.bulk_create(
        UnitLine(
            version=version,
            party=party,
            **unit,
            expected_subsidy=expected.get((unit["fiscal_year"], unit["menu"]), 0),
        )
        for unit in costs["units"]
    )


def _volume(version: PlanVersion, party: Any, row: dict[str, Any]) -> VolumeLine:
    counted = {**row, "before": row["before"] or 0, "after": row["after"] or 0}
    return VolumeLine(version=version, party=party, **counted)


def _dated(row: dict[str, Any], *days: str) -> dict[str, Any]:
    return row | {day: date.fromisoformat(row[day]) if row[day] else None for day in days}


def _write_files(version: PlanVersion, attachments: list[Attachment]) -> None:
    VersionFile.objects.bulk_create(
        VersionFile(
            version=version,
            party=attachment.party,
            document=attachment.document,
            name=attachment.name,
            file=attachment.file,
            confidential=attachment.confidential,
        )
        for attachment in attachments
    )


# The receipt


def _write_receipt(
    version: PlanVersion, check: FilingCheck, attachments: list[Attachment], reader: PlanReader
) -> Receipt:
    year = fiscal_year(clock.local(version.arrived_at).date())
    receipt = Receipt.objects.create(
        version=version,
        number=numbers.draw(series=f"receipt:{year}", form=f"R{year}-{{:06d}}"),
        arrived_at=version.arrived_at,
        files=[_file(attachment) for attachment in attachments],
        warnings=[asdict(warned) for warned in check.warnings],
        sha256=version.sha256,
    )
    jobs.enqueue(
        kind="receipt",
        key=f"receipt:{receipt.pk}",
        payload={"receipt": str(receipt.pk)},
        case_id=version.plan_id,
    )
    return receipt
