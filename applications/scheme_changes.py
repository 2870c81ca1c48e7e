"""What was typed into a box that a newer version of the scheme does not have; it stays stored.

What moved between the versions is told by funds.schemes.changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .parts.base import PartContext
from .parts.rows import RowsForm
from .parts.spec import SPECS, PartSpec

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Gone:
    """A box the current version does not have, and what had been typed into it."""

    section: str
    label: str
    typed: str


def gone(typed: Mapping[str, str], key: str, was: Document, now: Document) -> list[Gone]:
    """The typed values of one section that no box of the current version holds; they stay stored."""
    kept = _boxes(typed, SPECS[key], now) if key in now["sections"] else {}
    before = _boxes(typed, SPECS[key], was) if key in was["sections"] else {}
    title = str(SPECS[key].title)
    return [
        Gone(title, before[box], text) for box, text in typed.items() if box in before and box not in kept
    ]


def _boxes(typed: Mapping[str, str], spec: PartSpec, document: Document) -> dict[str, str]:
    """Every box of the section as that document draws it, with its label."""
    products = tuple((row, row) for row in dict.fromkeys(key.rpartition("-")[2] for key in typed))
    form = spec.form(typed, context=PartContext(scheme=document, products=products))
    forms = [form, *(form.row_forms() if isinstance(form, RowsForm) else [])]
    return {
        box: str(bound.label)
        for each in forms
        for bound in each
        for box in each.boxes().get(bound.html_name, [])
    }
