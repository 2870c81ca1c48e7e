"""The papers of a call. In a draft they come and go; once published each keeps every version it had."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock, files
from common.actor import actor_of
from common.models import StoredFile
from common.transitions import perform
from law.acts import Reason, Refused
from law.lifecycle import CALL

from ...models import Call, CallDocument, CallDocumentVersion
from ..models import PUBLISHED
from .making import held, is_ready, tell_if_ready, touched
from .telling import tell_drafts

LIMITS = files.Limits(max_bytes=50 * 1024 * 1024)
MOST = 100


def add_call_document(
    *, call: Call, kind: str, title: str, upload: UploadedFile, membership: Membership
) -> CallDocumentVersion:
    """A new paper. The file is whole on disk before the row is written.

    Of a published call everyone with a draft is told.
    """
    stored = files.store(upload=upload, limits=LIMITS)
    name = files.label(upload.name or "")
    return _add(call, kind=kind, title=title, stored=stored, name=name, membership=membership)


@transaction.atomic
def _add(
    call: Call, *, kind: str, title: str, stored: StoredFile, name: str, membership: Membership
) -> CallDocumentVersion:
    call = held(call)
    is_public, was_ready = call.state == PUBLISHED, is_ready(call)
    row = perform(
        lifecycle=CALL,
        act="add_call_document",
        subject=call,
        actor=actor_of(membership),
        facts={},
        changes={} if is_public else touched(call, membership),
        audit={"sha256": stored.sha256, "kind": kind},
    )
    if call.documents.count() >= MOST:
        raise Refused(Reason("too_many_documents", _("書類は%(most)s件までです。") % {"most": MOST}))
    if call.documents.filter(kind=kind, title=title).exists():
        text = _("同じ種類と名称の書類がすでにあります。名称を変えるか、その書類に新しい版を加えてください。")
        raise Refused(Reason("document_twice", text))
    document = CallDocument.objects.create(call=call, kind=kind, title=title)
    version = _write(document, 1, stored, name, membership, is_public=is_public)
    if is_public:
        tell_drafts(row, version)
    else:
        tell_if_ready(call, row, membership, was_ready=was_ready)
    return version


def revise_call_document(
    *, document: CallDocument, changes: str, upload: UploadedFile, membership: Membership
) -> CallDocumentVersion:
    """The next version of a published paper; the one before stays readable with its days."""
    stored = files.store(upload=upload, limits=LIMITS)
    return _revise(document, changes.strip(), stored, files.label(upload.name or ""), membership)


@transaction.atomic
def _revise(
    document: CallDocument, changes: str, stored: StoredFile, name: str, membership: Membership
) -> CallDocumentVersion:
    call = held(document.call)
    latest = document.versions.order_by("-number").first()
    row = perform(
        lifecycle=CALL,
        act="revise_call_document",
        subject=call,
        actor=actor_of(membership),
        facts={"change_told": bool(changes)},
        audit={"document": document.pk, "sha256": stored.sha256},
    )
    if latest is not None and latest.file_id == stored.pk:
        raise Refused(
            Reason("same_file", _("いまの版と同じ内容のファイルです。改めたファイルを選んでください。"))
        )
    number = latest.number + 1 if latest else 1
    version = _write(document, number, stored, name, membership, changes=changes)
    tell_drafts(row, version)
    return version


def _write(
    document: CallDocument,
    number: int,
    stored: StoredFile,
    name: str,
    membership: Membership,
    *,
    changes: str = "",
    is_public: bool = True,
) -> CallDocumentVersion:
    now = clock.now()
    return CallDocumentVersion.objects.create(
        document=document,
        number=number,
        name=name,
        file=stored,
        changes=changes,
        added_by=membership.user,
        added_at=now,
        published_at=now if is_public else None,
    )


@transaction.atomic
def remove_call_document(*, document: CallDocument, membership: Membership) -> Call:
    """Take a paper out of a draft; what was published stays."""
    call = held(document.call)
    facts: dict[str, Any] = {"kind": document.kind}
    perform(
        lifecycle=CALL,
        act="remove_call_document",
        subject=call,
        actor=actor_of(membership),
        facts={},
        changes=touched(call, membership),
        audit=facts | {"sha256": list(document.versions.values_list("file__sha256", flat=True))},
    )
    document.versions.all().delete()
    document.delete()
    return call
