"""What must be true before a certification beside law/guards.py: that its consultations rest on firm answers."""

from .acts import Facts, Reason
from .guards import listed
from .rules import rule
from .text import ja


@rule("N9", "O3", "O4")
def every_doubt_is_resolved(facts: Facts) -> Reason | None:
    """附則26条1項 hangs on what the companies say; what contradicts itself is no answer yet."""
    if not facts["doubts_open"]:
        return None
    return Reason(
        "doubts_open",
        ja("公正取引委員会への協議の要否について、確かめていない点があります：")
        + listed(facts["doubts_open"])
        + ja("確かめた結果を記録するか、公正取引委員会に協議してください。"),
    )


def some_doubt_is_open(facts: Facts) -> Reason | None:
    if facts["doubts_open"]:
        return None
    return Reason("no_doubt", ja("公正取引委員会への協議の要否について、確かめていない点はありません。"))


@rule("N9")
def resolving_says_how(facts: Facts) -> Reason | None:
    if facts["note"].strip():
        return None
    return Reason("no_note", ja("何により、どのように確かめたかを書いてください。"))
