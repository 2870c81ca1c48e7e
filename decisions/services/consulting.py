"""The package of a consultation: letter, copy of the whole application, contents list with hashes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from common import files
from common.transitions import lock
from reviews.models import Consultation

from ..contents import application_copy, consultation_letter
from ..contents.consultation import addressee_of
from ..contents.header import Filed, Heading, new_document_id
from ..models import Issuer
from ..pdf import render
from .letters import MINISTER
from .sealing import seal_content

EPOCH = (2026, 1, 1, 0, 0, 0)


def build_package(consultation: Consultation) -> Callable[[], object] | None:
    """Draw the package; returns what stores it. Nothing of it changes once stored."""
    if consultation.package_id is not None:
        return None
    filed = Filed(consultation.version)
    enclosed = [(_("申請書の写し.pdf"), render(_copy(consultation, filed)))]
    enclosed += [
        (f"{_('添付書類')}/{place:02d}_{row.name}", files.path_of(row.file).read_bytes())
        for place, row in enumerate(_attached(consultation), start=1)
    ]
    contents = [_listed(name, body) for name, body in enclosed]
    letter = seal_content(_letter(consultation, filed, contents), key=MINISTER, reason=_("協議書"))
    packed = _zip([(_("協議書.pdf"), letter), *enclosed, (_("目録.json"), _json(contents))])
    stored = files.store_bytes(packed, kind="zip")
    return lambda: _keep(consultation, stored, [_listed(_("協議書.pdf"), letter), *contents])


def _attached(consultation: Consultation) -> Any:
    return consultation.version.files.select_related("file").order_by("document", "name", "pk")


def _heading(consultation: Consultation, kind: str, title: str, number: str) -> Heading:
    return Heading(
        kind=kind,
        title=title,
        document_id=new_document_id(),
        number=number,
        document_number=consultation.document_number,
        dated_on=consultation.dated_on,
        issuer=Issuer.objects.select_related("organisation").get(pk=MINISTER),
    )


def _letter(consultation: Consultation, filed: Filed, contents: list[dict[str, Any]]) -> dict[str, Any]:
    heading = _heading(consultation, "consultation", _("協議書"), _number(consultation))
    return consultation_letter(heading=heading, filed=filed, consultation=consultation, contents=contents)


def _number(consultation: Consultation) -> str:
    return f"{consultation.plan.number}-{consultation.body.upper()}{consultation.version.number}"


def _copy(consultation: Consultation, filed: Filed) -> dict[str, Any]:
    heading = _heading(consultation, "application_copy", _("申請書の写し"), f"{_number(consultation)}-C")
    return application_copy(heading=heading, filed=filed, addressee=addressee_of(consultation))


def _listed(name: str, body: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}


def _json(contents: list[dict[str, Any]]) -> bytes:
    return json.dumps(contents, ensure_ascii=False, indent=1).encode()


def _zip(entries: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), body)
    return packed.getvalue()


def _keep(consultation: Consultation, stored: Any, contents: list[dict[str, Any]]) -> None:
    lock(consultation)
    Consultation.objects.filter(pk=consultation.pk, package=None).update(package=stored, contents=contents)
