"""The shape of what is typed about a fund's book; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common import clock
from common.forms import EraDateField, PlainForm, YenField
from law.accounts import (
    ATTRIBUTION_LABELS,
    DRAW_LABELS,
    NAMES_ITS_ORDER,
    SOURCES_OF_ENTRY,
    Attribution,
    Draw,
)
from law.investments import MEANS

from .models import Book

COMPANIES = Organisation.objects.filter(kind=Organisation.Kind.COMPANY)


def _choices(labels: dict[Any, str]) -> list[tuple[str, Any]]:
    return [(key.value, _(label)) for key, label in labels.items()]


class RulesForm(PlainForm):
    attribution = forms.ChoiceField(
        label=_("運用益・その他の収入の帰属"),
        choices=_choices(ATTRIBUTION_LABELS),
        widget=forms.RadioSelect,
        initial=Attribution.PROPORTIONAL,
        help_text=_("「うち国費相当額」の数え方です。法令に定めがないため、基金ごとに定めます。"),
    )
    draw = forms.ChoiceField(
        label=_("交付の決定に使う順"),
        choices=_choices(DRAW_LABELS),
        widget=forms.RadioSelect,
        initial=Draw.PROPORTIONAL,
        help_text=_("どの財源から交付するかです。法令に定めがないため、基金ごとに定めます。"),
    )

    def clean_attribution(self) -> Attribution:
        return Attribution(self.cleaned_data["attribution"])

    def clean_draw(self) -> Draw:
        return Draw(self.cleaned_data["draw"])


class LineForm(PlainForm):
    line = YenField(
        label=_("年度の枠"),
        required=False,
        help_text=_(
            "この年度に交付を決定する額の計画です。空欄にすると、枠を設けません（基金の残高が限度です）。"
        ),
    )


class StateGrantForm(PlainForm):
    budget = forms.CharField(label=_("予算"), max_length=100, help_text=_("例：令和7年度補正予算（第1号）"))
    number = forms.CharField(label=_("交付決定の文書番号"), max_length=60)
    dated_on = EraDateField(label=_("交付決定の日"))
    ceiling = YenField(label=_("交付決定の額"), help_text=_("受入れの合計は、この額を超えられません。"))


class DonationForm(PlainForm):
    donor = forms.ModelChoiceField(
        label=_("出えん者"),
        queryset=COMPANIES.order_by("name"),
        empty_label=_("選んでください"),
        help_text=_("一覧にない会社は、先に「会社を登録する」で登録してください。"),
    )
    dated_on = EraDateField(label=_("申出の日"))
    ceiling = YenField(label=_("出えんの額"), help_text=_("受入れの合計は、この額を超えられません。"))
    condition = forms.CharField(
        label=_("条件"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("基金に充てることのほかに条件があれば、書いてください。"),
    )


class SumField(YenField):
    """Of what moves: a yen or more."""

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value == 0:
            raise forms.ValidationError(_("1円以上の金額を入力してください。"))


class EntryForm(PlainForm):
    """One form for all entries: the act says which boxes it has."""

    source = forms.ModelChoiceField(label=_("財源"), queryset=None, empty_label=_("選んでください"))
    amount = SumField(label=_("金額"))
    effective_on = EraDateField(label=_("受け入れた日・支払った日"), initial=clock.today)
    number = forms.CharField(label=_("納付を命じる文書の番号"), max_length=60)
    numbered_on = EraDateField(label=_("納付を命じる文書の日付"))
    note = forms.CharField(label=_("摘要"), max_length=200, required=False)

    def __init__(self, *args: Any, book: Book, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if act in SOURCES_OF_ENTRY:
            origins = [origin.value for origin in SOURCES_OF_ENTRY[act]]
            self.fields["source"].queryset = book.sources.filter(origin__in=origins)
        else:
            del self.fields["source"]
        if act not in NAMES_ITS_ORDER:
            del self.fields["number"], self.fields["numbered_on"]


class ReversalForm(PlainForm):
    note = forms.CharField(label=_("取り消す理由"), max_length=200)


class InvestmentForm(PlainForm):
    means = forms.ChoiceField(
        label=_("運用の方法"), choices=[(code, _(row.label)) for code, row in MEANS.items()]
    )
    held_with = forms.CharField(label=_("預入先・銘柄"), max_length=200)
    amount = SumField(label=_("金額"))
    terms = forms.CharField(
        label=_("利率など"), max_length=100, required=False, help_text=_("例：年0.35%、6か月")
    )
    since = EraDateField(label=_("始めた日"), initial=clock.today)
    until = EraDateField(label=_("満期日"), required=False)


class RedemptionForm(PlainForm):
    on = EraDateField(label=_("満期・解約の日"), initial=clock.today)


class ClosingForm(PlainForm):
    """Closing asks for nothing but a second look."""
