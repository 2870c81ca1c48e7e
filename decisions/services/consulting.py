"""The package of a consultation: letter, copy of the whole application, contents list with hashes."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from typing import IO, Any, BinaryIO

from django.utils.translation import gettext as _

from common import files
from common.models import StoredFile
from common.transitions import lock
from reviews.models import Consultation

from ..contents import application_copy, consultation_letter
from ..contents.consultation import addressee_of
from ..contents.header import Filed, Heading, new_document_id
from ..models import Issuer
from ..pdf import legible, render
from .letters import MINISTER
from .sealing import seal_content

EPOCH = (2026, 1, 1, 0, 0, 0)


class EnclosureDiffers(Exception):
    """A file in the store isn't what was filed; nothing is packed."""


def build_package(consultation: Consultation) -> Callable[[], object] | None:
    """Draw the package; returns what stores it. Nothing of it changes once stored."""
    if consultation.package_id is not None:
        return None
    filed = Filed(consultation.version)
    copy = render(legible(_copy(consultation, filed)))
    attached = _attached(consultation)
    contents = [_listed(_("申請書の写し.pdf"), copy)]
    contents += [{"name": name, "size": file.size, "sha256": file.sha256} for name, file in attached.items()]
    letter = seal_content(legible(_letter(consultation, filed, contents)), key=MINISTER, reason=_("協議書"))

    def pack(package: BinaryIO) -> None:
        with zipfile.ZipFile(package, "w") as archive:
            _put(archive, _("協議書.pdf"), io.BytesIO(letter))
            _put(archive, _("申請書の写し.pdf"), io.BytesIO(copy))
            for name, file in attached.items():
                _put_stored(archive, name, file)
            _put(archive, _("目録.json"), io.BytesIO(_json(contents)))

    stored = files.store_written(pack, kind="zip")
    return lambda: _keep(consultation, stored, [_listed(_("協議書.pdf"), letter), *contents])


def _attached(consultation: Consultation) -> dict[str, StoredFile]:
    """Every file that was filed, confidential ones too, under its name in the package."""
    rows = consultation.version.files.select_related("file").order_by("document", "name", "pk")
    return {f"{_('添付書類')}/{place:02d}_{row.name}": row.file for place, row in enumerate(rows, start=1)}


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


def _put(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> None:
    """Block by block: sixty files of the largest size are more than a worker may hold."""
    with archive.open(zipfile.ZipInfo(name, EPOCH), "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target)


def _put_stored(archive: zipfile.ZipFile, name: str, file: StoredFile) -> None:
    """What the letter lists is what is enclosed, or there is no package."""
    with files.path_of(file).open("rb") as source:
        if hashlib.file_digest(source, "sha256").hexdigest() != file.sha256:
            raise EnclosureDiffers(file.sha256)
        source.seek(0)
        _put(archive, name, source)


def _keep(consultation: Consultation, stored: Any, contents: list[dict[str, Any]]) -> None:
    lock(consultation)
    Consultation.objects.filter(pk=consultation.pk, package=None).update(package=stored, contents=contents)
