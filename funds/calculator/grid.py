"""Several years, categories and parties on one page: first their names, then a table for each party."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import YenField
from common.text import is_fit
from law.calculator.labels import LABELS
from law.calculator.reading import MOST_TEXT
from law.deadlines import fiscal_year, fiscal_year_label

from ..schemes.editing.base import Values
from ..schemes.editing.money import RateField
from .forms import CalculatorForm, Document, said, sum_of, unit_choice

MOST_BOXES = 600
MOST_YEARS, MOST_PARTIES, MOST_CATEGORIES = 20, 20, 50
YEARS_BACK, YEARS_ON = 5, 15


class NamesField(forms.CharField):
    """Names, one a line, each once."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(widget=forms.Textarea(attrs={"rows": 3, "data-width": "m"}), **kwargs)

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(filter(None, (line.strip() for line in str(value or "").splitlines()))))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(_("%(most)sまでにしてください。"), params={"most": self.most})
        if long := next((name for name in value if len(name) > MOST_TEXT or not is_fit(name)), ""):
            text = _("「%(name)s」は、%(most)s字までの読める文字にしてください。")
            raise ValidationError(text, params={"name": long[:20], "most": MOST_TEXT})


class GridForm(CalculatorForm):
    """The names are read first: which boxes there are hangs on them."""

    fixed = {"kind": "multi_year"}
    first_year = forms.TypedChoiceField(label=gettext_lazy("最初の年度"), coerce=int)
    years = forms.TypedChoiceField(
        label=gettext_lazy("年度の数"),
        coerce=int,
        initial=3,
        choices=[(n, n) for n in range(1, MOST_YEARS + 1)],
    )
    parties = NamesField(
        label=LABELS["party"], most=MOST_PARTIES, initial=gettext_lazy("自社"),
        help_text=gettext_lazy("一行に一社ずつ書きます。"),
    )  # fmt: skip
    categories = NamesField(
        label=LABELS["category"], most=MOST_CATEGORIES, initial=gettext_lazy("設備費\n工事費"),
        help_text=gettext_lazy("一行に一つずつ書きます。"),
    )  # fmt: skip
    standards = forms.BooleanField(label=gettext_lazy("経費区分ごとの基準額を使う"), required=False)
    rate = RateField(label=LABELS["rate"], initial="1/2", max_length=20)
    unit = unit_choice(1000)
    by_party = sum_of("by_party", required=False)
    by_year = sum_of("by_year", required=False)
    total = sum_of("total", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        now = fiscal_year(clock.today())
        choices = [(year, fiscal_year_label(year)) for year in range(now - YEARS_BACK, now + YEARS_ON + 1)]
        self.fields["first_year"].choices = choices
        self.fields["first_year"].initial = now
        self.heads = [self[name] for name in self.base_fields]
        for name, label in self._boxes():
            self.fields[name] = YenField(label=label, required=False)

    # Which boxes there are

    @cached_property
    def axes(self) -> tuple[list[int], list[str], list[str]] | None:
        """Years, parties and categories asked for; None where they can't be read or are too many."""
        try:
            first, count = self._read("first_year"), self._read("years")
            parties, categories = self._read("parties"), self._read("categories")
        except ValidationError:
            return None
        years = list(range(first, first + count))
        too_many = len(years) * len(parties) * (2 * len(categories) + 2) > MOST_BOXES
        return None if too_many else (years, parties, categories)

    def _read(self, name: str) -> Any:
        return self.fields[name].clean(self[name].value())

    @property
    def kinds(self) -> list[tuple[str, str]]:
        found = [("cost", LABELS["eligible_cost"])]
        return [*found, ("standard", LABELS["standard_amount"])] if self["standards"].value() else found

    def lines(self, party: str) -> Iterator[tuple[str, str]]:
        """Each line of the party's table: what its boxes begin with, and its label."""
        for kind, label in self.kinds:
            for category in self.axes[2] if self.axes else ():
                yield f"{kind}-{_key(party)}-{_key(category)}", f"{label}：{category}"
        yield f"total-{_key(party)}", LABELS["total_cost"]
        yield f"income-{_key(party)}", LABELS["other_income"]

    def _boxes(self) -> Iterator[tuple[str, str]]:
        years, parties, _categories = self.axes or ([], [], [])
        for party in parties:
            for stem, label in self.lines(party):
                for year in years:
                    yield f"{stem}-{year}", f"{party}　{label}　{fiscal_year_label(year)}"

    @property
    def tables(self) -> list[dict[str, Any]]:
        years, parties, _categories = self.axes or ([], [], [])
        return [
            {
                "party": party,
                "years": [fiscal_year_label(year) for year in years],
                "lines": [
                    {"label": label, "boxes": [self[f"{stem}-{year}"] for year in years]}
                    for stem, label in self.lines(party)
                ],
            }
            for party in parties
        ]

    def clean(self) -> Values:
        found = super().clean() or {}
        if self.axes is None and not self.errors:
            text = _("欄が多すぎます（画面では%(most)sまで）。年度・参加者・経費区分を減らしてください。")
            self.add_error(None, ValidationError(text, params={"most": MOST_BOXES}))
        return found

    # What they say

    def document(self, rows: dict[str, list[Values]]) -> Document:
        years, parties, categories = self.axes or ([], [], [])
        value = self.cleaned_data.get
        places = [(year, party) for party in parties for year in years]
        cells = [
            {
                "fiscal_year": year,
                "category": category,
                "party": party,
                "eligible_cost": value(f"cost-{_key(party)}-{_key(category)}-{year}") or 0,
                "standard_amount": value(f"standard-{_key(party)}-{_key(category)}-{year}"),
            }
            for year, party in places
            for category in categories
        ]
        totals = [
            {
                "fiscal_year": year,
                "party": party,
                "total_cost": value(f"total-{_key(party)}-{year}") or 0,
                "other_income": value(f"income-{_key(party)}-{year}") or 0,
            }
            for year, party in places
        ]
        caps = said({name: value(name) for name in ("by_year", "by_party", "total")})
        own = {"rate": value("rate"), "unit": value("unit"), "caps": caps}
        return {**self.fixed, "cells": cells, "totals": totals, **own}


def _key(name: str) -> str:
    """Boxes go with the name, wherever it stands in its list."""
    return sha256(name.encode()).hexdigest()[:10]
