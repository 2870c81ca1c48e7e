"""What a section's form is: it reads what was typed and says what it could not read or misses.

Nothing is required here. A value that cannot be stored is an error and stops the filing; a thing
the law wants and that isn't there is a lack, told as a warning (行政手続法7条 decides the rest).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from common.forms.dates import BOXES, EraDateWidget

Data = Mapping[str, str]
LONGEST_VALUE = 20_000
MARKS = ("statutory", "asked", "optional")


@dataclass(frozen=True)
class Group:
    """Fields drawn together under a heading; `names` may end in * (kind_*)."""

    title: str | Promise
    names: tuple[str, ...]
    help: str | Promise = ""


@dataclass(frozen=True)
class PartContext:
    """What a form must know beside its own data: the scheme's document and its neighbours."""

    scheme: Mapping[str, Any]
    parties: tuple[tuple[int, str], ...] = ()
    products: tuple[tuple[str, str], ...] = ()
    menus: tuple[str, ...] = ()
    party_name: str = ""

    def menu_rows(self) -> list[Mapping[str, Any]]:
        chosen = [menu for menu in self.scheme["menus"] if menu["code"] in self.menus]
        return chosen or list(self.scheme["menus"])


@dataclass
class Checked:
    """A part as read: canonical values, what could not be read, what is missing or odd."""

    values: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)
    lacks: list[str] = field(default_factory=list)


class PartForm(forms.Form):
    """A section. `statutory` names the fields whose absence is worth a warning; `asked` those that are
    warned of too, although no law lists them.
    """

    use_required_attribute = False
    statutory: ClassVar[tuple[str, ...]] = ()
    asked: ClassVar[tuple[str, ...]] = ()
    groups: ClassVar[tuple[Group, ...]] = ()

    def __init__(
        self, data: Data, *, context: PartContext, prefix: str | None = None, drawn: bool = True
    ) -> None:
        self.context = context
        self.drawn = drawn
        super().__init__(data=data, prefix=prefix, initial={})
        self.build()
        by_law = "ordinance_items" in self.context.scheme["law"]  # elsewhere only the call asks
        asked = {*self.statutory, *self.asked}
        for name, form_field in self.fields.items():
            form_field.required = False
            form_field.statutory = by_law and name in self.statutory
            form_field.asked = name in asked and not form_field.statutory
            is_tick = isinstance(form_field, forms.BooleanField)
            form_field.optional = not (form_field.statutory or form_field.asked or is_tick)

    def build(self) -> None:
        """Add the fields that depend on the scheme or the neighbours."""

    def asks(self, name: str) -> bool:
        """Of a great many boxes only those with something in them are built for a form that is only read."""
        return self.drawn or bool(self.data.get(name))

    def values(self) -> dict[str, Any]:
        """Canonical values: ints, texts, ISO dates, lists in a stated order."""
        return {name: canonical(self.cleaned_data.get(name)) for name in self.fields}

    def lacks(self) -> list[str]:
        return [
            str(self.fields[name].label)
            for name in self.statutory
            if name in self.fields and self.cleaned_data.get(name) in (None, "", False)
        ]

    def warnings(self) -> dict[str, str]:
        return {}

    def row_forms(self) -> list[PartForm]:
        return []

    def headings(self) -> Iterable[Group]:
        """The groups as drawn; a section whose headings hang on the scheme says its own."""
        return self.groups

    def grouped(self) -> Iterator[tuple[Group, list[BoundField]]]:
        for group in self.headings():
            yield (
                group,
                [self[name] for name in self.fields if any(fnmatch(name, each) for each in group.names)],
            )

    def marks(self) -> set[str]:
        """Which marks its fields bear where a reader sees them (components/field_marks.html)."""
        return marks_of(bound.field for _group, fields in self.grouped() for bound in fields)

    def boxes(self) -> dict[str, list[str]]:
        """Each field of the section, rows included, and the names of the boxes it is typed into."""
        found = {bound.html_name: input_names(bound) for bound in self}
        for row in self.row_forms():
            found |= row.boxes()
        return found

    def inputs(self) -> Iterator[str]:
        """Names of the boxes this form draws: the only keys a part may keep."""
        for names in self.boxes().values():
            yield from names


def marks_of(fields: Iterable[forms.Field]) -> set[str]:
    fields = list(fields)
    return {mark for mark in MARKS if any(getattr(each, mark) for each in fields)}


def input_names(bound: BoundField) -> list[str]:
    if isinstance(bound.field.widget, EraDateWidget):
        return [f"{bound.html_name}_{box}" for box in BOXES]
    return [bound.html_name]


def canonical(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def check(form: PartForm) -> Checked:
    """Read a whole section, its rows included."""
    checked = Checked(values={})
    for each in (form, *form.row_forms()):
        each.full_clean()
        _collect(each, checked)
        checked.warnings |= each.warnings()
        checked.lacks += each.lacks()
    checked.values = form.values()
    checked.lacks = list(dict.fromkeys(checked.lacks))
    return checked


def _collect(form: PartForm, checked: Checked) -> None:
    for name, errors in form.errors.items():
        key = form.add_prefix(name) if name != "__all__" else form.prefix or "__all__"
        checked.errors[key] = " ".join(str(error) for error in errors)
