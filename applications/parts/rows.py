"""Rows of a section: `rows-<id>-<field>`, in the order of their ids (which grow with time)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from .base import Data, PartContext, PartForm, marks_of

ROW_KEY = re.compile(r"^rows-(?P<row>[0-9a-z]{6,20})-(?P<field>[a-z_]+)$")


def row_ids(data: Data) -> list[str]:
    """Ids of rows that hold anything."""
    return sorted({row for key, value in data.items() if value and (row := row_of(key))})


def row_of(key: str) -> str | None:
    """The row that a box stands in."""
    found = ROW_KEY.match(key)
    return found["row"] if found else None


class RowsForm(PartForm):
    """A section that is a list. Subclasses name the form of one row, the list and its button."""

    row_class: type[PartForm]
    most_rows = 200
    caption: str | Promise
    add_label: str | Promise

    @classmethod
    def most(cls, scheme: Mapping[str, Any]) -> int:
        """How many rows the scheme takes; what stands there already is always read."""
        return cls.most_rows

    @classmethod
    def beyond(cls, scheme: Mapping[str, Any], stored: Data, typed: Data) -> frozenset[str]:
        """Rows that are typed anew and find no room beside those that stay."""
        standing = set(row_ids(stored))
        merged = row_ids({**stored, **typed})
        new = [row for row in merged if row not in standing]
        room = max(0, cls.most(scheme) - (len(merged) - len(new)))
        return frozenset(new[room:])

    @classmethod
    def full(cls, scheme: Mapping[str, Any]) -> str:
        words = {"list": cls.caption, "most": cls.most(scheme)}
        return gettext("%(list)sは%(most)s件までです。不要な行を外してから追加してください。") % words

    def build(self) -> None:
        self._rows = [self.row(row) for row in row_ids(self.data)]

    def row(self, row: str, data: Data | None = None) -> PartForm:
        form = self.row_class(self.data if data is None else data, context=self.context, prefix=f"rows-{row}")
        form.row_id = row
        return form

    def blank_row(self) -> PartForm:
        """The template a browser copies; `__row__` becomes an id."""
        return self.row("__row__", {})

    def row_forms(self) -> list[PartForm]:
        return self._rows

    def marks(self) -> set[str]:
        """Its rows have no groups: every field of a row heads a column."""
        return super().marks() | marks_of(self.blank_row().fields.values())

    def values(self) -> dict[str, Any]:
        return super().values() | {"rows": [{"row": row.row_id, **row.values()} for row in self._rows]}


def context_products(rows: Iterable[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["row"], row.get("name") or row["row"]) for row in rows)


__all__ = ["ROW_KEY", "PartContext", "RowsForm", "context_products", "row_ids", "row_of"]
