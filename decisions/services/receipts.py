"""The receipt's PDF, one copy per party. The receipt itself is the record; this follows as a Job."""

import json
from collections.abc import Callable

from django.utils.translation import gettext as _

from applications.models import Receipt
from common import clock, files
from common.models import StoredFile

from ..contents import receipt_copy
from ..contents.header import Filed, Heading, new_document_id
from ..models import Delivery, Document, Issuer
from ..pdf import legible
from .sealing import seal_content

DESK = "desk"
Sealed = tuple[Document, StoredFile]


def seal_receipt(receipt: Receipt) -> Callable[[], object] | None:
    """Print and sign each party's copy; returns what stores them."""
    if receipt.documents.exists():
        return None
    sealed = [_copy(receipt, party, place) for place, party in enumerate(_filed(receipt).parties, start=1)]
    return lambda: [_keep(document, stored) for document, stored in sealed]


def _filed(receipt: Receipt) -> Filed:
    return Filed(receipt.version)


def _copy(receipt: Receipt, party: dict, place: int) -> Sealed:
    issuer = Issuer.objects.get(pk=DESK)
    organisation = (
        receipt.version.plan.parties.select_related("organisation").get(pk=party["party"]).organisation
    )
    heading = Heading(
        kind=Document.Kind.RECEIPT.value,
        title=_("受付票"),
        document_id=new_document_id(),
        number=f"{receipt.number}-{place}",
        document_number="",
        dated_on=clock.local(receipt.arrived_at).date(),
        issuer=issuer,
    )
    content = legible(receipt_copy(heading=heading, filed=_filed(receipt), receipt=receipt, party=party))
    stored = files.store_bytes(seal_content(content, key=DESK, reason=_("受付票")), kind="pdf")
    document = Document(
        public_id=heading.document_id,
        kind=heading.kind,
        receipt=receipt,
        addressee=organisation,
        issuer=issuer,
        number=heading.number,
        dated_on=heading.dated_on,
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
    )
    return document, stored


def _keep(document: Document, stored: StoredFile) -> None:
    now = clock.now()
    document.file, document.sealed_at, document.issued_at = stored, now, now
    document.save(force_insert=True)
    Delivery.objects.create(document=document, channel=Delivery.Channel.ELECTRONIC, made_available_at=now)
