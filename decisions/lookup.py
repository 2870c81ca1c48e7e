"""What a stranger may learn of a document: by its address, or by showing the exact file."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from law.deadlines import era

from .models import Document, PublicEntry
from .outcomes import PUBLIC_KINDS

SHA256 = re.compile(r"[0-9a-f]{64}")
GIVEN_TO = {
    Document.Kind.CERTIFICATE: gettext_lazy("認定を受けた者"),
    Document.Kind.ADOPTION: gettext_lazy("採択された者"),
}
# What records and decides nothing has no effect to speak of; what it does not mean is said instead.
RECORDS = {
    Document.Kind.RECEIPT: gettext_lazy(
        "受付票は、申請が到達したことを示す文書です。申請が認められたことや、金銭が支払われることを示すものではありません。"
    )
}


@dataclass(frozen=True)
class Answer:
    """What the verification page says. `rows` are label and text; nothing confidential is in it."""

    tone: str
    sentence: str
    text: str = ""
    specimen: bool = False
    rows: list[tuple[str, str]] = field(default_factory=list)


def by_public_id(public_id: str) -> Document | None:
    rows = Document.objects.filter(issued_at__isnull=False).select_related("issuer")
    return rows.filter(public_id=public_id).first()


def by_hash(sha256: str) -> Document | None:
    """The document whose exact file has this hash. The file itself is never read here."""
    if not SHA256.fullmatch(sha256):
        return None
    rows = Document.objects.filter(issued_at__isnull=False).select_related("issuer")
    return rows.filter(file__sha256=sha256).first()


def answer(document: Document | None, *, shows_the_file: bool) -> Answer:
    """To whom and what only for public kinds, or to whoever shows the exact file."""
    if document is None:
        return _unknown()
    content = json.loads(document.content)
    tone, sentence = _standing(document, shows_the_file)
    rows = _always(document)
    if shows_the_file or _is_public(document):
        rows += _about(document, content)
    return Answer(tone, sentence, _next_step(document, shows_the_file), content["specimen"], rows)


def answer_to_file(sha256: str, *, of: Document | None = None) -> Answer:
    """Of a file that is shown; on the page of one document, also whether it is that one."""
    found = by_hash(sha256)
    if of is None or found == of:
        return answer(found, shows_the_file=True)
    return _another(of, found)


def _another(asked: Document, found: Document | None) -> Answer:
    said = _(
        "お手元のPDFは、管理番号 %(number)s の文書として発行したものと一致しません。"
        "1か所でも変更されたPDFか、別の文書です。この番号の文書が有効であっても、お手元のPDFの内容を信じる理由にはなりません。"
    ) % {"number": asked.number}
    if found:
        said += _("お手元のPDFは、管理番号 %(number)s の文書として発行したものです。") % {
            "number": found.number
        }
    specimen = json.loads(asked.content)["specimen"]
    return Answer("error", _("お手元のPDFは、この番号の文書ではありません"), said, specimen)


def _is_public(document: Document) -> bool:
    """What stands in a public list; each company's own letter of it too."""
    listed = PublicEntry.objects.filter(decision=document.decision_id)
    return document.kind in PUBLIC_KINDS and listed.exists()


def _unknown() -> Answer:
    """Said of any other file: also of what left the house signed but has no public record."""
    text = _(
        "このページには、このPDFと同じものの記録がありません。ここで確かめられるのは、認定・不認定、採択・不採択、"
        "選定・非選定の通知書、基盤研への認定の通知、受付票です。1か所でも変更されたPDF、案、内部の文書、ほかの機関の文書は確かめられません。"
        "協議書は、PDFの電子署名で確かめてください。"
    )
    return Answer("error", _("確認できません"), text)


def _standing(document: Document, shows_the_file: bool) -> tuple[str, str]:
    if document.status != Document.Status.VALID and document.status_on:
        words = {"day": era(document.status_on), "what": document.get_status_display()}
        return "warning", _("効力を失っています（%(day)s %(what)s）") % words
    if shows_the_file:
        return "success", _("この文書は真正です")
    if document.kind in RECORDS:
        return "success", _("この番号の文書は発行されています")
    return "success", _("この番号の文書は発行されており、有効です")


def _next_step(document: Document, shows_the_file: bool) -> str:
    if shows_the_file:
        said = _("お手元のPDFは、発行したものと1バイトも違いません。")
    else:
        said = _("お手元のPDFが発行したものと同じかどうかは、下にPDFを置いて確かめてください。")
    return said + str(RECORDS.get(document.kind, ""))


def _always(document: Document) -> list[tuple[str, str]]:
    rows = [
        (_("管理番号"), document.number),
        (_("文書番号"), document.document_number or _("なし")),
        (_("文書の種類"), str(document.get_kind_display())),
        (_("発行者"), document.issuer.title),
        (_("日付"), era(document.dated_on)),
    ]
    if document.kind not in RECORDS:
        rows.append((_("効力"), str(document.get_status_display())))
    return rows


def _about(document: Document, content: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [(_("宛先"), content["addressee"]["name"])]
    if "plan" in content:
        rows.append((_("件名"), content["plan"]["title"]))
    if document.kind in GIVEN_TO:
        label = str(GIVEN_TO[document.kind])
        rows.append((label, "、".join(party["name"] for party in content["parties"])))
    return rows
