"""Loading and publishing schemes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import User
from common import canonical, clock, jobs
from common.audit import record
from common.transitions import Actor
from law.acts import Refused

from .models import Fund, Scheme, SchemeVersion
from .schemes.checks import faults_of
from .schemes.known import known_of
from .schemes.schema import unstorable

DATA = Path(__file__).parent / "data"


def known_schemes() -> list[str]:
    """Codes of the schemes whose documents are delivered with the system."""
    return sorted(path.stem for path in DATA.glob("*.json"))


def load_document(code: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((DATA / f"{code}.json").read_text())
    return document


@transaction.atomic
def publish_scheme_version(
    *, document: dict[str, Any], drafted_by: User, published_by: User, actor: Actor
) -> SchemeVersion:
    """Publish a checked document as the scheme's next version.

    One with a fault is refused, each fault with its sentence. The document is immutable from here on;
    the same document again returns the version it has. Who has a draft under the older version is told
    by a Job.
    """
    _refuse_faulty(document)
    scheme = _scheme(document)
    digest = canonical.sha256_hex(canonical.dumps(document))
    latest = scheme.versions.order_by("-number").first()
    if latest is not None and latest.sha256 == digest:
        return latest
    version = SchemeVersion.objects.create(
        scheme=scheme,
        number=latest.number + 1 if latest else 1,
        document=document,
        sha256=digest,
        valid_from=date.fromisoformat(document["valid_from"]),
        drafted_by=drafted_by,
        published_by=published_by,
        published_at=clock.now(),
    )
    record(act="publish_scheme_version", subject=version, actor=actor, facts={"sha256": digest})
    Scheme.objects.filter(pk=scheme.pk).update(name=document["name"])
    if latest is not None:
        tell = {"was": str(latest.pk), "now": str(version.pk)}
        jobs.enqueue(kind="scheme_moved", key=f"scheme_moved:{version.pk}", payload=tell)
    return version


def _refuse_faulty(document: dict[str, Any]) -> None:
    if fault := unstorable(document):
        raise Refused(fault.reason)
    if found := faults_of(document, known_of(str(document.get("code", "")))):
        raise Refused(*(fault.reason for fault in found))


def _scheme(document: dict[str, Any]) -> Scheme:
    fund = None
    if terms := document.get("fund"):
        fund, _created = Fund.objects.get_or_create(
            code=terms["code"], defaults={"name": terms["name"], "law_fund": terms["law_fund"]}
        )
    Scheme.objects.get_or_create(
        code=document["code"],
        defaults={"fund": fund, "kind": document["kind"], "name": document["name"]},
    )
    return Scheme.objects.select_for_update(of=("self",)).get(code=document["code"])
