"""What a page of the editor is: a few fields and lists of rows, read from the document and written back.

A page owns some keys of the document. What stands under them and no field shows is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.text import is_fit

from ..known import Known
from ..places import Document

Values = dict[str, Any]
MOST_ROWS = 80


def textbox(
    label: Any, *, most: int = 100, long: bool = False, help: Any = "", width: str = "l"
) -> forms.CharField:
    attrs = {"rows": 3, "data-width": "l"} if long else {"data-width": width}
    widget = forms.Textarea(attrs) if long else forms.TextInput(attrs)
    return forms.CharField(label=label, max_length=most, widget=widget, help_text=help, validators=[fit])


def fit(value: str) -> None:
    if not is_fit(value):
        raise forms.ValidationError(
            _("使えない文字（制御文字、文字の向きを変える符号など）があります。取り除いてください。")
        )


class PageForm(forms.Form):
    """Nothing is required here: what is missing is listed, and stops the proposal, not the saving."""

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None = None, *, document: Document, known: Known, **kwargs: Any
    ) -> None:
        self.document, self.known = document, known
        self.kind = document.get("kind", "")
        super().__init__(data, initial=self.read(document), **kwargs)
        self.build()
        for each in self.fields.values():
            each.required = False

    def build(self) -> None:
        """Leave out or fix what this scheme has no use for."""

    @classmethod
    def read(cls, document: Document) -> Values:
        return {}

    def write(self, rows: Mapping[str, list[Values]]) -> Values:
        """The keys of the document with their new values; None takes a key out."""
        return {}


class RowForm(forms.Form):
    """One line of a list; `code` is its own for ever and is given by us when it is new."""

    use_required_attribute = False
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        self.document = document
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.required = False

    def visible(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name != "DELETE"]


@dataclass(frozen=True)
class Rows:
    """A list on a page. `cards`: each row a panel of its own, for long texts; else a line of a table.

    `of_kind`: the one kind of scheme that has such a list; "" where all have it.
    """

    name: str
    title: str | Promise
    add: str | Promise
    form: type[RowForm]
    read: Callable[[Document], list[Values]]
    help: str | Promise = ""
    cards: bool = False
    of_kind: str = ""


@dataclass(frozen=True)
class Page:
    key: str
    title: str | Promise
    lead: str | Promise
    keys: tuple[str, ...]
    form: type[PageForm] = PageForm
    rows: tuple[Rows, ...] = ()
    columns: bool = False  # many small boxes stand side by side
    lists_first: bool = False
    prefilled: bool = False  # its fields begin with what is usual: only its lists say anything

    def says_anything(self, document: Document) -> bool:
        fields = not self.prefilled and any(self.form.read(document).values())
        return fields or any(rows.read(document) for rows in self.rows)


class RowSet(forms.BaseFormSet):
    """A list as posted or as it stands; its blank row is what a browser copies."""

    spec: ClassVar[Rows]

    @property
    def blank(self) -> RowForm:
        return self.spec.form(prefix=f"{self.prefix}-__index__", **self.form_kwargs)

    def kept(self) -> list[Values]:
        """Rows that say anything, in the order they stand."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if form not in self.deleted_forms
            and any(form.cleaned_data.get(each.name) for each in form.visible())
        ]

    def told(self) -> list[dict[str, Any]]:
        """Every error of the list as the summary at the top shows it."""
        return [
            {
                "id": bound.id_for_label or bound.auto_id,
                "label": gettext("%(title)s %(n)s行目 %(label)s")
                % {"title": self.spec.title, "n": place, "label": bound.label},
                "text": text,
            }
            for place, form in enumerate(self.forms, start=1)
            if self.is_bound
            for bound in form
            for text in bound.errors
        ]


def row_sets(
    page: Page, document: Document, data: QueryDict | None = None, *, extra: str = ""
) -> list[RowSet]:
    """`extra`: the list that gets one empty row more, for who adds rows without a script."""
    return [
        _row_set(spec, document, data, 1 if spec.name == extra else 0)
        for spec in page.rows
        if spec.of_kind in ("", document.get("kind"))
    ]


def _row_set(spec: Rows, document: Document, data: QueryDict | None, extra: int) -> RowSet:
    made = forms.formset_factory(
        spec.form,
        formset=RowSet,
        extra=extra,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 20,
    )
    found: RowSet = made(
        data, prefix=spec.name, initial=spec.read(document), form_kwargs={"document": document}
    )
    type(found).spec = spec
    return found


# Codes


@dataclass
class Codes:
    """Gives each new row a code that none of its list ever had: m1, m2, …"""

    letter: str
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, letter: str, *lists: Iterable[Mapping[str, Any]]) -> Codes:
        return cls(letter, {row.get("code", "") for rows in lists for row in rows})

    def given(self, code: str) -> str:
        return code or self._next()

    def _next(self) -> str:
        numbers = [
            int(found[1]) for code in self.taken if (found := re.fullmatch(rf"{self.letter}(\d+)", code))
        ]
        code = f"{self.letter}{max(numbers, default=0) + 1}"
        self.taken.add(code)
        return code


def kept(rows: Iterable[Mapping[str, Any]], code: str) -> Values:
    """The row as it stood, with what no field of the page shows."""
    return dict(next((row for row in rows if code and row.get("code") == code), {}))


def without_blanks(values: Mapping[str, Any]) -> Values:
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def put(standing: Mapping[str, Any], values: Mapping[str, Any]) -> Values:
    """`standing` with `values` over it; a blank takes its place out."""
    rest = {name: value for name, value in standing.items() if name not in values}
    ordered = {name: values.get(name, standing.get(name)) for name in [*standing, *values]}
    return without_blanks(ordered | rest)


def past_rows(known: Known, key: str) -> Iterator[list[Values]]:
    for document in known.past:
        yield document.get(key, [])
