"""A change as typed: the new figures beside those that stand, the new end, why; or the day of a stop."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.models import CostLine
from applications.parts.base import check
from common.forms import EraDateField, PlainForm
from law.changes import ChangeKind, Scope

from .forms import LONGEST, GrantForm, YearRows, units_of
from .models import GrantChange
from .money import Unit

Costs = Mapping[int, tuple[int, int]]


class ChangeForm(GrantForm):
    """変更承認申請書, 軽微な変更の届出書, 中止・廃止の承認申請書. Who asks is known from the application."""

    # Django's way to take a field of the base class away.
    address = representative_title = representative_name = notice = starts_on = other = None
    statutory = ("why", "stop_on")

    scope = forms.ChoiceField(
        label=_("内容の変更"), choices=Scope.choices(), widget=forms.RadioSelect, initial=Scope.NONE
    )
    content = forms.CharField(
        label=_("変更の内容"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("交付の決定を受けた内容のうち、何をどう変えるかを書きます。"),
    )
    ends_on = EraDateField(label=_("変更後の完了の予定日"))
    stop_on = EraDateField(label=_("中止又は廃止をする日"))
    why = forms.CharField(
        label=_("理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("変更が必要になった事情を書きます。"),
    )
    ends_before = _("完了の予定日を、着手の予定日以後の日にしてください。")
    OF_STOP = frozenset({"stop_on", "why", "content"})

    def __init__(
        self,
        data: dict[str, str],
        *,
        change: GrantChange,
        was: Costs,
        incomes: Mapping[Unit, int],
        since: date,
    ) -> None:
        self.change, self.was, self.was_incomes, self.since = change, was, incomes, since
        super().__init__(data, grant=change.grant)

    def build(self) -> None:
        if not self.change.stops:
            del self.fields["stop_on"]
            super().build()
            return
        for name in set(self.fields) - self.OF_STOP:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ends = cleaned.get("ends_on")
        if ends and ends < self.since:
            self.add_error("ends_on", self.ends_before)
        return cleaned

    def warnings(self) -> dict[str, str]:
        found = {}
        for line in [] if self.change.stops else self.own_lines:
            name = f"eligible-{line.pk}"
            if (self.cleaned_data.get(name) or 0) > (self.cleaned_data.get(f"total-{line.pk}") or 0):
                words = {"label": self.fields[name].label}
                found[name] = gettext("%(label)sが総事業費を超えています。") % words
        if self.cleaned_data.get("scope") in (Scope.MINOR, Scope.MAJOR) and not self.cleaned_data["content"]:
            found["content"] = gettext("内容の変更について、変更の内容が書かれていません。")
        return found

    # As read

    def costs(self) -> dict[int, tuple[int, int]]:
        """A stop changes no figure."""
        return dict(self.was) if self.change.stops else super().costs()

    def incomes(self) -> dict[Unit, int]:
        if self.change.stops:
            return {unit: self.was_incomes.get(unit, 0) for unit in units_of(self.own_lines)}
        return super().incomes()

    @property
    def scope_said(self) -> str:
        return str(self.cleaned_data.get("scope") or Scope.NONE)

    # As drawn

    def years(self, opened: frozenset[str] | None) -> Iterator[YearRows]:
        return iter(()) if self.change.stops else super().years(opened)

    def beside(self, line: CostLine) -> tuple[int, int]:
        """What the grant stands on now."""
        return self.was.get(line.pk, (0, 0))

    @property
    def texts(self) -> list[Any]:
        return [
            self[name] for name in ("stop_on", "scope", "content", "ends_on", "why") if name in self.fields
        ]

    @property
    def about_us(self) -> list[Any]:
        return []


def read_change(change: GrantChange, *, was: Costs, incomes: Mapping[Unit, int], since: date) -> ChangeForm:
    """The draft as it stands, read; `was`: cost line → (total, eligible) that the grant stands on."""
    form = ChangeForm(change.typed, change=change, was=was, incomes=incomes, since=since)
    form.checked = check(form)
    return form


class StartChangeForm(PlainForm):
    kind = forms.ChoiceField(label=_("手続の種類"), choices=ChangeKind.choices(), widget=forms.RadioSelect)
