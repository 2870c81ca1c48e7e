"""Loading and publishing schemes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common import canonical, clock
from common.audit import record
from common.transitions import Actor
from law.acts import Reason, Refused

from .models import Fund, Scheme, SchemeVersion
from .sections import faults

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

    One that names a section nobody knows, or is unclear about what is public, is refused. The document
    is immutable from here on; the same document again returns the version it has.
    """
    if found := [*faults(document), *_unclear(document)]:
        raise Refused(*found)
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
    return version


def _unclear(document: dict[str, Any]) -> list[Reason]:
    """`public`: whether who was certified or adopted may be told to anyone; yes, unless it says false."""
    if isinstance(document.get("public", True), bool):
        return []
    text = _("この制度の定めの「public」（公表するか）は、true か false で書き、定めを直してください。")
    return [Reason("public_unclear", text)]


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
