"""The sections a scheme's document may name, in any order.

What each of them is stands in applications.parts.spec; funds knows only their keys, so that a
document with an unknown one is refused before it is published.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from law.acts import Reason

SECTIONS = frozenset(
    {
        "applicant",
        "precondition",
        "measure",
        "products",
        "facilities",
        "costs",
        "funding",
        "effects",
        "other",
        "competition",
        "volumes",
    }
)
# Who applies, what for and what it costs: letters, lists and sums stand on these.
ALWAYS = ("applicant", "measure", "costs")
# A section that reads another, and a consultation that reads a section.
NEEDS = {"volumes": "products"}
CONSULTED_ON = {"jftc": "competition"}


def faults(document: Mapping[str, Any]) -> list[Reason]:
    """Why the sections of a document cannot be published; nothing when they can."""
    named = list(document.get("sections", ()))
    unknown = [key for key in named if key not in SECTIONS]
    missing = [key for key in _wanted(document, named) if key not in named]
    twice = sorted({key for key in named if named.count(key) > 1})
    found = (
        (unknown, "unknown_section", _("この制度の定めには、知らない項目があります：%(keys)s。")),
        (missing, "missing_section", _("この制度の定めには、なければならない項目がありません：%(keys)s。")),
        (twice, "section_twice", _("この制度の定めには、二度書かれた項目があります：%(keys)s。")),
    )
    mend = _("項目の名を確かめて、定めを直してください。")
    return [Reason(code, text % {"keys": "、".join(keys)} + mend) for keys, code, text in found if keys]


def _wanted(document: Mapping[str, Any], named: Iterable[str]) -> list[str]:
    read = [NEEDS[key] for key in named if key in NEEDS]
    asked = [CONSULTED_ON[body] for body in document["consultations"] if body in CONSULTED_ON]
    return list(dict.fromkeys([*ALWAYS, *read, *asked]))
