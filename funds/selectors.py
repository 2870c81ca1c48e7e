from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .models import Scheme, SchemeVersion


def version_in_force(scheme: Scheme, day: date) -> SchemeVersion | None:
    """The version of the scheme that a filing on `day` falls under."""
    return scheme.versions.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()


GRANT_WORDS = "grant"  # the block of the letters that decide on a grant
FIXING_WORDS = "fixing"  # and of the one that fixes its amount
CHANGE_WORDS = "change"  # and of those that answer a change of it
RETURN_WORDS = "return_order"  # and of the one that orders money back
CANCELLATION_WORDS = "cancellation"  # and of the one that cancels a decision to grant
DISPOSAL_WORDS = "disposal"  # and of those that answer an application to dispose of an asset
APART = (GRANT_WORDS, FIXING_WORDS, CHANGE_WORDS, RETURN_WORDS, CANCELLATION_WORDS, DISPOSAL_WORDS)


def uncleared_blocks(document: dict[str, Any], *, of: str | None = None) -> list[str]:
    """Fixed words of the letters that no lawyer has cleared yet (要法務確認): of one block that stands apart
    from a plan's decision, or all others.
    """
    names = {
        "appeal_notice": _("教示"),
        "certificate": _("認定通知書の留意事項"),
        GRANT_WORDS: _("交付の条件と教示"),
        FIXING_WORDS: _("額の確定の教示"),
        CHANGE_WORDS: _("変更・中止・廃止の決定の教示"),
        RETURN_WORDS: _("返還命令の教示"),
        CANCELLATION_WORDS: _("交付決定の取消しの教示"),
        DISPOSAL_WORDS: _("財産処分の承認・不承認の教示"),
    }
    return [
        names.get(key, _("通知書の文言"))
        for key, block in document["letters"].items()
        if block["needs_legal_review"] and (key == of if of else key not in APART)
    ]
