"""What is told of one payment: boxes of a form, columns of a paste and of the Excel, read in one way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from numbers import Real
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import CorporateNumberField, EraDateField, PlainForm, YenField, normalise
from common.text import is_fit
from law.evidence import RIVAL_LABEL, STEP_LABELS, PayMethod, Step

YES = "○"
IS_YES = re.compile(r"[○〇◯有1]|はい|true|on", re.IGNORECASE)
IS_NO = re.compile(r"[×無0]|いいえ|false|", re.IGNORECASE)
LONGEST_CELL = 4_000


class LineField(forms.Field):
    """A cost line of the grant: by its place in the list, or by its name as the list writes it."""

    widget = forms.Select

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lines: dict[str, int] = {}

    def offer(self, labels: Mapping[int, str]) -> None:
        """`labels`: cost line → its name, in the order of the list."""
        self.lines = {str(place): line for place, line in enumerate(labels, start=1)}
        self.lines |= {_plain(label): line for line, label in labels.items()}
        choices = [(str(place), label) for place, label in enumerate(labels.values(), start=1)]
        self.widget.choices = [("", _("選んでください")), *choices]

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        found = self.lines.get(_plain(str(value)))
        if found is None:
            raise ValidationError(
                _(
                    "「%(typed)s」は、この交付の経費ではありません。経費の番号か名称を、一覧のとおりに入れてください。"
                )
                % {"typed": str(value)[:60]}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        place = {line: place for place, line in self.lines.items() if place.isdecimal()}
        return place.get(value, value) if isinstance(value, int) else value


class MarkField(forms.BooleanField):
    """A tick of the form; in a cell ○ or nothing."""

    def to_python(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        text = str(value or "").strip()
        if IS_YES.fullmatch(text):
            return True
        if not IS_NO.fullmatch(text):
            raise ValidationError(
                _("「%(typed)s」は読み取れません。○か空欄にしてください。") % {"typed": text[:20]}
            )
        return False


class MethodField(forms.ChoiceField):
    """By its code in the form, by its name in a cell."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).strip()
        return next((each.value for each in PayMethod if each.label == text), text)


def _plain(text: str) -> str:
    return normalise(text)


def _words(label: Any, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **more)


def _note(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return _words(label, LONGEST_CELL, widget=widget, help_text=help_text)


class EvidenceForm(PlainForm):
    """One payment. Only its number and its cost line are needed: the rest grows while the work goes on."""

    number = forms.CharField(
        label=gettext_lazy("証憑番号"),
        max_length=40,
        help_text=gettext_lazy("書類に付けた番号です。この交付の中で同じ番号は一つだけです。"),
    )
    line = LineField(label=gettext_lazy("経費"))
    item = _words(gettext_lazy("品目・内容"), 200)
    supplier = _words(gettext_lazy("取引先"), 200)
    supplier_number = CorporateNumberField(label=gettext_lazy("取引先の法人番号"), required=False)
    is_related = MarkField(label=gettext_lazy("関係会社"), required=False)
    choice_reason = _note(
        gettext_lazy("選定理由"), gettext_lazy("相見積をとらないときに、取引先を選んだ理由を書きます。")
    )
    invoice_number = _words(gettext_lazy("請求書番号"), 60)
    paid_by = MethodField(
        label=gettext_lazy("支払方法"), choices=[("", "—"), *PayMethod.choices()], required=False
    )
    eligible_sum = YenField(
        label=gettext_lazy("うち補助対象経費"),
        required=False,
        help_text=gettext_lazy("支払った額のうち、補助の対象となる額です。"),
    )
    note = _note(gettext_lazy("備考"))

    def __init__(self, *args: Any, labels: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["line"]
        offered.offer(labels)
        self.order_fields(COLUMNS)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, text in across(said).items():
            if name not in self.errors:
                self.add_error(name, text)
        return said

    def groups(self) -> list[tuple[str, list[Any]]]:
        """As drawn: about the purchase, each step of it, the payment."""
        names = [
            (_("支払の内容"), ("number", "line", "item", "supplier", "supplier_number", "is_related")),
            (_("見積と選定"), ("quoted_on", "quoted_sum", "rival_on", "rival_sum", "choice_reason")),
            (_("発注と契約"), ("ordered_on", "ordered_sum", "contracted_on", "contracted_sum")),
            (_("納品と検収"), ("delivered_on", "delivered_sum", "inspected_on", "inspected_sum")),
            (_("請求と支払"), ("invoiced_on", "invoiced_sum", "invoice_number", "paid_on", "paid_sum")),
            (_("補助の対象"), ("paid_by", "eligible_sum", "note")),
        ]
        return [(title, [self[name] for name in within]) for title, within in names]


def _step_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for name, label in (*((str(step), STEP_LABELS[step]) for step in Step), ("rival", RIVAL_LABEL)):
        day, money = gettext_lazy("%(step)sの日"), gettext_lazy("%(step)sの額")
        found[f"{name}_on"] = EraDateField(label=day % {"step": label}, required=False)
        found[f"{name}_sum"] = YenField(label=money % {"step": label}, required=False)
    return found


COLUMNS = (
    *("number", "line", "item", "supplier", "supplier_number", "is_related"),
    *("quoted_on", "quoted_sum", "rival_on", "rival_sum", "choice_reason", "ordered_on", "ordered_sum"),
    *("contracted_on", "contracted_sum", "delivered_on", "delivered_sum", "inspected_on", "inspected_sum"),
    *(
        "invoiced_on",
        "invoiced_sum",
        "invoice_number",
        "paid_on",
        "paid_sum",
        "paid_by",
        "eligible_sum",
        "note",
    ),
)
EvidenceForm.base_fields |= _step_fields()
# What a row holds of its own, the cost line apart.
VALUES = tuple(name for name in COLUMNS if name not in ("number", "line"))


def across(said: Mapping[str, Any]) -> dict[str, str]:
    """What one box says of another; as the table's own constraint has it."""
    eligible, paid = said.get("eligible_sum"), said.get("paid_sum")
    if eligible is not None and (paid is None or eligible > paid):
        return {"eligible_sum": _("補助対象経費は、支払の額以下にしてください。")}
    return {}


@dataclass(frozen=True)
class Read:
    """One row of a paste or a sheet: what could be read of it, and what each other cell lacks."""

    place: int
    cells: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        return str(self.values.get("number") or self.cells.get("number", ""))


class Reader:
    """Cells into values, by the very fields of the form; one set of fields for any number of rows."""

    def __init__(self, labels: Mapping[int, str]) -> None:
        self.fields = EvidenceForm(labels=labels).fields
        self.names = {_plain(str(each.label)): name for name, each in self.fields.items()}

    def heading(self, cells: list[str]) -> list[str | None] | None:
        """Which column each cell names, None where it names none; None when it is no heading at all."""
        found = [self.names.get(_plain(cell)) for cell in cells]
        return found if "number" in found else None

    def read(self, place: int, cells: Mapping[str, str]) -> Read:
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for name in COLUMNS:
            text = cells.get(name, "").strip()
            try:
                values[name] = self._value(name, text)
            except ValidationError as wrong:
                errors[name] = " ".join(wrong.messages)
        errors = across(values) | errors
        return Read(place, cells, values, errors)

    def _value(self, name: str, text: str) -> Any:
        if not is_fit(text):
            raise ValidationError(_("使えない文字（制御文字など）があります。取り除いてください。"))
        value = self.fields[name].clean(text)
        return "" if value is None and isinstance(self.fields[name], forms.CharField) else value


def as_cell(value: Any) -> str:
    """A cell of a workbook as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, Real) and value % 1 == 0:  # a sheet keeps a whole number with a point
        return str(int(value))
    return str(value)[:LONGEST_CELL]
