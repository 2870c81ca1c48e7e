"""The sections a scheme's document may name, in any order.

What each of them is stands in applications.parts.spec; funds knows only their keys and titles, so
that a document with an unknown one is refused before it is published.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from law.acts import Reason

TITLES = {
    "applicant": gettext_lazy("申請者"),
    "precondition": gettext_lazy("増産要請"),
    "measure": gettext_lazy("内容・実施時期"),
    "products": gettext_lazy("品目"),
    "facilities": gettext_lazy("施設・設備"),
    "costs": gettext_lazy("資金（年度別）"),
    "funding": gettext_lazy("調達方法"),
    "effects": gettext_lazy("見込まれる効果"),
    "other": gettext_lazy("その他の事項"),
    "competition": gettext_lazy("売上高・事業再編"),
    "volumes": gettext_lazy("生産数量"),
}
SECTIONS = frozenset(TITLES)
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
    asked = [CONSULTED_ON[body] for body in document.get("consultations", ()) if body in CONSULTED_ON]
    return list(dict.fromkeys([*ALWAYS, *read, *asked]))


def measure_kinds(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a measure can be, and the businesses a 政令 has named since (附則17条1項1号)."""
    return [*document["measure"]["kinds"], *document["measure"].get("designated", [])]
