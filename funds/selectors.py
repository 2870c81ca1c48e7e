from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .models import Scheme, SchemeVersion


def version_in_force(scheme: Scheme, day: date) -> SchemeVersion | None:
    """The version of the scheme that a filing on `day` falls under."""
    return scheme.versions.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()


def uncleared_blocks(document: dict[str, Any]) -> list[str]:
    """Fixed words of the letters that no lawyer has cleared yet (要法務確認)."""
    names = {"appeal_notice": _("教示"), "certificate": _("認定通知書の留意事項")}
    blocks = document["letters"].items()
    return [names.get(key, _("通知書の文言")) for key, block in blocks if block["needs_legal_review"]]
