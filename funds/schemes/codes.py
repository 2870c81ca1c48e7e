"""Rows have codes: one each, and for ever the same thing."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .known import Known
from .places import Document, Path, label
from .schema import Fault

ROWS = ("menus", "criteria", "review_items", "documents")


def _rows_of(document: Document) -> Iterator[tuple[Path, list[Mapping[str, Any]]]]:
    """Every list whose rows have codes."""
    for key in ROWS:
        yield (key,), document.get(key, [])
    for place, menu in enumerate(document.get("menus", [])):
        yield ("menus", place, "cost_categories"), menu.get("cost_categories", [])
    measure = document.get("measure", {})
    yield ("measure", "kinds"), [*measure.get("kinds", []), *measure.get("designated", [])]


def codes_are_unique(document: Document, known: Known) -> Iterator[Fault]:
    for path, rows in _rows_of(document):
        for what, word in (("code", _("コード")), ("name", _("名称"))):
            said = [row[what] for row in rows if row.get(what)]
            for twice in sorted({each for each in said if said.count(each) > 1}):
                words = {"what": label(document, path), "word": word, "twice": twice}
                yield Fault(
                    f"{what}_twice",
                    path,
                    _("%(what)sに、同じ%(word)s「%(twice)s」が二つあります。別の%(word)sにしてください。")
                    % words,
                )


def codes_keep_their_meaning(document: Document, known: Known) -> Iterator[Fault]:
    """A code that an earlier version gave up never comes back as another thing."""
    gave_up = _names_given_up(known)
    for path, rows in _rows_of(document):
        for row in rows:
            was = gave_up.get((_family(document, path), row.get("code", "")))
            if was and was != row.get("name"):
                words = {
                    "what": label(document, path),
                    "code": row["code"],
                    "was": was,
                    "name": row.get("name", ""),
                }
                yield Fault(
                    "code_again",
                    path,
                    _(
                        "%(what)sのコード「%(code)s」は、以前「%(was)s」に使われました。「%(name)s」には別のコードを付けてください。"
                    )
                    % words,
                )


def _names_given_up(known: Known) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for document in known.past[:-1]:
        for path, rows in _rows_of(document):
            found |= {(_family(document, path), row["code"]): row["name"] for row in rows}
    for path, rows in _rows_of(known.latest or {}):
        for row in rows:
            found.pop((_family(known.latest or {}, path), row["code"]), None)
    return found


def _family(document: Document, path: Path) -> str:
    """Cost categories belong to their menu by its code, wherever it stands in the list."""
    if len(path) == 3 and path[0] == "menus":
        return f"menus/{document['menus'][path[1]].get('code', '')}"
    return "/".join(map(str, path))
