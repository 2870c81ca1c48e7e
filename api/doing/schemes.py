"""A scheme's terms: drafted, put forward, given back, published by another person."""

from typing import Any

from django.utils.translation import gettext as _

from funds.models import Scheme, SchemeDraft
from funds.schemes import services

from ..problems import invalid
from .asked import Asked


def start_scheme_draft(asked: Asked) -> SchemeDraft:
    """From a document, from a scheme's newest version, or from nothing (code and kind)."""
    said = asked.said
    if said["document"] is not None:
        return services.start_scheme_draft(actor=asked.actor, document=said["document"])
    if said["scheme"]:
        return services.start_scheme_draft(actor=asked.actor, base=_newest(said["scheme"]))
    if not said["code"] or not said["kind"]:
        raise invalid(
            code=_(
                "新しい制度のコードと種類（kind）、もとにする制度（scheme）、全文（document）のどれかを入れてください。"
            )
        )
    return services.start_scheme_draft(actor=asked.actor, **asked.take("code", "kind"))


def _newest(code: str) -> Any:
    found = Scheme.objects.filter(pk=code).first()
    if found is None:
        raise invalid(scheme=_("この制度はありません。"))
    return found.versions.latest("number")


def save_scheme_draft(asked: Asked) -> SchemeDraft:
    """The whole document; a key that is not in it is taken out."""
    document = asked.said["document"]
    changes = dict.fromkeys(asked.on.document) | document
    return services.save_scheme_draft(
        draft=asked.on, revision=asked.said["revision"], changes=changes, actor=asked.actor
    )


def propose_scheme_draft(asked: Asked) -> SchemeDraft:
    return services.propose_scheme_draft(draft=asked.on, actor=asked.actor)


def return_scheme_draft(asked: Asked) -> SchemeDraft:
    return services.return_scheme_draft(draft=asked.on, actor=asked.actor, **asked.said)


def publish_scheme_draft(asked: Asked) -> SchemeDraft:
    services.publish_scheme_draft(draft=asked.on, seen=asked.said["sha256"], actor=asked.actor)
    draft: SchemeDraft = asked.on
    return draft


def withdraw_scheme_draft(asked: Asked) -> SchemeDraft:
    return services.withdraw_scheme_draft(draft=asked.on, actor=asked.actor, **asked.said)
