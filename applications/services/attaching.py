"""Files of a draft."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import audit, clock, files
from law.acts import Reason, Refused
from law.roles import Side

from ..models import Attachment, Plan, PlanParty
from ..moved import moved
from ..parts.spec import ATTACHMENTS
from ..selectors import document_of, may_change, open_keys
from .starting import actor_of


def add_attachment(
    *, plan: Plan, party: PlanParty | None, document: str, upload: UploadedFile, membership: Membership
) -> Attachment:
    """Store a file and hang it on the plan. The file is whole on disk before the row is written."""
    kind = _document(plan, document, membership)
    owner = _owner(kind, party)
    _refuse_if_closed(plan, owner, membership)
    limits = files.Limits(
        max_bytes=document_of(plan)["limits"]["file_bytes"], kinds=frozenset(map(files.Kind, kind["kinds"]))
    )
    stored = files.store(upload=upload, limits=limits)
    name = files.label(upload.name)
    return _attach(plan, owner, kind=kind, name=name, stored=stored, membership=membership)


@transaction.atomic
def _attach(
    plan: Plan,
    party: PlanParty | None,
    *,
    kind: dict[str, Any],
    name: str,
    stored: Any,
    membership: Membership,
) -> Attachment:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=plan.pk)
    _refuse_if_closed(plan, party, membership)
    most = document_of(plan)["limits"]["files"]
    if plan.attachments.count() >= most:
        text = _("添付できるのは%(most)s件までです。不要なものを外してください。") % {"most": most}
        raise Refused(Reason("too_many_files", text))
    attachment = Attachment.objects.create(
        plan=plan,
        party=party,
        document=kind["code"],
        name=name,
        file=stored,
        confidential=kind["confidential"],
        uploaded_at=clock.now(),
        uploaded_by=membership,
    )
    audit.record(
        act="attach_file", subject=attachment, actor=actor_of(membership), facts={"sha256": stored.sha256}
    )
    moved(plan.pk, attachment.uploaded_at)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, membership: Membership) -> None:
    """Take a file out of the working copy. What was filed keeps its own row."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=attachment.plan_id)
    _refuse_if_closed(plan, attachment.party, membership)
    facts = {"sha256": attachment.file.sha256}
    audit.record(act="remove_file", subject=attachment, actor=actor_of(membership), facts=facts)
    attachment.delete()
    moved(plan.pk, clock.now())


def _owner(kind: dict[str, Any], party: PlanParty | None) -> PlanParty | None:
    """The scan of a paper is no party's own: it holds the figures of all."""
    return party if (kind["per_party"] or kind["confidential"]) and not kind.get("desk") else None


def _document(plan: Plan, code: str, membership: Membership) -> dict[str, Any]:
    for document in document_of(plan)["documents"]:
        if document["code"] == code and (membership.side == Side.OFFICE or not document.get("desk")):
            return document
    raise Refused(Reason("unknown_document", _("この書類の区分はありません。画面を読み込み直してください。")))


def _refuse_if_closed(plan: Plan, party: PlanParty | None, membership: Membership) -> None:
    if not may_change(plan, membership, ATTACHMENTS, party, open_keys(plan)):
        raise Refused(Reason("part_closed", _("添付書類はいま変更できません。提出済みの内容です。")))
